import { defineEndpoint, found, noContent } from '../http';
import { rankOf, requireRank } from '../roles/ranks';

/** Kills a key for good, unless it acts for somebody above the caller; repeating it changes nothing. */
export const deleteApiKeysById = defineEndpoint({
  route: 'delete /v1/api-keys/{id}',
  summary: 'Revoke an API key',
  access: { scope: 'api-keys:write' },
  audit: 'api_key_revoked',
  responses: { 204: { description: 'The key is dead.' } },
  problems: ['role-ceiling'],
  async handler({ deps, caller, params: { id } }) {
    const { accountId } = caller;
    const key = found((await deps.stores.apiKeys.list(accountId)).find(({ _id }) => _id === id));
    const owner = await deps.stores.memberships.find(accountId, key.userId);
    const rank = owner === undefined ? 0 : await rankOf(deps, accountId, owner.roleKey);
    requireRank(caller, rank, 'The key acts for a user above your own rank.');
    await deps.stores.apiKeys.revoke(accountId, id);
    return noContent();
  },
});
