import { defineEndpoint, noContent, ok } from '../http/endpoint';
import { removeMember } from './change-member';
import { isOfferId, withdrawOffer } from '../memberships/offers';
import { byId } from '../invitations/schema';
import { handOver, handOverTo } from './schema';
import { z } from '../http/schemas/zod';

/** Takes a user out of the account, whose keys and sessions end at once, or takes an offer back. */
export const deleteUsersById = defineEndpoint({
  method: 'delete',
  path: '/v1/users/{id}',
  summary: 'Remove a user',
  tag: 'people',
  access: { scope: 'users:write' },
  audit: 'user_removed',
  params: byId,
  query: z.strictObject({ handOverTo: handOverTo.optional() }),
  responses: {
    200: { description: 'The same, and nobody has the rank for some open invitations.', schema: handOver },
    204: { description: 'The user is not in the account any more.' },
  },
  async handler({ deps, caller, params: { id }, query }) {
    if (isOfferId(id)) {
      await withdrawOffer(deps, caller, id);
      const target = { kind: 'membership_offer', id };
      return { ...noContent(), audit: { type: 'membership_withdrawn', target } };
    }
    const outcome = await removeMember(deps, caller, id, query.handOverTo);
    const { handedOver, staying } = outcome;
    const audit = handedOver + staying === 0 ? {} : { after: { handOver: outcome } };
    return { ...(staying > 0 ? ok(outcome) : noContent()), audit };
  },
});
