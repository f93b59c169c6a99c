import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Router } from 'express';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { RuntimeConfig } from '../config/runtime';
import { configuredStorage } from '../storage';
import { createTokens } from '../domain/security/tokens';
import { createApp } from './app';
import { describeApi } from './endpoints';
import { connectDatabase } from './http/database';
import type { ApiDeps } from './deps';
import { createHttpServer, createMetricsServer } from './http/server';
import { createMetrics } from './http/metrics';
import { createOidcVerifier } from './http/oidc';
import { createLogger } from './http/logging';
import { createRateLimits } from './http/limits/rate-limits';
import { watchPressure } from './http/limits/pressure';
import { connectTemporal } from './temporal/client';

/** A listening API; `close` stops taking calls, lets those in flight end and then lets go of the engines. */
export interface RunningApi {
  readonly url: string;
  /** Not ready from now on; calls are taken for `DRAIN_DELAY_SECONDS` more, until load balancers know, and then ended. */
  close(): Promise<void>;
}

/**
 * Starts the API. It listens at once, whether or not MongoDB and Temporal can be reached: until they can,
 * it answers 503 and /readyz says which part is missing.
 *
 * @param pages makes what is served beside the endpoints
 */
export async function startApi(
  config: RuntimeConfig,
  pages: (deps: ApiDeps, dataDir: string) => Router,
): Promise<RunningApi> {
  const logger = createLogger(config.logLevel);
  const database = connectDatabase(
    config.mongodbUri,
    { secret: config.secret, ...configuredStorage(config) },
    logger,
  );
  const { connectionOptions, namespace } = loadClientConnectConfig();
  const temporal = connectTemporal(connectionOptions, namespace ?? config.temporal.namespace);
  let closing = false;
  const deps: ApiDeps = {
    get stores() {
      return database.stores();
    },
    database,
    temporal,
    tokens: createTokens({ secret: config.secret, publicUrl: config.publicUrl }),
    oidc: config.oidc && createOidcVerifier(config.oidc),
    rateLimits: createRateLimits(config.limits, () => database.stores()),
    metrics: createMetrics(),
    logger,
    settings: settingsOf(config),
    isClosing: () => closing,
  };
  const app = createApp(deps, {
    pages: pages(deps, config.dataDir),
    pressure: (most, calls) => watchPressure(most, calls, () => database.poolWaitMs()),
  });
  // Now, since whoever asks first would make everybody else wait.
  describeApi(config.publicUrl);
  const server = createHttpServer(app, config.keepAliveMs);
  const url = await listen(server, config);
  const metricsServer = await serveMetrics(deps, config);
  return {
    url,
    async close() {
      closing = true;
      await sleep(config.drainDelayMs);
      await drain(server);
      metricsServer?.close();
      await Promise.all([temporal.close(), database.close()]);
    },
  };
}

function settingsOf(config: RuntimeConfig): ApiDeps['settings'] {
  return {
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    secret: config.secret,
    metricsPort: config.metricsPort,
    instanceKey: config.instanceKey,
    temporalUiUrl: config.temporal.uiUrl,
    temporalUiFor: config.temporal.uiFor,
    emailTransport: config.email.transport,
    copyLinks: config.copyLinks,
    sendgridWebhookPublicKey: config.email.sendgridWebhookPublicKey,
    emailEventsSecrets: config.email.eventsSecrets,
    webhookAllowPrivate: config.webhookAllowPrivate,
    dailyEmailsPerAccount: config.limits.dailyEmailsPerAccount,
    dailyEmailsPerRecipient: config.limits.dailyEmailsPerRecipient,
  };
}

/** Metrics on a port of their own, which no load balancer shows to strangers. */
async function serveMetrics(
  { metrics }: ApiDeps,
  { host, metricsPort }: RuntimeConfig,
): Promise<Server | undefined> {
  if (metricsPort === 0) return undefined;
  const server = createMetricsServer(metrics);
  await listen(server, { host, port: metricsPort });
  return server;
}

type Server = ReturnType<typeof createHttpServer>;

async function listen(server: Server, { host, port }: Pick<RuntimeConfig, 'host' | 'port'>): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${name}:${address.port}`;
}

/** Calls still running after this are cut off; the longest call takes about 4 s. */
const DRAIN_WITHIN_MS = 8_000;

async function drain(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_WITHIN_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}
