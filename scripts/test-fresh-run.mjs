// npm run test:fresh: the tests that draw their values, with values that nobody has tried yet; for every night.
import path from 'node:path';
import { readOrEmpty, root } from './support.mjs';
import { testFiles } from './test-groups.mjs';

const files = testFiles().filter((name) =>
  readOrEmpty(path.join(root, name)).includes("support/properties'"),
);
const seed = (process.env.USHER_TEST_SEED ??= String(Math.floor(Math.random() * 2 ** 31)));
const again = `The values are drawn from ${seed}; again the same: USHER_TEST_SEED=${seed} npm run test:fresh`;
console.log(again);
process.on('exit', (code) => {
  if (code !== 0) console.log(again);
});
process.argv.push('--runTestsByPath', ...files);
await import('./test-run.mjs');
