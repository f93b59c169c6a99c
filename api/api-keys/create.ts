import { created, defineEndpoint } from '../http';
import { requireScopes } from '../roles/ranks';
import { askingKey, expiryOf } from './limits';
import { createdApiKey, newApiKey, presentApiKey } from './schema';

/**
 * Makes a key that acts as the caller and is worth no more than the credential that asks for it, neither in scopes nor
 * in time; it is shown in this answer and never again.
 */
export const postApiKeys = defineEndpoint({
  route: 'post /v1/api-keys',
  summary: 'Make an API key',
  access: { scope: 'api-keys:write' },
  shownOnce: 'key',
  audit: 'api_key_created',
  body: newApiKey,
  responses: { 201: { description: 'The key, in clear for the only time.', schema: createdApiKey } },
  async handler({ deps, caller, body: { name, scopes: wanted, expiresAt } }) {
    if (wanted !== undefined) requireScopes(caller, wanted);
    const asking = await askingKey(deps, caller);
    // Null follows the role, unless the caller is a key that names its scopes: then it is just as narrow.
    const own = asking === undefined || asking.scopes === null ? null : [...caller.scopes];
    const { key, apiKey } = await deps.stores.apiKeys.create({
      accountId: caller.accountId,
      userId: caller.userId,
      name,
      scopes: wanted ?? own,
      accessEpoch: caller.accessEpoch,
      expiresAt: expiryOf(expiresAt === undefined ? null : new Date(expiresAt), asking),
    });
    return created({ ...presentApiKey(apiKey), key });
  },
});
