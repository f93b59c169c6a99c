import { defineEndpoint, ok, type Endpoint } from './http/endpoint';
import { openApiDocument, operationId } from './http/reference/openapi';
import { z } from './http/schemas/zod';
import * as apiKeys from './api-keys';
import * as auditLog from './audit-log';
import * as email from './email';
import * as imports from './imports';
import * as invitations from './invitations';
import * as memberships from './memberships';
import * as partners from './partners';
import * as privacy from './privacy';
import * as programs from './programs';
import * as publicInvitation from './public-invitation';
import * as roles from './roles';
import * as sessions from './sessions';
import * as stats from './stats';
import * as system from './system';
import * as users from './users';
import * as webhooks from './webhooks';
import * as workspaces from './workspaces';

const descriptions = new Map<string, Record<string, unknown>>();

/** The OpenAPI document for a public URL; it takes a part of a second to make, once. */
export function describeApi(publicUrl: string): Record<string, unknown> {
  const known = descriptions.get(publicUrl) ?? { ...openApiDocument(endpoints, publicUrl) };
  descriptions.set(publicUrl, known);
  return known;
}

/** The description of every endpoint, made from their own definitions; this one is among them. */
const getOpenapi = defineEndpoint({
  route: 'get /openapi.json',
  summary: 'This description (OpenAPI 3.1)',
  access: 'public',
  responses: { 200: { description: 'The document.', schema: z.record(z.string(), z.unknown()) } },
  handler: ({ deps }) => Promise.resolve(ok(describeApi(deps.settings.publicUrl))),
});

const subjects: readonly Readonly<Record<string, Endpoint>>[] = [
  apiKeys,
  auditLog,
  email,
  imports,
  invitations,
  memberships,
  partners,
  privacy,
  programs,
  publicInvitation,
  roles,
  sessions,
  stats,
  system,
  users,
  webhooks,
  workspaces,
  { getOpenapi },
];

/** Every endpoint of the API, by name; what no subject exports does not exist. */
export const endpoints: readonly Endpoint[] = subjects
  .flatMap((subject) => Object.values(subject))
  .sort((a, b) => (operationId(a) < operationId(b) ? -1 : 1));
