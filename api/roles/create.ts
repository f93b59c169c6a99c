import { created, defineEndpoint, Problem } from '../http';
import { requireNotAbove } from './ranks';
import { newRole, role } from './schema';

/** Makes a role of the account's own, not above the caller and with no scope the caller lacks. */
export const postRoles = defineEndpoint({
  route: 'post /v1/roles',
  summary: 'Make a role',
  access: { scope: 'roles:write' },
  audit: 'role_created',
  body: newRole,
  responses: { 201: { description: 'The role.', schema: role } },
  problems: ['already-exists', 'role-ceiling'],
  async handler({ deps, caller, body }) {
    requireNotAbove(caller, body);
    if (!(await deps.stores.roles.add(caller.accountId, body))) {
      throw new Problem('already-exists', { detail: 'There is a role of that key.' });
    }
    return created({ ...body, builtIn: false }, `/v1/roles/${body.key}`);
  },
});
