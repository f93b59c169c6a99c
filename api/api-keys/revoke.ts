import { defineEndpoint, noContent } from '../http/endpoint';
import { revokeApiKey } from './view';
import { byId } from '../invitations/schema';

/** Kills a key for good; repeating it changes nothing. */
export const deleteApiKeysById = defineEndpoint({
  method: 'delete',
  path: '/v1/api-keys/{id}',
  summary: 'Revoke an API key',
  tag: 'people',
  access: { scope: 'api-keys:write' },
  audit: 'api_key_revoked',
  params: byId,
  responses: { 204: { description: 'The key is dead.' } },
  async handler({ deps, caller, params }) {
    await revokeApiKey(deps, caller, params.id);
    return noContent();
  },
});
