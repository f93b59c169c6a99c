// npm test: prepares what the tests need, runs jest with the arguments given, ends with one line of counts. Without
// the name of a file or a test among them it runs everything, in groups.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import failedStart from './failed-start.cjs';
import { ensureInstalled } from './install.mjs';
import { readOrEmpty, root, run, StepFailed } from './support.mjs';
import { testGroups } from './test-groups.mjs';

await failedStart.concerning('clone', root, ensureInstalled);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'usher-test-'));
const resultFile = path.join(folder, 'result.json');
let ended = 1;
let groups = [];
try {
  const require = createRequire(import.meta.url);
  const flags = ['--json', `--outputFile=${resultFile}`];
  const asked = process.argv.slice(2);
  if (asked.every((argument) => argument.startsWith('-'))) groups = testGroups();
  const ofGroups =
    groups.length > 0 ? [`--testMatch=${root}/**/*.test.ts`, '--runTestsByPath', ...groups] : [];
  // Tests leave much garbage behind: a twentieth of their time went into collecting it.
  const node = ['--max-semi-space-size=64', require.resolve('jest/bin/jest')];
  await run(process.execPath, [...node, ...flags, ...asked, ...ofGroups], {
    // Jest prints the whole result to standard output as well; its report for people is on standard error.
    stdout: 'ignore',
  });
  ended = 0;
} catch (error) {
  if (!(error instanceof StepFailed)) console.error(error);
}
process.exitCode = report(JSON.parse(readOrEmpty(resultFile) || '{}'), ended);
fs.rmSync(folder, { recursive: true, force: true });

/** Prints the counts; a test file that could not run at all counts as one failure. */
function report(result, jestEnded) {
  const passed = result.numPassedTests ?? 0;
  const failed = (result.numFailedTests ?? 0) + (result.numRuntimeErrorTestSuites ?? 0);
  const skipped = (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0);
  for (const [what, titles] of skippedBy(result)) {
    console.log(`Skipped, because this machine has no ${what}:`);
    for (const title of titles) console.log(`  ${title}`);
  }
  const missing = groups.length - (result.numTotalTestSuites ?? 0);
  if (missing > 0) console.log(`${missing} groups of tests were not run.`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return jestEnded === 0 && failed === 0 && passed > 0 && missing <= 0 ? 0 : 1;
}

/** What was skipped, by what it needs (test/support/needing.ts says it in the title). */
function skippedBy({ testResults = [] }) {
  const found = new Map();
  for (const { name, assertionResults } of testResults) {
    for (const { status, fullName } of assertionResults) {
      const [, what] = (status === 'pending' && /\(needs ([^()]+)\)/.exec(fullName)) || [];
      if (what === undefined) continue;
      const title = fullName.replace(` (needs ${what})`, '');
      // In a group the file is the first word of the title.
      const where = title.startsWith('test/') ? '' : `${path.relative(root, name)}: `;
      found.set(what, [...(found.get(what) ?? []), `${where}${title}`]);
    }
  }
  return found;
}
