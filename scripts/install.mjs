import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readOrEmpty, root, run, step, withLock, writeAtomically } from './support.mjs';

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
      await step('Installing packages (npm ci)', () => run('npm', ['ci', '--no-audit', '--no-fund']));
    }
    writeAtomically(stamp, hash);
  });
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
