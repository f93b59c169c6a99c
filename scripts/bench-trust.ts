import { parseArgs } from 'node:util';
import { BENCH_ENV } from '../bench/bench-env';
import { benchSignIns, benchStalls, benchUploads } from '../bench/trust';
import { removeDataDir, temporaryDataDir, UsherProcess } from './demo/instance';

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '2000' },
    only: { type: 'string', default: 'uploads,stalls,sign-ins' },
  },
});

/** Measures what strangers and large inputs cost everybody else; `node scripts/launch.mjs bench-trust`. */
async function main(): Promise<void> {
  if (process.platform !== 'linux') throw new Error('This bench reads /proc and needs Linux.');
  const dataDir = await temporaryDataDir();
  const env = { ...BENCH_ENV, LOGIN_ATTEMPTS: '0', PORT: '0' };
  const usher = UsherProcess.spawn({ dataDir, env });
  try {
    const { apiUrl: url, admin, pid } = await usher.whenReady();
    const measured = { url, pid, apiKey: admin.apiKey, email: admin.email };
    const wanted = values.only.split(',');
    if (wanted.includes('uploads')) console.log(`\n${await benchUploads(measured)}`);
    if (wanted.includes('stalls')) console.log(`\n${await benchStalls(measured)}`);
    if (wanted.includes('sign-ins')) console.log(`\n${await benchSignIns(measured, Number(values.pairs))}`);
  } finally {
    await usher.stop();
    await removeDataDir(dataDir);
  }
}

main().catch((error: unknown) => {
  console.error(`The bench failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
