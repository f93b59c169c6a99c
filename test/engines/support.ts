import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sentenceOf } from '../../scripts/failed-start.cjs';

const original = { ...process.env };
const folders: string[] = [];

/** A folder that is removed by {@link cleanUp}. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'usher-engines-test-'));
  folders.push(folder);
  return folder;
}

/** Puts a shell script of that name in front of everything else on PATH. */
export function putOnPath(name: string, script: string): string {
  const folder = path.join(temporaryFolder(), 'bin');
  mkdirSync(folder);
  writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(folder, name), 0o755);
  process.env['PATH'] = `${folder}${path.delimiter}${process.env['PATH'] ?? ''}`;
  return path.join(folder, name);
}

/** Restores the environment and removes temporary folders. */
export function cleanUp(): void {
  for (const name of Object.keys(process.env))
    if (!(name in original)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, original);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Collects what is logged. */
export function collect(): { log: (line: string) => void; lines: string[] } {
  const lines: string[] = [];
  return { log: (line) => lines.push(line), lines };
}

/** Resolves when the condition holds; the test's own time limit ends a wait in vain. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(25);
}

/** The one sentence for what fails; undefined for what works. */
export async function sentence(work: () => Promise<unknown>): Promise<unknown> {
  return work().then(() => undefined, sentenceOf);
}
