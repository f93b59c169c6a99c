import { defineEndpoint, noContent } from '../endpoint';
import { removeMember } from '../operations/change-member';
import { byId } from '../schemas/invitation';

/** Takes a user out of the account; their keys and sessions end at once. */
export const deleteUsersById = defineEndpoint({
  method: 'delete',
  path: '/v1/users/{id}',
  summary: 'Remove a user',
  tag: 'people',
  access: { scope: 'users:write' },
  audit: 'user_removed',
  params: byId,
  responses: { 204: { description: 'The user is not in the account any more.' } },
  async handler({ deps, caller, params }) {
    await removeMember(deps, caller, params.id);
    return noContent();
  },
});
