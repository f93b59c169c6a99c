import { defineEndpoint, ok } from '../http/endpoint';
import { z } from '../http/schemas/zod';

/** The description of every endpoint, made from their own definitions. */
export const getOpenapi = defineEndpoint({
  method: 'get',
  path: '/openapi.json',
  summary: 'This description (OpenAPI 3.1)',
  tag: 'operations',
  access: 'public',
  responses: { 200: { description: 'The document.', schema: z.record(z.string(), z.unknown()) } },
  // The list of endpoints holds this one, so the application describes itself once it is complete.
  handler: ({ request }) =>
    Promise.resolve(ok((request.app.locals['describe'] as () => Record<string, unknown>)())),
});
