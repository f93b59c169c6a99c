import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

/** The folder that holds package.json. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Prints when a long step starts and how long it took. */
export async function step(title, run) {
  const started = performance.now();
  console.log(`${title} ...`);
  const result = await run();
  console.log(`${title}: done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

/**
 * Runs a program in the root folder with its output shown, or kept when it `isQuiet`, which it resolves with;
 * rejects unless it exits with 0.
 */
export function run(command, args, { stdout = 'inherit', isQuiet = false, withinMs } = {}) {
  return new Promise((resolve, reject) => {
    const streams = isQuiet ? ['pipe', 'pipe'] : [stdout, 'inherit'];
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', ...streams] });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-MOST_OUTPUT));
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    let isLate = false;
    const late = withinMs && setTimeout(() => child.kill((isLate = true) && 'SIGKILL'), withinMs);
    let stopping;
    const pass = (signal) => {
      child.kill(signal);
      // npm may go on for minutes.
      stopping ??= setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    };
    process.on('SIGINT', pass).on('SIGTERM', pass);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(late);
      clearTimeout(stopping);
      process.off('SIGINT', pass).off('SIGTERM', pass);
      if (code === 0) return resolve(output);
      const ending = isLate ? 'ETIMEDOUT' : stopping === undefined ? (signal ?? code) : 'SIGTERM';
      reject(new StepFailed([command, ...args].join(' '), ending, output));
    });
  });
}

const MOST_OUTPUT = 200_000;
const STOP_WITHIN_MS = 5_000;

/** A program that did not end well; `output` is what it printed where that was not shown. */
export class StepFailed extends Error {
  name = 'StepFailed';

  constructor(program, ending, output = '') {
    super(`${program} ended with ${ending}.`);
    this.output = output;
    this.isLate = ending === 'ETIMEDOUT';
    this.interrupted = ending === 'SIGINT' || ending === 'SIGTERM';
  }
}

/** What identifies a process even when its number is given to another one later; undefined if it is gone. */
function identity(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return undefined;
  }
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return `${pid}`;
  }
}

/** Runs while holding a lock file, waiting for another process that holds it; a dead holder is passed over. */
export async function withLock(file, run) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  try {
    fs.writeFileSync(mine, identity(process.pid));
    await acquire(mine, file);
    try {
      return await run();
    } finally {
      fs.rmSync(file, { force: true });
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

/** A hard link is made at once and with its content, so that no one reads a lock that is half written. */
async function acquire(mine, file) {
  for (let told = false; ;) {
    try {
      fs.linkSync(mine, file);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = readOrEmpty(file);
    // A lock without a holder is what a full disk or a power cut left.
    if (holder === '' && !fs.existsSync(file)) continue;
    if (identity(Number.parseInt(holder, 10)) !== holder) {
      takeAway(file, holder);
      continue;
    }
    if (!told) console.log(`Waiting for process ${holder.split(' ')[0]}, which is preparing this folder ...`);
    told = true;
    await sleep(200);
  }
}

/** Removes the lock of a dead holder; of two that try, the rename lets only one succeed. */
function takeAway(file, holder) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return;
  }
  if (readOrEmpty(aside) !== holder) {
    try {
      fs.linkSync(aside, file);
    } catch {
      // A third process took the lock meanwhile; the one set aside finds that out by nothing worse than a rebuild.
    }
  }
  fs.rmSync(aside, { force: true });
}

/** The text of a file, or an empty string where there is none. */
export function readOrEmpty(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Writes a file so that a reader sees the old or the new content, never half of it. */
export function writeAtomically(file, content) {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    fs.writeFileSync(temporary, content);
    fs.renameSync(temporary, file);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}
