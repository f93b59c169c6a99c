import { defineEndpoint, ok } from '../http/endpoint';
import { changeableRole, changeRoleOf, requireNotAbove } from './view';
import { byKey } from '../programs/schema';
import { role, roleChanges } from './schema';
import { invalid } from '../http/validate';

/** Changes an own role; whoever has it gets the change at once. */
export const putRolesByKey = defineEndpoint({
  method: 'put',
  path: '/v1/roles/{key}',
  summary: 'Change a role; members left out stay as they are',
  tag: 'people',
  access: { scope: 'roles:write' },
  audit: 'role_changed',
  params: byKey,
  body: roleChanges,
  responses: { 200: { description: 'The changed role.', schema: role } },
  async handler({ deps, caller, params, body }) {
    const before = await changeableRole(deps, caller, params.key);
    if (body.key !== undefined && body.key !== before.key) {
      throw invalid([{ pointer: '/key', detail: 'The key of a role cannot be changed.' }]);
    }
    const { name = before.name, rank = before.rank, scopes = before.scopes } = body;
    const after = { key: before.key, name, rank, scopes };
    requireNotAbove(caller, after, before);
    await changeRoleOf(deps, caller, before, after);
    return ok({ ...after, builtIn: false });
  },
});
