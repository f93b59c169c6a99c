import { defineEndpoint, found, ok } from '../http';
import { role } from './schema';

/** One role. */
export const getRolesByKey = defineEndpoint({
  route: 'get /v1/roles/{key}',
  summary: 'Show a role',
  access: { scope: 'roles:read' },
  versioned: true,
  responses: { 200: { description: 'The role.', schema: role } },
  handler: async ({ deps, caller, params }) =>
    ok(found(await deps.stores.roles.find(caller.accountId, params.key))),
});
