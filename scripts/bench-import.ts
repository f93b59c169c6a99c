import { parseArgs } from 'node:util';
import { benchImport, importTable } from '../bench/import';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '0,2' },
    seconds: { type: 'string', default: '900' },
  },
});

/** Imports one file per number of kills and prints a table; `node scripts/launch.mjs bench-import --rows 10000`. */
async function main(): Promise<void> {
  if (process.platform !== 'linux') throw new Error('This bench reads /proc and needs Linux.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const deadline = Date.now() + Number(values.seconds) * 1_000;
  const runs = [];
  for (const kills of values.kills.split(',').map(Number)) {
    runs.push(await benchImport({ rows: Number(values.rows), kills, deadline }));
  }
  console.log(`\nImport of a file: validated, all rows done, all invitations waiting for an answer\n`);
  console.log(importTable(runs));
}

main().catch((error: unknown) => {
  console.error(`The bench failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
