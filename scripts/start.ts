import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig, type Config } from '../config/env';
import type { RuntimeConfig } from '../config/runtime';
import { temporalUiForOf } from '../config/temporal-ui';
import { demoAccounts, seedDemo, type DemoAccounts } from '../worker/seed-demo';
import { startTracing } from '../telemetry/tracing';
import { settleSecrets, takeDataFolder, writeRuntimeFile } from './data-folder';
import { givenHoldsData, startEngines, type Engines } from '../engines';
import { runProcess, type Lifecycle } from './lifecycle';
import { handOnApiKey, needPorts, settlePort } from './resolve-config';

/** Everything in one process: engines where none are configured, worker, API and pages. */
async function start(lifecycle: Lifecycle): Promise<void> {
  const started = performance.now();
  const config = await settlePort(readConfig(process.env));
  handOnApiKey(config);
  await needPorts(config, ['api', 'worker']);
  await takeDataFolder(config.dataDir, lifecycle);
  const secrets = await settleSecrets(config, () => givenHoldsData(config));
  // Read early: what is wrong with them is known before anything is started.
  if (seedsDemo(config)) await demoAccounts(config.dataDir);
  const engines = await startEngines(config, { log: (line) => console.log(line) });
  lifecycle.onStop('the engines', () => engines.stop());
  pointTemporalClientsAt(engines);
  const runtime = settle(config, secrets, engines);

  // Loaded this late, as a start that fails before has its sentence on the screen sooner.
  const { startWorker } = await import('../worker/main.js');
  const { startApi } = await import('../api/main.js');
  const { publicPages } = await import('../web/public-pages.js');
  const tracing = startTracing(config);
  lifecycle.onStop('tracing', () => tracing.close());
  const worker = await startWorker(runtime);
  lifecycle.onStop('the worker', () => worker.close());
  const accounts = runtime.seedDemo ? await seedDemo(runtime) : undefined;
  const api = await startApi(runtime, publicPages);
  lifecycle.onStop('the API', () => api.close());
  await untilReady(api.url);

  await writeRuntimeFile(config.dataDir, runtimeFacts(runtime, api.url, accounts), lifecycle);
  printReady(runtime, api.url, accounts);
  console.log(`Ready after ${((performance.now() - started) / 1000).toFixed(1)} s. Ctrl-C stops it.`);
}

/** Longest wait for the API to reach its engines; after that it is left to go on trying. */
const READY_WITHIN_MS = 60_000;

interface Readiness {
  readonly parts?: Readonly<Record<string, boolean>>;
}

/** The API listens before it has reached its engines; who reads `runtime.json` may rely on the answers. */
async function untilReady(apiUrl: string): Promise<void> {
  const end = Date.now() + READY_WITHIN_MS;
  while (Date.now() < end) {
    const answer = await fetch(`${apiUrl}/readyz`).catch(() => undefined);
    const { parts = {} } = ((await answer?.json().catch(() => ({}))) ?? {}) as Readiness;
    if (answer?.ok === true && Object.values(parts).every(Boolean)) return;
    await sleep(100);
  }
  console.log(`Not everything answers yet: see ${apiUrl}/readyz.`);
}

/**
 * The API and the worker connect with `@temporalio/envconfig` only, which reads the environment: an embedded
 * server is told to them in the same way as a configured one, so that one mechanism serves both.
 */
function pointTemporalClientsAt({ temporal }: Engines): void {
  if (!temporal.embedded) return;
  process.env['TEMPORAL_ADDRESS'] = temporal.address;
  process.env['TEMPORAL_NAMESPACE'] = temporal.namespace;
}

function settle(
  config: Config & { publicUrl: string },
  { secret, instanceKey }: Awaited<ReturnType<typeof settleSecrets>>,
  { temporal, mongodb }: Engines,
): RuntimeConfig {
  return {
    ...config,
    secret: [secret, ...config.oldSecrets],
    instanceKey,
    mongodbUri: mongodb.uri,
    temporal: {
      address: temporal.address,
      namespace: temporal.namespace,
      uiUrl: temporal.uiUrl,
      uiFor: temporalUiForOf(config.temporalUiFor, temporal.uiUrl),
    },
    seedDemo: seedsDemo(config),
  };
}

/** A database that someone else keeps gets no accounts with known passwords unless that is asked for. */
function seedsDemo({ seedDemo: asked, mongodbUri }: Config): boolean {
  return asked ?? mongodbUri === undefined;
}

function runtimeFacts(runtime: RuntimeConfig, apiUrl: string, accounts: DemoAccounts | undefined) {
  return {
    apiUrl,
    temporalAddress: runtime.temporal.address,
    temporalNamespace: runtime.temporal.namespace,
    temporalUiUrl: runtime.temporal.uiUrl,
    mongodbUri: runtime.mongodbUri,
    pid: process.pid,
    instanceKey: runtime.instanceKey,
    ...accounts,
  };
}

function printReady(runtime: RuntimeConfig, apiUrl: string, accounts: DemoAccounts | undefined): void {
  const lines = [
    ['Usher', apiUrl],
    ['Temporal', `${runtime.temporal.address}, namespace ${runtime.temporal.namespace}`],
    ['Temporal Web UI', runtime.temporal.uiUrl ?? 'not known (TEMPORAL_UI_URL)'],
    ['MongoDB', runtime.mongodbUri.replace(/\/\/[^@/]*@/, '//')],
    ...(runtime.email.transport === 'preview' ? [['Preview inbox', `${apiUrl}/dev/inbox`]] : []),
    ...(accounts === undefined ? [['Accounts', HOW_TO_MAKE_ACCOUNTS]] : demoLines(accounts)),
  ];
  console.log(`\n${lines.map(([label = '', text = '']) => `  ${label.padEnd(18)}${text}`).join('\n')}\n`);
}

const HOW_TO_MAKE_ACCOUNTS =
  'none are made here: npx usher accounts create --help, or SEED_DEMO=true for those of the demo';

function demoLines(accounts: DemoAccounts): string[][] {
  return Object.entries(accounts).map(([role, { email, password }]) => [
    `Demo ${role}`,
    `${email} / ${password}`,
  ]);
}

runProcess(start);
