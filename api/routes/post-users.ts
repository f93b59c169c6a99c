import { created, defineEndpoint } from '../endpoint';
import { addMember } from '../operations/add-member';
import { presentMember } from '../operations/members';
import { newUser, user } from '../schemas/user';

/** Adds a user to the account; a new one gets an e-mail with a link to set a password. */
export const postUsers = defineEndpoint({
  method: 'post',
  path: '/v1/users',
  summary: 'Add a user',
  tag: 'people',
  access: { scope: 'users:write' },
  audit: 'user_added',
  body: newUser,
  responses: { 201: { description: 'The user.', schema: user } },
  async handler({ deps, caller, body }) {
    const member = await addMember(deps, caller, body);
    return created(presentMember(member), `/v1/users/${member.user._id}`);
  },
});
