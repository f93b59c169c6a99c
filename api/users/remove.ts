import { defineEndpoint, noContent, ok, z } from '../http';
import { removeMember } from './change-member';
import { beingAccepted, isOfferId, reachableOffer } from '../memberships/offers';
import { handOver, handOverTo } from './schema';

/** Takes a user out of the account, whose keys and sessions end at once, or takes an offer back. */
export const deleteUsersById = defineEndpoint({
  route: 'delete /v1/users/{id}',
  summary: 'Remove a user',
  access: { scope: 'users:write' },
  audit: 'user_removed',
  query: z.strictObject({ handOverTo: handOverTo.optional() }),
  responses: {
    200: { description: 'The same, and nobody has the rank for some open invitations.', schema: handOver },
    204: { description: 'The user is not in the account any more.' },
  },
  problems: ['invalid-transition', 'role-ceiling'],
  async handler({ deps, caller, params: { id }, query }) {
    if (isOfferId(id)) {
      await reachableOffer(deps, caller, id);
      // Its links are dead at once.
      if (!(await deps.stores.membershipOffers.withdraw(id))) throw beingAccepted();
      const target = { kind: 'membership_offer', id };
      return { ...noContent(), audit: { type: 'membership_withdrawn', target } };
    }
    const outcome = await removeMember(deps, caller, id, query.handOverTo);
    const { handedOver, staying } = outcome;
    const audit = handedOver + staying === 0 ? {} : { after: { handOver: outcome } };
    return { ...(staying > 0 ? ok(outcome) : noContent()), audit };
  },
});
