// Changes one place of the product at a time and looks whether its tests notice. Nothing is changed in the working
// tree. See docs/testing.md.
import { parseArgs } from 'node:util';
import { listedMutants } from './listed.mjs';
import { openSandbox } from './sandbox.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    area: { type: 'string', multiple: true },
    sample: { type: 'string' },
    seed: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
  },
});

const LATEST_MS = 10 * 60_000;
const isWanted = ({ id, area }) =>
  (positionals.length === 0 || positionals.includes(id)) && (values.area ?? [area]).includes(area);
const mutants = values.sample === undefined ? listedMutants().filter(isWanted) : await drawn();

async function drawn() {
  const { sampledMutants } = await import('./sample.mjs');
  return sampledMutants(Number(values.sample), Number(values.seed), values.area);
}

const sandbox = openSandbox();
process.on('exit', () => sandbox.close());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** How the tests go without any change, and how long that takes; asked once for each set of files, whole. */
const unchanged = new Map();
async function withoutChange({ tests, title }) {
  const key = JSON.stringify(tests);
  if (!unchanged.has(key)) {
    const started = performance.now();
    const { passed, failed } = await sandbox.test({ tests, withinMs: LATEST_MS });
    unchanged.set(key, { passed, failed, tookMs: performance.now() - started });
  }
  const { passed, failed, tookMs } = unchanged.get(key);
  const isMeant = (name) => title === undefined || name.includes(title) || tests.includes(name);
  return { passed: passed.filter(isMeant), failed: failed.filter(isMeant), tookMs };
}

/** One ring of tests after the other, the quick ones first, until one notices. */
async function verdict(mutant) {
  if (mutant.equivalent !== undefined) return { word: 'equivalent', by: mutant.equivalent };
  for (const tests of mutant.rings ?? [mutant.tests]) {
    const before = await withoutChange({ tests, title: mutant.title });
    if (before.failed.length > 0 || before.passed.length === 0) {
      return { word: 'untested', by: `without the change: ${before.failed[0] ?? 'no test of that title'}` };
    }
    const withinMs = Math.min(LATEST_MS, 30_000 + 5 * before.tookMs);
    const { isLate, failed } = await sandbox.test({ ...mutant, tests, withinMs });
    if (isLate) return { word: 'killed', by: 'it never ended' };
    if (failed.length > 0) return { word: 'killed', by: failed[0] };
  }
  return { word: 'survived', by: 'no test noticed' };
}

const WORDS = ['killed', 'survived', 'equivalent', 'untested'];
const counts = new Map();
for (const mutant of mutants) {
  const { word, by } = await verdict(mutant);
  const ofArea = counts.get(mutant.area) ?? Object.fromEntries(WORDS.map((each) => [each, 0]));
  counts.set(mutant.area, { ...ofArea, [word]: ofArea[word] + 1 });
  console.log(`${mutant.id.padEnd(8)} ${word.padEnd(10)} ${mutant.file}, ${mutant.slip}: ${by}`);
}

const total = (word) => [...counts.values()].reduce((sum, each) => sum + each[word], 0);
const line = (name, of) =>
  console.log([name.padEnd(24), ...WORDS.map((word) => String(of(word)).padStart(10))].join(' '));
console.log('');
line(values.sample === undefined ? 'listed' : `seed ${values.seed}`, (word) => word);
for (const [area, each] of [...counts].sort()) line(area, (word) => each[word]);
line('all', total);
const judged = total('killed') + total('survived') + total('untested');
console.log(
  `${total('killed')} of ${judged} killed: ${((100 * total('killed')) / Math.max(1, judged)).toFixed(1)} %`,
);
// A sample is a measure; the listed ones are a promise.
process.exit(values.sample === undefined && total('killed') !== judged ? 1 : 0);
