import { scalars, z } from '../http';

/** An address that the account does not remind. */
export const suppression = z
  .object({
    id: z.string(),
    email: z.string(),
    reason: z.enum(['unsubscribed', 'bounced', 'spam_report', 'manual']),
    createdAt: scalars.instant,
  })
  .openapi('Suppression');
