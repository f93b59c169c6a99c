import type { Role } from '../../domain/accounts/roles';
import { searchKey } from '../../models';
import { defineEndpoint, ok, onePage, shortList } from '../http';
import { role } from './schema';

const list = shortList('-rank', ({ key }: Role) => key, {
  rank: ({ rank }) => rank,
  key: ({ key }) => key,
  name: ({ name }) => searchKey(name),
});

/** Built-in roles and the account's own, highest rank first unless asked otherwise. */
export const getRoles = defineEndpoint({
  route: 'get /v1/roles',
  summary: 'List roles',
  access: { scope: 'roles:read' },
  query: list.query,
  responses: onePage(role),
  handler: async ({ deps, caller, query }) =>
    ok(await list.page(await deps.stores.roles.list(caller.accountId), query, (one) => one)),
});
