import { spawn, execFileSync } from 'node:child_process';
import { closeSync, cpSync, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/structure/sources';
import { promised } from '../support/promised';
import { temporaryFolder } from './support';

/** What the documents promise of a start that fails. */
const SENTENCE_WITHIN_SECONDS = 20;

/** A start that failed: how it ended, what was on the screen then, and after how long. */
export interface FailedStart {
  readonly exitCode: number | null;
  readonly lines: readonly string[];
  readonly seconds: number;
}

/** How a start is made to fail. */
export interface BadEnvironment {
  readonly env?: NodeJS.ProcessEnv;
  readonly root?: string;
  /** Entry script and arguments; `scripts/launch.mjs start` without. */
  readonly args?: readonly string[];
  readonly nodeFlags?: readonly string[];
  /** The user that starts it; the one of the test without. */
  readonly uid?: number;
}

const measured: [name: string, seconds: number][] = [];

/** Starts Usher and waits for its end. */
export function startBadly({
  env = {},
  root = ROOT,
  args = ['scripts/launch.mjs', 'start'],
  nodeFlags = [],
  uid,
}: BadEnvironment): Promise<FailedStart> {
  const started = performance.now();
  const child = spawn(process.execPath, [...nodeFlags, ...args], {
    cwd: root,
    env: { ...bareEnvironment(), USHER_DATA_DIR: path.join(temporaryFolder(), 'data'), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve) => {
    const tooLong = setTimeout(() => child.kill('SIGKILL'), 2_000 * promised(SENTENCE_WITHIN_SECONDS));
    child.once('close', (exitCode) => {
      clearTimeout(tooLong);
      const lines = output.trimEnd().split('\n');
      resolve({ exitCode, lines, seconds: (performance.now() - started) / 1_000 });
    });
  });
}

/** Nothing of the test run's own settings. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, USHER_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  const given = Object.entries({ PATH, HOME, USHER_CACHE_DIR, XDG_CACHE_HOME });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** Starts Usher and demands one sentence in its last line, no stack, an exit code, and all that in time. */
export async function expectSentence(
  name: string,
  bad: BadEnvironment,
  sentence: RegExp,
): Promise<FailedStart> {
  const ended = await startBadly(bad);
  measured.push([name, ended.seconds]);
  expect(ended.lines.at(-1)).toMatch(sentence);
  expect(ended.lines.filter((line) => /^\s+at /.test(line))).toEqual([]);
  expect(ended.exitCode).toBe(1);
  expect(ended.seconds).toBeLessThan(promised(SENTENCE_WITHIN_SECONDS));
  return ended;
}

/** Prints how long each bad environment took to its sentence. */
export function printMeasured(): void {
  const rows = measured.map(([name, seconds]) => `${seconds.toFixed(1).padStart(6)} s  ${name}`);
  process.stderr.write(`From a bad environment to its sentence:\n${rows.join('\n')}\n`);
}

/** What the first start of a fresh clone finds: the sources of its launchers, nothing installed or built. */
export function freshClone(): string {
  const clone = path.join(temporaryFolder(), 'clone');
  mkdirSync(path.join(clone, 'scripts'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc', 'tsconfig.build.json']) {
    cpSync(path.join(ROOT, file), path.join(clone, file));
  }
  for (const file of readdirSync(path.join(ROOT, 'scripts'))) {
    if (/\.[mc]js$/.test(file)) cpSync(path.join(ROOT, 'scripts', file), path.join(clone, 'scripts', file));
  }
  return clone;
}

const mounted: string[] = [];

/** Whether file systems can be mounted here; tests that need it are skipped by name elsewhere. */
export const canMount = process.getuid?.() === 0 && tryMount();

/** A file system of its own of that size, which is gone after {@link unmountAll}. */
export function smallDisk(options: string): string {
  const folder = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'usher-test', folder]);
  mounted.push(folder);
  return folder;
}

/** Leaves no room on the file system of that file, which may be there already. */
export function fillDisk(file: string): void {
  const ballast = openSync(file, 'a');
  try {
    for (const size of [1_000_000, 4_096, 1]) fillWith(ballast, Buffer.alloc(size));
  } finally {
    closeSync(ballast);
  }
}

function fillWith(file: number, chunk: Buffer): void {
  try {
    for (;;) writeSync(file, chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

/** Unmounts what {@link smallDisk} mounted; before folders are removed. */
export function unmountAll(): void {
  for (const folder of mounted.splice(0)) execFileSync('umount', ['-l', folder]);
}

function tryMount(): boolean {
  try {
    smallDisk('size=1m');
    unmountAll();
    return true;
  } catch {
    return false;
  }
}
