// What every entry script begins with. Syntax and modules that Node 12 knows, as an old Node has to read this in
// order to be refused; whatever is newer is loaded by `load`.
import { readFileSync } from 'fs';
import { createRequire } from 'module';

const here = createRequire(import.meta.url);

/** Runs an entry script unless Node is too old for it; one that fails ends with one sentence and exit code 1. */
export function enter(load) {
  const actual = process.versions.node;
  const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const needed = engines.node.replace('>=', '');
  if (isOlder(actual, needed)) {
    console.error(
      `Usher needs Node ${needed} or later, and this is ${actual}: install one from https://nodejs.org, or put it first on PATH.`,
    );
    process.exit(1);
  }
  load().catch((error) => {
    if (!error.interrupted) console.error(here('./failed-start.cjs').sentenceOf(error));
    process.exit(error.interrupted ? 0 : 1);
  });
}

function isOlder(version, other) {
  const [one, two] = [version, other].map((text) => text.split('.').map(Number));
  const differing = two.findIndex((part, index) => part !== one[index]);
  return differing !== -1 && one[differing] < two[differing];
}
