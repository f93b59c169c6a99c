// Runs tests and prints how many lines of each folder of the product ran. See docs/testing.md.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureInstalled } from '../install.mjs';
import { readOrEmpty, root } from '../support.mjs';

await ensureInstalled();
const { jestConfig } = await import('./jest-config.mjs');
const { processReader } = await import('./processes.mjs');
const { productFiles } = await import('./product.mjs');
const { addJest, addWorkflows, Ran, statementsOf } = await import('./statements.mjs');
const { linesOf, printed, rangesOf, rowsOf, sum } = await import('./table.mjs');

const args = process.argv.slice(2);
const showsFiles = args.includes('--files');
const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'usher-coverage-'));
// Some tests start Usher as another user.
fs.chmodSync(folder, 0o1777);
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

const statements = new Map(productFiles().map((file) => [file, statementsOf(file)]));
const ran = new Ran();
const reader = processReader(statements);
const config = path.join(folder, 'jest.config.json');
fs.writeFileSync(config, JSON.stringify(jestConfig(folder)));

// So that building is a part of every run, as on a fresh clone.
fs.rmSync(path.join(root, 'lib', '.build-stamp.json'), { force: true });
// Each process that ends leaves some megabytes.
const reading = setInterval(() => readProcesses(), 5_000);
const testsPassed = await runTests(args.filter((arg) => arg !== '--files'));
clearInterval(reading);
readProcesses();
addJest(ran, JSON.parse(readOrEmpty(path.join(folder, 'coverage-final.json')) || '{}'));
for (const name of written(/^workflows-\d+\.txt$/)) addWorkflows(ran, readOrEmpty(name), statements);

const files = [...statements].map(([file, own]) => linesOf(file, own, ran));
const rows = rowsOf(files);
if (showsFiles) {
  for (const file of files.filter((each) => !sum([each]).isEnough)) {
    console.log(`${file.file}: ${sum([file]).percent.toFixed(0)} %, without ${rangesOf(file)}`);
  }
}
console.log(printed([...rows, { name: 'all', ...sum(files) }]));
process.exitCode = testsPassed && rows.every(({ isEnough }) => isEnough) ? 0 : 1;

function written(pattern) {
  const names = fs.readdirSync(folder).filter((name) => pattern.test(name));
  return names.map((name) => path.join(folder, name));
}

/** Reads what ended processes left and removes it; what is half written is left for the next time. */
function readProcesses() {
  for (const name of written(/^coverage-\d+-.*\.json$/)) {
    try {
      reader.add(ran, JSON.parse(fs.readFileSync(name, 'utf8')));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      continue;
    }
    fs.rmSync(name);
  }
}

/** As `npm test` does, with the configuration of this run. */
function runTests(given) {
  const script = path.join(root, 'scripts', 'test.mjs');
  const child = spawn(process.execPath, [script, ...given, `--config=${config}`], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, USHER_COVERAGE: folder },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0));
  });
}
