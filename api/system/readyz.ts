import { defineEndpoint, ok, z } from '../http';

const readiness = z.object({
  status: z.enum(['ready', 'not-ready']),
  parts: z.object({ api: z.boolean(), database: z.boolean(), temporal: z.boolean(), worker: z.boolean() }),
});

const PROBE_WITHIN_MS = 1_000;

/** Ready means: not stopping, and MongoDB answers. Without Temporal or a worker lists and sign-in still work. */
export const getReadyz = defineEndpoint({
  route: 'get /readyz',
  summary: 'Whether calls can be served now, and if not, which part is missing',
  access: 'public',
  responses: {
    200: {
      description: 'Calls are served; parts that are false are missing all the same.',
      schema: readiness,
    },
    503: { description: 'The process stops, or the database is missing.', schema: readiness },
  },
  async handler({ deps }) {
    const [database, temporal, worker] = await Promise.all([
      deps.database.reachable(PROBE_WITHIN_MS),
      deps.temporal.reachable(PROBE_WITHIN_MS),
      deps.temporal.workerPolling(PROBE_WITHIN_MS),
    ]);
    const parts = { api: !deps.isClosing(), database, temporal, worker };
    if (parts.api && database) return ok({ status: 'ready', parts });
    const headers = { 'Retry-After': '2' };
    return { status: 503 as const, body: { status: 'not-ready' as const, parts }, headers };
  },
});
