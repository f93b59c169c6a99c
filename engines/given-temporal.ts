import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection, isGrpcServiceError, type ConnectionOptions } from '@temporalio/client';
import { loadClientConfigProfile, toClientOptions, type ClientConfigProfile } from '@temporalio/envconfig';
import { temporalFaultOf } from '../domain/temporal/faults';
import { isHostAndPort } from '../config/addresses';
import { TEMPORAL_ADDRESS_FORM } from '../config/variables';
import { commandOf, ensureSearchAttributes } from './search-attributes';
import { EngineError, type Log } from './types';

/** How a given server is waited for. */
export interface Waiting {
  readonly log: Log;
  /** How long it may take to answer, in milliseconds. */
  readonly withinMs: number;
}

const AGAIN_AFTER_MS = 500;
const ASK_WITHIN_MS = 3_000;

/**
 * Makes sure that Usher can work with the Temporal server of the environment: that it answers, knows the namespace,
 * lets us in and has the search attributes, which are registered where they are missing.
 *
 * @returns why it does not answer; `undefined` when it does
 * @throws {@link EngineError} with one sentence of reason and remedy when waiting would not help
 */
export async function settleGivenTemporal({ log, withinMs }: Waiting): Promise<string | undefined> {
  const profile = loadClientConfigProfile();
  const { address = '', namespace = 'default' } = profile;
  const options = temporalOptionsOf(profile);
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      await settle(options, namespace, log);
      return undefined;
    } catch (error) {
      if (error instanceof EngineError) throw error;
      const reason = temporalFaultOf(error)?.atStart?.(namespace);
      if (reason !== undefined) throw new EngineError(`Temporal at ${address} ${reason}.`, { cause: error });
      // A question more could last so long.
      if (performance.now() + AGAIN_AFTER_MS + ASK_WITHIN_MS > end) return noAnswer(address, profile, error);
      await sleep(AGAIN_AFTER_MS);
    }
  }
}

async function settle(options: ConnectionOptions, namespace: string, log: Log): Promise<void> {
  // Asked again here, not by the SDK: what it says after its own attempts is that they took too long.
  const connection = Connection.lazy({ ...options, interceptors: [] });
  try {
    await connection.withDeadline(Date.now() + ASK_WITHIN_MS, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
  } finally {
    await connection.close();
  }
  try {
    await ensureSearchAttributes(options, namespace);
  } catch (error) {
    if (!KEPT_TO_ITSELF.has(temporalFaultOf(error)?.name ?? '')) throw error;
    log('Temporal: the search attributes could not be checked; if they are missing, register them with:');
    log(`  ${commandOf(namespace)}`);
  }
}

/** A server that lets us in may still keep its operator service to itself. */
const KEPT_TO_ITSELF: ReadonlySet<string> = new Set(['denied', 'not-temporal']);

function noAnswer(address: string, { tls, apiKey }: ClientConfigProfile, error: unknown): string {
  const isSecure = (tls !== undefined && tls.disabled !== true) || apiKey !== undefined;
  const hint = isSecure
    ? 'TEMPORAL_ADDRESS or the TLS settings may be wrong'
    : 'TEMPORAL_ADDRESS may be wrong, or the server wants TLS (TEMPORAL_TLS, TEMPORAL_TLS_SERVER_CA_CERT_PATH)';
  return `Temporal at ${address} does not answer: ${hint} (${reasonOf(error)}).`;
}

/** Without what gRPC puts around it. */
function reasonOf(error: unknown): string {
  if (!isGrpcServiceError(error))
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown';
  const code: number = error.code;
  if (code === DEADLINE_EXCEEDED) return `no answer within ${ASK_WITHIN_MS / 1_000} s`;
  const [first = ''] = error.details.split('\n');
  return first
    .replace(/^No connection established\. Last error: (Error: )?/, '')
    .replace(/\.? Resolution note:.*$/, '');
}

const DEADLINE_EXCEEDED = 4;

/** The variables that name files. */
const FILES = {
  serverCACert: 'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
  clientCert: 'TEMPORAL_TLS_CLIENT_CERT_PATH',
  clientKey: 'TEMPORAL_TLS_CLIENT_KEY_PATH',
} as const;

/** How to connect. @throws {@link EngineError} naming the variable that is no address, or whose file cannot be read */
export function temporalOptionsOf(profile: ClientConfigProfile): ConnectionOptions {
  const { address, tls } = profile;
  if (address !== undefined && !isHostAndPort(address)) {
    throw new EngineError(
      `TEMPORAL_ADDRESS: ${address} is no address of a server: it ${TEMPORAL_ADDRESS_FORM}.`,
    );
  }
  try {
    return toClientOptions(profile).connectionOptions;
  } catch (error) {
    for (const [member, variable] of Object.entries(FILES)) {
      const source = tls?.[member as keyof typeof FILES];
      if (source !== undefined && 'path' in source) needReadable(variable, source.path);
    }
    throw error;
  }
}

function needReadable(variable: string, file: string): void {
  try {
    readFileSync(file);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new EngineError(`${variable}: ${file} cannot be read (${code}).`, { cause: error });
  }
}
