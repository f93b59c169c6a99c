import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Loads {@link ../scripts/count-commands} into a measured process. */
export const COUNTING = {
  NODE_OPTIONS: `--require ${path.join(__dirname, '..', 'scripts', 'count-commands.js')}`,
};

/** How many MongoDB commands a process that was started with {@link COUNTING} has sent so far. */
export async function mongoCommands({ pid, dataDir }: { readonly pid: number; readonly dataDir: string }) {
  const file = path.join(dataDir, 'mongo-commands');
  await rm(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text !== '') return Number(text);
    await sleep(20);
  }
}
