import { readFileSync, writeFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** What identifies a living process even when its number is given to another one later; undefined if it is gone. */
export function processIdentity(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    return `${pid} ${fields[19] ?? ''}`;
  } catch {
    return `${pid}`;
  }
}

/** The number of the living process a file of {@link processIdentity} names, or undefined. */
export async function livingHolder(file: string): Promise<number | undefined> {
  const text = (await readFile(file, 'utf8').catch(() => '')).trim();
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0) || pid === process.pid) return undefined;
  return processIdentity(pid) === text ? pid : undefined;
}

/** Waits until the process that a file names is gone; true when it is, false after `limitMillis`. */
export async function untilGone(file: string, limitMillis: number): Promise<boolean> {
  const end = Date.now() + limitMillis;
  while ((await livingHolder(file)) !== undefined) {
    if (Date.now() > end) return false;
    await sleep(50);
  }
  return true;
}

/** Writes which process holds something, for the next start to wait for. */
export function writeHolder(file: string, pid: number): void {
  writeFileSync(file, processIdentity(pid) ?? '', { mode: 0o600 });
}

/**
 * Takes a file as a lock for this process, for as long as it lives.
 *
 * @returns the process that holds it already, or undefined when it is ours now.
 */
export async function takeLock(file: string): Promise<number | undefined> {
  for (;;) {
    try {
      await writeFile(file, processIdentity(process.pid) ?? '', { mode: 0o600, flag: 'wx' });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await livingHolder(file);
    if (holder !== undefined) return holder;
    await rm(file, { force: true });
  }
}
