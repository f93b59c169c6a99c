import { defineEndpoint, ok, type Endpoint } from './http/endpoint';
import { openApiDocument, operationId } from './http/reference/openapi';
import { z } from './http/schemas/zod';
import * as declared from './index';

const descriptions = new Map<string, ReturnType<typeof openApiDocument>>();

/** The OpenAPI document for a public URL; it takes a part of a second to make, once. */
export function describeApi(publicUrl: string): ReturnType<typeof openApiDocument> {
  const known = descriptions.get(publicUrl) ?? openApiDocument(endpoints, publicUrl);
  descriptions.set(publicUrl, known);
  return known;
}

/** The description of every endpoint, made from their own definitions; this one is among them. */
const getOpenapi = defineEndpoint({
  route: 'get /openapi.json',
  summary: 'This description (OpenAPI 3.1)',
  access: 'public',
  responses: { 200: { description: 'The document.', schema: z.record(z.string(), z.unknown()) } },
  handler: ({ deps }) => Promise.resolve(ok({ ...describeApi(deps.settings.publicUrl) })),
});

const byName: Readonly<Record<string, Endpoint>> = { ...declared, getOpenapi };

/** Every endpoint of the API, by name; what no subject exports does not exist. */
export const endpoints: readonly Endpoint[] = Object.values(byName).sort((a, b) =>
  operationId(a) < operationId(b) ? -1 : 1,
);
