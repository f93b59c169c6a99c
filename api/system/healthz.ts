import { defineEndpoint, ok, z } from '../http';

/** The process lives; asks nobody else. */
export const getHealthz = defineEndpoint({
  route: 'get /healthz',
  summary: 'Whether the process lives',
  access: 'public',
  responses: { 200: { description: 'It does.', schema: z.object({ status: z.literal('ok') }) } },
  handler: () => Promise.resolve(ok({ status: 'ok' })),
});
