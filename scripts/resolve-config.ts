import { loadClientConfigProfile } from '@temporalio/envconfig';
import { mongo } from 'mongoose';
import { ConfigError, type Config } from '../config/env';
import type { RuntimeConfig } from '../config/runtime';
import { temporalUiForOf } from '../config/temporal-ui';
import { newSecret, readSecrets } from './data-folder';
import { temporalOptionsOf } from '../engines/given-temporal';
import { freePort, tryPort } from '../engines/programs';
import { concerning } from './failed-start.cjs';

/**
 * The configuration with a port that is known before anything listens: links need it. `PORT=0` picks a free one.
 */
export async function settlePort(config: Config): Promise<Config & { publicUrl: string }> {
  const { host } = config;
  const port = config.port === 0 ? await freePort(host) : config.port;
  return { ...config, port, publicUrl: config.publicUrl ?? `http://${reachable(config.host)}:${port}` };
}

/**
 * Tries the ports that a process is going to listen on, before anything is started for nothing.
 *
 * @throws {@link ConfigError} when two of them are the same; the error of listening, which names the setting
 */
export async function needPorts(
  { host, port, metricsPort, workerMetricsAddress }: Config,
  roles: readonly ('api' | 'worker')[],
): Promise<void> {
  const needed: Listener[] = [];
  if (roles.includes('api')) {
    needed.push({ setting: 'PORT', host, port });
    if (metricsPort !== 0) needed.push({ setting: 'METRICS_PORT', host, port: metricsPort });
  }
  if (roles.includes('worker') && workerMetricsAddress !== undefined) {
    const [where = '', which] = workerMetricsAddress.split(':');
    needed.push({ setting: 'WORKER_METRICS_ADDRESS', host: where, port: Number(which) });
  }
  for (const [index, one] of needed.entries()) {
    const other = needed.slice(0, index).find((earlier) => collide(earlier, one));
    if (other !== undefined) {
      throw new ConfigError(
        `${one.setting} and ${other.setting} are both port ${one.port}: set one of them to another port.`,
      );
    }
    await concerning(one.setting, one.host, () => tryPort(one.host, one.port));
  }
}

interface Listener {
  readonly setting: string;
  readonly host: string;
  readonly port: number;
}

const EVERY_ADDRESS = ['0.0.0.0', '::'];

function collide(one: Listener, other: Listener): boolean {
  if (one.port === 0 || one.port !== other.port) return false;
  const [host, second] = [one.host, other.host].map((name) => (name === 'localhost' ? '127.0.0.1' : name));
  return host === second || EVERY_ADDRESS.includes(one.host) || EVERY_ADDRESS.includes(other.host);
}

function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** Hands a Temporal API key that came as a file to `@temporalio/envconfig`, which knows variables only. */
export function handOnApiKey({ temporalApiKey }: Config): void {
  if (temporalApiKey !== undefined) process.env['TEMPORAL_API_KEY'] = temporalApiKey;
}

/**
 * The configuration of a process that is run alone: engines and secret must be given, by the environment
 * or, for the secrets, by the data folder of an all-in-one instance on this machine.
 *
 * @throws {@link ConfigError} naming everything that is missing.
 */
export async function settleAlone(config: Config, role: 'api' | 'worker'): Promise<RuntimeConfig> {
  const secrets = await readSecrets(config);
  handOnApiKey(config);
  await needPorts(config, [role]);
  const profile = loadClientConfigProfile();
  temporalOptionsOf(profile);
  const settled = {
    MONGODB_URI: config.mongodbUri,
    TEMPORAL_ADDRESS: profile.address,
    USHER_SECRET: secrets.secret,
    PUBLIC_URL: role === 'worker' && config.port === 0 ? config.publicUrl : '',
  };
  const missing = Object.entries(settled).filter(([, value]) => value === undefined);
  const { MONGODB_URI, TEMPORAL_ADDRESS, USHER_SECRET } = settled;
  if (missing.length > 0 || !MONGODB_URI || !TEMPORAL_ADDRESS || !USHER_SECRET) {
    const lines = missing.map(([name]) => `  ${name}: ${WHY[name] ?? ''}`);
    throw new ConfigError(
      `The ${role} run alone needs ${lines.length} more setting(s):\n${lines.join('\n')}`,
    );
  }
  refuseBadUri(MONGODB_URI);
  return {
    ...(await settlePort(config)),
    mongodbUri: MONGODB_URI,
    temporal: {
      address: TEMPORAL_ADDRESS,
      namespace: profile.namespace ?? 'default',
      uiUrl: config.temporalUiUrl,
      uiFor: temporalUiForOf(config.temporalUiFor, config.temporalUiUrl),
    },
    secret: [USHER_SECRET, ...config.oldSecrets],
    // Without a key that others know, accounts cannot be made over HTTP; that is no reason not to run.
    instanceKey: secrets.instanceKey ?? newSecret(),
    seedDemo: config.seedDemo ?? false,
  };
}

/** A server may come later, but a text that is no address never becomes one. */
function refuseBadUri(uri: string): void {
  try {
    new mongo.MongoClient(uri);
  } catch (error) {
    throw new ConfigError(`MONGODB_URI is no address of a MongoDB: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

const WHY: Readonly<Record<string, string>> = {
  MONGODB_URI: 'the database to use',
  TEMPORAL_ADDRESS: 'the Temporal server to use (a profile of the Temporal configuration file does as well)',
  USHER_SECRET: 'the secret that signs tokens, 32 random bytes, the same for every process',
  PUBLIC_URL: 'the address in e-mail links, which PORT=0 does not tell',
};
