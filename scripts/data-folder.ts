import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config/env';
import type { RuntimeConfig } from '../config/runtime';
import { EngineError } from './engines';
import { takeLock } from './engines/processes';
import type { Lifecycle } from './lifecycle';

type Secrets = Pick<RuntimeConfig, 'secret' | 'instanceKey'>;

/**
 * Makes the data folder and takes it for this process.
 *
 * @throws EngineError when another living instance has it.
 */
export async function takeDataFolder(dataDir: string, lifecycle: Lifecycle): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await chmod(dataDir, 0o700);
  const lock = path.join(dataDir, 'usher.pid');
  const holder = await takeLock(lock);
  if (holder !== undefined) {
    throw new EngineError(
      `Usher already runs on ${dataDir} (process ${holder}). Stop it, or set USHER_DATA_DIR to another folder ` +
        'and PORT to another port.',
    );
  }
  lifecycle.onStop('the data folder', () => rm(lock, { force: true }));
  // Left behind by an instance that was killed.
  await rm(runtimeFile(dataDir), { force: true });
}

/** The secrets from the environment, else those kept in the data folder. */
export async function readSecrets(config: Config): Promise<Partial<Secrets>> {
  const text = await readFile(secretsFile(config.dataDir), 'utf8').catch(() => '{}');
  const kept = JSON.parse(text) as Partial<Secrets>;
  const secret = config.secret ?? kept.secret;
  const instanceKey = config.instanceKey ?? kept.instanceKey;
  return {
    ...(secret === undefined ? {} : { secret }),
    ...(instanceKey === undefined ? {} : { instanceKey }),
  };
}

/** The secrets from the environment or the data folder; those that are in neither are made and kept there. */
export async function settleSecrets(config: Config): Promise<Secrets> {
  const known = await readSecrets(config);
  if (known.secret !== undefined && known.instanceKey !== undefined) {
    return { secret: known.secret, instanceKey: known.instanceKey };
  }
  const settled: Secrets = {
    secret: known.secret ?? newSecret(),
    instanceKey: known.instanceKey ?? newSecret(),
  };
  await writePrivately(secretsFile(config.dataDir), {
    ...(config.secret === undefined ? { secret: settled.secret } : {}),
    ...(config.instanceKey === undefined ? { instanceKey: settled.instanceKey } : {}),
  });
  return settled;
}

/** 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Publishes where everything is, for other programs on this machine, until this process ends. */
export async function writeRuntimeFile(
  dataDir: string,
  content: Readonly<Record<string, unknown>>,
  lifecycle: Lifecycle,
): Promise<void> {
  const file = runtimeFile(dataDir);
  await writePrivately(file, content);
  const remove = () => rmSync(file, { force: true });
  lifecycle.onStop('runtime.json', remove);
  process.once('exit', remove);
}

async function writePrivately(file: string, content: unknown): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 });
  await rename(temporary, file);
}

function secretsFile(dataDir: string): string {
  return path.join(dataDir, 'secrets.json');
}

function runtimeFile(dataDir: string): string {
  return path.join(dataDir, 'runtime.json');
}
