import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readOrEmpty, root, run, step, StepFailed, withLock, writeAtomically } from './support.mjs';

const stamp = path.join(root, 'node_modules', '.usher-installed');

function wanted() {
  return createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

/** Installs the packages when they are missing or package-lock.json changed since the last install. */
export async function ensureInstalled() {
  if (readOrEmpty(stamp) === wanted()) return;
  await withLock(path.join(root, '.cache', 'install.lock'), async () => {
    const hash = wanted();
    if (readOrEmpty(stamp) === hash) return;
    if (!matchesLockfile()) {
      await step('Installing packages (npm ci)', install);
    }
    writeAtomically(stamp, hash);
  });
}

/**
 * `npm ci` refuses a lock file that lacks optional packages for other platforms, which a lock file written
 * against an incomplete registry does; `npm install` goes by the same versions and does not mind.
 */
async function install() {
  try {
    await run('npm', ['ci', '--no-audit', '--no-fund']);
  } catch (error) {
    if (!(error instanceof StepFailed) || error.interrupted) throw error;
    console.log('npm ci refused; trying npm install with the locked versions ...');
    await run('npm', ['install', '--no-save', '--no-audit', '--no-fund']);
  }
}

/** Whether someone already ran npm here: its own record then names every package at the version that is locked. */
function matchesLockfile() {
  const record = readOrEmpty(path.join(root, 'node_modules', '.package-lock.json'));
  if (record === '') return false;
  const installed = JSON.parse(record).packages;
  const locked = JSON.parse(readOrEmpty(path.join(root, 'package-lock.json'))).packages;
  return Object.entries(locked).every(
    ([name, { version, optional }]) =>
      name === '' ||
      (installed[name] === undefined ? optional === true : installed[name].version === version),
  );
}
