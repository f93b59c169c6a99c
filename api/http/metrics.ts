import type { RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly middleware: RequestHandler;
  /** Counts how decisions reached the workflow. */
  decision(name: string, way: 'update' | 'signal' | 'refused' | 'unavailable'): void;
  /** The Prometheus text and its media type. */
  read(): Promise<{ text: string; contentType: string }>;
}

/** The pattern of the path that served a request; one word for all paths that nobody serves. */
export function routeOf({ locals }: Response): string {
  return typeof locals['route'] === 'string' ? locals['route'] : 'other';
}

/** Each sample wakes the process; lags that matter are longer. */
const LOOP_LAG_EVERY_MS = 100;

/** Metrics of one API; its registry is its own, so that several may live in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LOOP_LAG_EVERY_MS });
  const durations = new Histogram({
    name: 'usher_http_request_duration_seconds',
    help: 'Time to answer a request, by endpoint.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5],
    registers: [registry],
  });
  const decisions = new Counter({
    name: 'usher_decisions_total',
    help: 'Decisions sent to workflows, by name and by the way they went.',
    labelNames: ['decision', 'way'] as const,
    registers: [registry],
  });
  return {
    middleware(request, response, next) {
      const stop = durations.startTimer();
      response.once('finish', () => {
        stop({ method: request.method, route: routeOf(response), status: response.statusCode });
      });
      next();
    },
    decision: (name, way) => decisions.inc({ decision: name, way }),
    read: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}
