import { defineEndpoint, ok } from '../http/endpoint';
import { visibleRole } from './view';
import { byKey } from '../programs/schema';
import { role } from './schema';

/** One role. */
export const getRolesByKey = defineEndpoint({
  method: 'get',
  path: '/v1/roles/{key}',
  summary: 'Show a role',
  tag: 'people',
  access: { scope: 'roles:read' },
  params: byKey,
  responses: { 200: { description: 'The role.', schema: role } },
  handler: async ({ deps, caller, params }) => ok(await visibleRole(deps, caller, params.key)),
});
