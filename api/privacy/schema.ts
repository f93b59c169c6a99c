import type { PrivacyRequestDoc } from '../../models';
import { present, scalars, z } from '../http';

export const aboutSomebody = z.strictObject({ email: scalars.email });

export const erasure = z
  .object({
    id: z.string(),
    status: z.enum(['running', 'completed']),
    erasedInvitations: z.int(),
    createdAt: scalars.instant,
    completedAt: scalars.instant.nullable(),
  })
  .openapi('Erasure');

/** A request as the API returns it; the address is not part of it. */
export const presentErasure = (request: PrivacyRequestDoc) => present(erasure, request);

const held = z.record(z.string(), z.unknown());

export const contactExport = z
  .object({
    email: z.string(),
    exportedAt: scalars.instant,
    invitations: z.array(held),
    suppression: held.nullable(),
    importRows: z.array(held),
    termsAcceptances: z.array(held),
  })
  .openapi('ContactExport');

export const rebuildView = z
  .object({
    status: z.enum(['running', 'completed', 'failed', 'none']),
    rebuilt: z.int(),
    gone: z.int(),
    failed: z.int().optional(),
  })
  .openapi('Rebuild');
