import { defineEndpoint } from '../endpoint';

/** Prometheus metrics of this process; they hold no personal data. */
export const getMetrics = defineEndpoint({
  method: 'get',
  path: '/metrics',
  summary: 'Metrics for Prometheus',
  tag: 'operations',
  access: 'public',
  responses: { 200: { description: 'The Prometheus text format.', contentType: 'text/plain' } },
  async handler({ deps }) {
    const { text, contentType } = await deps.metrics.read();
    return { status: 200, body: text, headers: { 'Content-Type': contentType } };
  },
});
