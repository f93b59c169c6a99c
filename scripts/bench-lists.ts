import { parseArgs } from 'node:util';
import { benchLists, listTable } from '../bench/lists';
import { readConfig } from '../config/env';
import { removeDataDir, temporaryDataDir } from './demo/instance';
import { startMongodbEngine } from '../engines';

const { values } = parseArgs({
  options: { small: { type: 'string', default: '1000' }, rows: { type: 'string' } },
});

/** The stand-in sorts 100,000 documents in more time than a call may take. */
const DEFAULT_ROWS = { real: '100000', standIn: '20000' };

const STAND_IN = `
This MongoDB explains no query. It is the stand-in, which has no index but those that are unique and reads the
whole collection for each list: its ratios say how it scans, nothing about a real MongoDB. Set MONGODB_URI to
one and look at the last columns: a page of 25 should examine about 26 documents, whatever the number of rows.`;

/** Asks for lists of a small and of a large account and prints a table; `node scripts/launch.mjs bench-lists`. */
async function main(): Promise<void> {
  const dataDir = await temporaryDataDir();
  const { mongodbUri } = readConfig(process.env);
  const rows = values.rows ?? (mongodbUri === undefined ? DEFAULT_ROWS.standIn : DEFAULT_ROWS.real);
  const engine = await startMongodbEngine({ dataDir, mongodbUri }, { log: console.log });
  try {
    const small = await benchLists(engine.uri, Number(values.small));
    const large = await benchLists(engine.uri, Number(rows));
    console.log(`\nLists of an account with ${values.small} invitations and of one with ${rows}\n`);
    console.log(listTable(small, large));
    if ([...large.values()].every(({ looked }) => looked === undefined)) console.log(STAND_IN);
  } finally {
    await engine.stop();
    await removeDataDir(dataDir);
  }
}

main().catch((error: unknown) => {
  console.error(`The bench failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
