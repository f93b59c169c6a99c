import { scalars, z } from '../http';

const actor = z.object({
  kind: z.enum(['invitee', 'user', 'operator', 'system']),
  id: z.string(),
  name: z.string().nullable(),
});

export const auditItem = z
  .object({
    seq: z.int(),
    at: scalars.instant,
    type: z.string(),
    actor,
    target: z.object({ kind: z.string(), id: z.string() }),
    ip: z.string().nullable(),
    requestId: z.string().nullable(),
    reason: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    hash: z.string(),
    previousHash: z.string(),
  })
  .openapi('AuditItem');

export const chainVerdict = z
  .object({
    ok: z.boolean(),
    checked: z.int(),
    brokenAt: z.int().optional(),
    missingKey: z.string().optional(),
  })
  .openapi('AuditVerification');
