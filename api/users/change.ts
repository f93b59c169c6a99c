import { defineEndpoint, ok } from '../http';
import { changeMember } from './change-member';
import { presentMember } from './view';
import { changeOffer, isOfferId, presentOffer } from '../memberships/offers';
import { changedUser, userChanges } from './schema';
import { getUsersById } from './get';

/** Changes name and role of a user who is not above the caller. */
export const putUsersById = defineEndpoint({
  route: 'put /v1/users/{id}',
  summary: 'Change a user; members left out stay as they are',
  access: { scope: 'users:write' },
  edits: getUsersById,
  audit: 'user_changed',
  body: userChanges,
  responses: { 200: { description: 'The changed user.', schema: changedUser } },
  problems: ['invalid-transition', 'role-ceiling'],
  async handler({ deps, caller, params: { id }, body }) {
    if (isOfferId(id)) {
      return ok({ ...presentOffer(await changeOffer(deps, caller, id, body)), handOver: null });
    }
    const { handOver, ...member } = await changeMember(deps, caller, id, body);
    return ok({ ...presentMember(member), handOver });
  },
});
