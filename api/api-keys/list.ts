import type { ApiKeyDoc } from '../../models';
import { searchKey } from '../../models';
import { defineEndpoint, ok } from '../http/endpoint';
import { listMembers, pageOfList, readPage } from '../http/lists';
import { liveApiKeys, presentApiKey } from './view';
import { apiKey } from './schema';
import { page } from '../invitations/schema';
import { z } from '../http/schemas/zod';

const columns = {
  createdAt: ({ createdAt }: ApiKeyDoc) => createdAt.getTime(),
  name: ({ name }: ApiKeyDoc) => searchKey(name),
};

/** Keys of the account, newest first unless asked otherwise; never the keys themselves. */
export const getApiKeys = defineEndpoint({
  method: 'get',
  path: '/v1/api-keys',
  summary: 'List API keys',
  tag: 'people',
  access: { scope: 'api-keys:write' },
  query: z.strictObject(listMembers(Object.keys(columns))),
  responses: { 200: { description: 'One page.', schema: page(apiKey) } },
  async handler({ deps, caller, query: { sort = '-createdAt', ...wanted } }) {
    const all = await liveApiKeys(deps, caller);
    const idOf = ({ _id }: ApiKeyDoc) => _id;
    const { items, nextCursor } = await readPage(() => pageOfList(all, idOf, columns, { sort, ...wanted }));
    return ok({ items: items.map(presentApiKey), nextCursor });
  },
});
