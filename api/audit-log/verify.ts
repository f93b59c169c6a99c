import { defineEndpoint, ok } from '../http';
import { chainVerdict } from './schema';

/** Recomputes every hash of the account's audit log. */
export const getAuditLogVerification = defineEndpoint({
  route: 'get /v1/audit-log/verification',
  summary: 'Verify the audit log',
  access: { scope: 'audit:read' },
  responses: {
    200: { description: 'Whether the chain is whole, and where it is not.', schema: chainVerdict },
  },
  handler: async ({ deps, caller }) => ok(await deps.stores.auditLog.verifyChain(caller.accountId)),
});
