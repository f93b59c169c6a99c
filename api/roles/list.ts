import type { Role } from '../../models';
import { searchKey } from '../../models';
import { defineEndpoint, ok } from '../http/endpoint';
import { listMembers, pageOfList, readPage } from '../http/lists';
import { page } from '../invitations/schema';
import { role } from './schema';
import { z } from '../http/schemas/zod';

const columns = {
  rank: ({ rank }: Role) => rank,
  key: ({ key }: Role) => key,
  name: ({ name }: Role) => searchKey(name),
};

/** Built-in roles and the account's own, highest rank first unless asked otherwise. */
export const getRoles = defineEndpoint({
  method: 'get',
  path: '/v1/roles',
  summary: 'List roles',
  tag: 'people',
  access: { scope: 'roles:read' },
  query: z.strictObject(listMembers(Object.keys(columns))),
  responses: { 200: { description: 'One page.', schema: page(role) } },
  async handler({ deps, caller, query: { sort = '-rank', ...wanted } }) {
    const all = await deps.stores.roles.list(caller.accountId);
    const idOf = ({ key }: Role) => key;
    return ok(await readPage(() => pageOfList(all, idOf, columns, { sort, ...wanted })));
  },
});
