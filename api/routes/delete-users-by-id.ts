import { defineEndpoint, noContent } from '../endpoint';
import { removeMember } from '../operations/change-member';
import { isOfferId, withdrawOffer } from '../operations/membership-offers';
import { byId } from '../schemas/invitation';
import { handOverTo } from '../schemas/user';
import { z } from '../schemas/zod';

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
  responses: { 204: { description: 'The user is not in the account any more.' } },
  async handler({ deps, caller, params: { id }, query }) {
    if (isOfferId(id)) {
      await withdrawOffer(deps, caller, id);
      const target = { kind: 'membership_offer', id };
      return { ...noContent(), audit: { type: 'membership_withdrawn', target } };
    }
    const handedOver = await removeMember(deps, caller, id, query.handOverTo);
    return { ...noContent(), audit: handedOver === 0 ? {} : { after: { handedOver } } };
  },
});
