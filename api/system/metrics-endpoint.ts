import { defineEndpoint, ok, Problem } from '../http';
import { isLocal } from '../http/limits/loopback';

/** Prometheus metrics of this process, for this machine alone; with METRICS_PORT they are served there. */
export const getMetrics = defineEndpoint({
  route: 'get /metrics',
  summary: 'Metrics for Prometheus',
  access: 'public',
  responses: {
    200: { description: 'The Prometheus text format.', contentType: 'text/plain' },
    404: {
      description: 'The caller is elsewhere, or METRICS_PORT is set.',
      contentType: 'application/problem+json',
    },
  },
  problems: ['not-found'],
  async handler({ deps, ...origin }) {
    if (deps.settings.metricsPort !== 0 || !isLocal(origin)) throw new Problem('not-found');
    const { text, contentType } = await deps.metrics.read();
    return { ...ok(text), headers: { 'Content-Type': contentType } };
  },
});
