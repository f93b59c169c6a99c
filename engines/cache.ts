import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { concerning } from '../scripts/failed-start.cjs';
import { makeFolder } from './make-folder';

/** The folder outside the clone that all clones share: `USHER_CACHE_DIR`, else `$XDG_CACHE_HOME/usher`, else `~/.cache/usher`. */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env['USHER_CACHE_DIR']) return path.resolve(env['USHER_CACHE_DIR']);
  const base = env['XDG_CACHE_HOME'] ? env['XDG_CACHE_HOME'] : path.join(os.homedir(), '.cache');
  return path.join(base, 'usher');
}

/**
 * Gives the cache folder of that name, made by `fill` where it is missing.
 *
 * Several processes may do this at once: each fills a folder of its own and the first rename wins.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const target = path.join(cacheDir(), name);
  if (existsSync(target)) return target;
  const temporary = path.join(cacheDir(), `.${name}-${process.pid}-${randomBytes(4).toString('hex')}`);
  await concerning('USHER_CACHE_DIR', cacheDir(), () => makeFolder(temporary));
  try {
    await concerning('USHER_CACHE_DIR', cacheDir(), () => fill(temporary));
    await rename(temporary, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return target;
}
