import { defineEndpoint, ok } from '../http/endpoint';
import { z } from '../http/schemas/zod';

/** The process lives; asks nobody else. */
export const getHealthz = defineEndpoint({
  method: 'get',
  path: '/healthz',
  summary: 'Whether the process lives',
  tag: 'operations',
  access: 'public',
  responses: { 200: { description: 'It does.', schema: z.object({ status: z.literal('ok') }) } },
  handler: () => Promise.resolve(ok({ status: 'ok' })),
});
