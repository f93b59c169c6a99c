import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from '../config/env';
import { weaknessOf } from '../config/secret-text';
import { keyedHash } from '../domain/security/key-ring';
import { EngineError } from '../engines';
import { takeLock } from '../engines/processes';
import { concerning } from './failed-start.cjs';
import type { Lifecycle } from './lifecycle';
import { makeFolder } from '../engines/make-folder';

interface Secrets {
  readonly secret: string;
  readonly instanceKey: string;
}

/**
 * Makes the data folder and takes it for this process.
 *
 * @throws EngineError when another living instance has it.
 */
export async function takeDataFolder(dataDir: string, lifecycle: Lifecycle): Promise<void> {
  await concerning('USHER_DATA_DIR', dataDir, async () => {
    await makeFolder(dataDir, 0o700);
    await chmod(dataDir, 0o700);
    await lockFolder(dataDir, lifecycle);
    // Left behind by an instance that was killed.
    await rm(runtimeFile(dataDir), { force: true });
    await refuseNewerData(dataDir);
  });
}

async function lockFolder(dataDir: string, lifecycle: Lifecycle): Promise<void> {
  const lock = path.join(dataDir, 'usher.pid');
  const holder = await takeLock(lock);
  if (holder !== undefined) {
    throw new EngineError(
      `Usher already runs on ${dataDir} (process ${holder}). Stop it, or set USHER_DATA_DIR to another folder ` +
        'and PORT to another port.',
    );
  }
  lifecycle.onStop('the data folder', () => rm(lock, { force: true }));
}

/** Raised by a change after which an older Usher would misread the folder. */
const DATA_VERSION = 1;

const versionSchema = z.object({
  data: z.number(),
  /** Tells whether a secret is the one that the data was written with, and nothing of it. */
  secretMark: z.string().optional(),
});

type Version = z.infer<typeof versionSchema>;

async function readVersion(dataDir: string): Promise<Version> {
  try {
    return versionSchema.parse(JSON.parse(await readFile(versionFile(dataDir), 'utf8')));
  } catch {
    return { data: 0 };
  }
}

/** Says in the folder which Usher can read it, and leaves one alone that a newer Usher has written. */
async function refuseNewerData(dataDir: string): Promise<void> {
  const kept = await readVersion(dataDir);
  const version = kept.data;
  if (version > DATA_VERSION) {
    throw new EngineError(
      `The data in ${dataDir} was written by a newer Usher (data version ${version}, this one reads ${DATA_VERSION}): ` +
        'start the newer one, or set USHER_DATA_DIR to another folder.',
    );
  }
  if (version < DATA_VERSION) await writePrivately(versionFile(dataDir), { ...kept, data: DATA_VERSION });
}

/**
 * The secrets from the environment, else those kept in the data folder.
 *
 * @throws EngineError when the file that keeps them cannot be read.
 */
export async function readSecrets(config: Config): Promise<Partial<Secrets>> {
  const { secret, instanceKey } = config;
  const given = {
    ...(secret === undefined ? {} : { secret }),
    ...(instanceKey === undefined ? {} : { instanceKey }),
  };
  return secret !== undefined && instanceKey !== undefined
    ? given
    : { ...(await keptSecrets(config)), ...given };
}

const keptSecret = z.string().refine((text) => weaknessOf(text) === undefined);
const keptSchema = z.object({ secret: keptSecret.optional(), instanceKey: keptSecret.optional() });

async function keptSecrets({ dataDir }: Config): Promise<Partial<Secrets>> {
  const file = secretsFile(dataDir);
  const text = await concerning('USHER_DATA_DIR', file, () =>
    readFile(file, 'utf8').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '{}';
      throw error;
    }),
  );
  try {
    return keptSchema.parse(JSON.parse(text)) as Partial<Secrets>;
  } catch {
    throw new EngineError(
      `${file} ${text.trim() === '' ? 'is empty' : 'is damaged'}: restore it from a backup, or set USHER_SECRET and ` +
        'USHER_INSTANCE_KEY to what it held.',
    );
  }
}

/**
 * The secrets from the environment or the data folder. Where nothing was written with others, those that are in
 * neither are made and kept in the folder; `hasForeignData` tells of data that is elsewhere.
 *
 * @throws EngineError when there is data but not the secret that its links and sealed texts were made with, or
 *   another one.
 */
export async function settleSecrets(
  config: Config,
  hasForeignData: () => Promise<boolean> = () => Promise.resolve(false),
): Promise<Secrets> {
  const known = await readSecrets(config);
  const { secret = newSecret(), instanceKey = newSecret() } = known;
  const holdsData = await hasData(config.dataDir);
  if (known.secret === undefined && (holdsData || (await hasForeignData()))) {
    throw new EngineError(
      `There is data without its secret: restore ${secretsFile(config.dataDir)} from a backup, or set USHER_SECRET to ` +
        'the secret it was written with.',
    );
  }
  // What the secret protects is in the database, which may be elsewhere.
  if (config.mongodbUri === undefined) {
    await refuseOtherSecret(config.dataDir, [secret, ...config.oldSecrets], holdsData);
  }
  if (known.secret === undefined || known.instanceKey === undefined) {
    await writePrivately(secretsFile(config.dataDir), {
      ...(config.secret === undefined ? { secret } : {}),
      ...(config.instanceKey === undefined ? { instanceKey } : {}),
      // Also what the environment gives otherwise this time: it may be the only copy.
      ...(await keptSecrets(config)),
    });
  }
  return { secret, instanceKey };
}

/** Notes in a folder without data what secret it gets; data of earlier versions has no note and takes any. */
async function refuseOtherSecret(
  dataDir: string,
  [secret, ...old]: readonly [string, ...string[]],
  holdsData: boolean,
): Promise<void> {
  const version = await readVersion(dataDir);
  const secretMark = markOf(secret);
  if (version.secretMark === secretMark) return;
  if (holdsData && version.secretMark !== undefined && !old.map(markOf).includes(version.secretMark)) {
    throw new EngineError(
      `The data in ${dataDir} was written with another secret: set USHER_SECRET to that one (or unset it, where ` +
        'secrets.json holds that one), name that one in USHER_SECRETS_OLD, or set USHER_DATA_DIR to another folder.',
    );
  }
  await writePrivately(versionFile(dataDir), { ...version, data: DATA_VERSION, secretMark });
}

const markOf = (secret: string): string => keyedHash('the secret of this data folder', secret);

/** What the engines keep in the data folder. */
const DATA = ['mongodb', 'mongodb.h2', 'temporal.db'];

async function hasData(dataDir: string): Promise<boolean> {
  const names = await readdir(dataDir).catch((): string[] => []);
  return DATA.some((name) => names.includes(name));
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
  await concerning('USHER_DATA_DIR', path.dirname(file), async () => {
    try {
      const handle = await open(temporary, 'w', 0o600);
      await handle.writeFile(`${JSON.stringify(content, undefined, 2)}\n`);
      // Without it a power cut may leave a file of this name that is empty.
      await handle.sync().finally(() => handle.close());
      await rename(temporary, file);
    } finally {
      await rm(temporary, { force: true });
    }
  });
}

function secretsFile(dataDir: string): string {
  return path.join(dataDir, 'secrets.json');
}

function versionFile(dataDir: string): string {
  return path.join(dataDir, 'version.json');
}

function runtimeFile(dataDir: string): string {
  return path.join(dataDir, 'runtime.json');
}
