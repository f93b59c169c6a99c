import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../scripts/structure/sources';

/** What a program printed; fails with all it said when it does. */
export async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const options = { cwd, env: { ...process.env, ...env } };
  try {
    return (await promisify(execFile)(command, args, options)).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw Object.assign(new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`, { cause: error }), {
      stdout,
    });
  }
}

/** A folder of somebody else's, with the client installed from its package and Node's types. */
export async function folderWithClient(): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'usher-client-'));
  await run('npm', ['pack', '--silent', '--pack-destination', folder], path.join(ROOT, 'client'));
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? 'nothing.tgz';
  writeFileSync(path.join(folder, 'package.json'), '{"private": true}');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${packed}`], folder);
  mkdirSync(path.join(folder, 'node_modules', '@types'));
  for (const name of ['@types/node', 'undici-types']) {
    symlinkSync(path.join(ROOT, 'node_modules', name), path.join(folder, 'node_modules', name));
  }
  return folder;
}

/** Puts one of the examples beside the client. */
export function addExample(folder: string, name: string): string {
  const place = path.join(folder, name);
  cpSync(path.join(ROOT, 'examples', name), place, { recursive: true });
  return place;
}
