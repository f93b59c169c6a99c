import { accountSummary } from '../sessions/schema';
import { scalars, z } from '../http';

const role = z.object({ key: z.string(), name: z.string() });

/** A membership that an account offers to the caller's own address. */
export const membershipOffer = z
  .object({
    id: z.string(),
    account: accountSummary,
    offeredBy: z.string().nullable().openapi({ description: 'Name of the person who offers it.' }),
    role,
    createdAt: scalars.instant,
    expiresAt: scalars.instant,
  })
  .openapi('MembershipOffer');

/** A membership that was accepted. */
export const acceptedMembership = z.object({ account: accountSummary, role }).openapi('AcceptedMembership');
