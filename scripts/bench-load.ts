import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { benchLoad } from '../bench/load';
import { BENCH_ENV } from '../bench/bench-env';
import { connectMongo } from '../models';
import { removeDataDir, temporaryDataDir, UsherProcess } from './demo/instance';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '10,25,50' },
    burners: { type: 'string', default: '0' },
    burn: { type: 'boolean', default: false },
  },
});

/**
 * Answers by status under load; `node scripts/launch.mjs bench-load`. `--burners 8` keeps the machine busy with so
 * many processes besides, as a stand-in for a smaller one.
 */
async function main(): Promise<void> {
  const dataDir = await temporaryDataDir();
  const burners = Array.from({ length: Number(values.burners) }, () => fork(__filename, ['--burn']));
  const usher = UsherProcess.spawn({ dataDir, env: { ...BENCH_ENV, PORT: '0' } });
  try {
    const { apiUrl: url, otherAdmin, mongodbUri } = await usher.whenReady();
    const connection = await connectMongo(mongodbUri);
    const documents = () => connection.collection('invitations').countDocuments();
    const connections = values.connections.split(',').map(Number);
    const load = { url, apiKey: otherAdmin.apiKey, seconds: Number(values.seconds), connections };
    console.log(`\n${await benchLoad(load, documents)}`);
    await connection.close();
  } finally {
    for (const burner of burners) burner.kill();
    await usher.stop();
    await removeDataDir(dataDir);
  }
}

if (values.burn) {
  process.once('disconnect', () => process.exit());
  const turn = () => {
    const end = performance.now() + 50;
    while (performance.now() < end);
    setImmediate(turn);
  };
  turn();
} else {
  main().catch((error: unknown) => {
    console.error(`The bench failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
}
