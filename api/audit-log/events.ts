import { defineEndpoint, ok, z } from '../http';

const names = z.array(z.string());
const events = z
  .object({
    types: names.openapi({ description: 'What happened, such as `revoked`.' }),
    targets: names.openapi({ description: 'Kinds of things that it happened to, such as `invitation`.' }),
  })
  .openapi('AuditEvents');

/** What the account's audit log can be narrowed to: what really stands in it, by name. */
export const getAuditLogEvents = defineEndpoint({
  route: 'get /v1/audit-log/events',
  summary: 'List what the audit log holds',
  access: { scope: 'audit:read' },
  responses: { 200: { description: 'The names.', schema: events } },
  handler: async ({ deps, caller }) => ok(await deps.stores.auditLog.names(caller.accountId)),
});
