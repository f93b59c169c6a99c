import { createServer, type Server } from 'node:http';
import type { Express } from 'express';
import type { Metrics } from './metrics';

/** Ten megabytes over a slow line take this long. */
const REQUEST_TIMEOUT_MS = 120_000;
const HEADERS_TIMEOUT_MS = 20_000;
/** A connection on which nothing moves for so long is closed, for example by somebody who does not read the answer. */
const IDLE_TIMEOUT_MS = 120_000;

/**
 * The server of an application. Whoever asks before sending a body is answered by whoever reads it.
 *
 * @param keepAliveMs for how long a connection on which nothing is asked stays open; longer than a load balancer keeps
 *   it, or the balancer sends calls into connections that are just being closed
 */
export function createHttpServer(app: Express, keepAliveMs = 5_000): Server {
  const server = createServer(app);
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.timeout = Math.max(IDLE_TIMEOUT_MS, keepAliveMs);
  server.keepAliveTimeout = keepAliveMs;
  server.on('checkContinue', app);
  return server;
}

/** The server of METRICS_PORT: `GET /metrics` and nothing else. */
export function createMetricsServer(metrics: Metrics): Server {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.read().then(
      ({ text, contentType }) => response.writeHead(200, { 'Content-Type': contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  return server;
}
