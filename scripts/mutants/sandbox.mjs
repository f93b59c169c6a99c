import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readOrEmpty, root } from '../support.mjs';

/** A copy of the working tree in which one file at a time is changed; the tree itself is never touched. */
export function openSandbox() {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'usher-mutants-'));
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of files) {
    const from = path.join(root, file);
    if (fs.existsSync(from)) fs.cpSync(from, path.join(folder, file), { verbatimSymlinks: true });
  }
  linkPackages(folder);
  // Tests that read the sources ask git which they are.
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  execFileSync('git', ['add', '--all'], { cwd: folder });
  const running = new Set();
  return {
    /** Runs the tests with one file changed, or none. */
    async test({ file, content, tests, title, withinMs }) {
      const target = file && path.join(folder, file);
      if (target) fs.writeFileSync(target, content);
      try {
        return await jest(folder, running, { tests, title, withinMs });
      } finally {
        if (target) fs.cpSync(path.join(root, file), target);
      }
    },
    close() {
      for (const child of running) killGroup(child);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Links each package by itself, so that what tests cache in node_modules stays in the sandbox. */
function linkPackages(folder) {
  const [from, to] = [root, folder].map((base) => path.join(base, 'node_modules'));
  fs.mkdirSync(to);
  for (const name of fs.readdirSync(from)) {
    if (name !== '.cache') fs.symlinkSync(path.join(from, name), path.join(to, name));
  }
}

/** Resolves with the titles that passed and those that failed; a file that did not load counts as a failed title. */
function jest(folder, running, { tests, title, withinMs }) {
  const outcome = path.join(folder, '.cache', 'outcome.jsonl');
  fs.mkdirSync(path.dirname(outcome), { recursive: true });
  fs.rmSync(outcome, { force: true });
  const flags = [
    '--bail',
    '--maxWorkers=1',
    `--reporters=${path.join(folder, 'scripts', 'mutants', 'reporter.cjs')}`,
  ];
  const only = title === undefined ? [] : ['-t', escaped(title)];
  const program = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, '--runTestsByPath', ...tests, ...flags, ...only], {
      cwd: folder,
      env: { ...process.env, USHER_MUTANT_OUTCOME: outcome },
      stdio: 'ignore',
      detached: true,
    });
    running.add(child);
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      killGroup(child);
    }, withinMs);
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(late);
      running.delete(child);
      resolve({ isLate, ...read(outcome) });
    });
  });
}

function read(outcome) {
  const files = readOrEmpty(outcome)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  if (files.length === 0) return { passed: [], failed: ['no test could be started'] };
  return { passed: files.flatMap(({ passed }) => passed), failed: files.flatMap(({ failed }) => failed) };
}

/** jest, its workers and the engines that they started. */
function killGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

const escaped = (title) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
