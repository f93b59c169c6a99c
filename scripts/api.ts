import { readConfig } from '../config/env';
import { startApi } from '../api/main';
import { publicPages } from '../web/public-pages';
import { startTracing } from '../telemetry/tracing';
import { settleGivenTemporal } from '../engines';
import { runProcess } from './lifecycle';
import { settleAlone } from './resolve-config';

runProcess(async (lifecycle) => {
  const config = await settleAlone(readConfig(process.env), 'api');
  const tracing = startTracing(config);
  lifecycle.onStop('tracing', () => tracing.close());
  const api = await startApi(config, publicPages);
  lifecycle.onStop('the api', () => api.close());
  console.log(`The API listens on ${api.url}.`);
  // A server that is away may come back, and /readyz tells; one that refuses has to be told of.
  const silence = await settleGivenTemporal({ log: console.log, withinMs: 0 });
  if (silence !== undefined) console.log(silence);
});
