import { defineEndpoint, noContent } from '../endpoint';
import { removeMember } from '../operations/change-member';
import { isOfferId, withdrawOffer } from '../operations/membership-offers';
import { byId } from '../schemas/invitation';

/** Takes a user out of the account, whose keys and sessions end at once, or takes an offer back. */
export const deleteUsersById = defineEndpoint({
  method: 'delete',
  path: '/v1/users/{id}',
  summary: 'Remove a user',
  tag: 'people',
  access: { scope: 'users:write' },
  audit: 'user_removed',
  params: byId,
  responses: { 204: { description: 'The user is not in the account any more.' } },
  async handler({ deps, caller, params: { id } }) {
    if (isOfferId(id)) {
      await withdrawOffer(deps, caller, id);
      const target = { kind: 'membership_offer', id };
      return { ...noContent(), audit: { type: 'membership_withdrawn', target } };
    }
    await removeMember(deps, caller, id);
    return noContent();
  },
});
