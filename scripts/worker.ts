import { readConfig } from '../config/env';
import { startWorker } from '../worker/main';
import { startTracing } from '../telemetry/tracing';
import { settleGivenTemporal } from '../engines';
import { runProcess } from './lifecycle';
import { settleAlone } from './resolve-config';

runProcess(async (lifecycle) => {
  const config = await settleAlone(readConfig(process.env), 'worker');
  const tracing = startTracing(config);
  lifecycle.onStop('tracing', () => tracing.close());
  for (let silence: string | undefined = ''; silence !== undefined;) {
    silence = await settleGivenTemporal({ log: console.log, withinMs: 10_000 });
    if (silence !== undefined) console.log(`${silence} Trying again.`);
  }
  const worker = await startWorker(config);
  lifecycle.onStop('the worker', () => worker.close());
  console.log(`The worker runs against ${config.temporal.address}.`);
});
