import { type ApiKeyDoc, searchKey } from '../../models';
import { defineEndpoint, ok, onePage, shortList } from '../http';
import { apiKey, presentApiKey } from './schema';

const list = shortList('-createdAt', ({ _id }: ApiKeyDoc) => _id, {
  createdAt: ({ createdAt }) => createdAt.getTime(),
  name: ({ name }) => searchKey(name),
});

/** Keys of the account that were not revoked, newest first unless asked otherwise; never the keys themselves. */
export const getApiKeys = defineEndpoint({
  route: 'get /v1/api-keys',
  summary: 'List API keys',
  access: { scope: 'api-keys:write' },
  query: list.query,
  responses: onePage(apiKey),
  async handler({ deps, caller, query }) {
    const all = await deps.stores.apiKeys.list(caller.accountId);
    const live = all.filter(({ revokedAt }) => revokedAt === null);
    return ok(await list.page(live, query, presentApiKey));
  },
});
