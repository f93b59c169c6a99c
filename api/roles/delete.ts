import { defineEndpoint, noContent } from '../http/endpoint';
import { changeableRole, requireUnused } from './view';
import { byKey } from '../programs/schema';

/** Removes an own role that nobody has any more. */
export const deleteRolesByKey = defineEndpoint({
  method: 'delete',
  path: '/v1/roles/{key}',
  summary: 'Remove a role',
  tag: 'people',
  access: { scope: 'roles:write' },
  audit: 'role_deleted',
  params: byKey,
  responses: { 204: { description: 'The role is gone.' } },
  async handler({ deps, caller, params }) {
    const { key } = await changeableRole(deps, caller, params.key);
    await requireUnused(deps, caller, key);
    await deps.stores.roles.remove(caller.accountId, key);
    return noContent();
  },
});
