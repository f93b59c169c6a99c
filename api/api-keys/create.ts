import { created, defineEndpoint } from '../http/endpoint';
import { createApiKey, presentApiKey } from './view';
import { createdApiKey, newApiKey } from './schema';

/** Makes a key that acts as the caller; it is shown in this answer and never again. */
export const postApiKeys = defineEndpoint({
  method: 'post',
  path: '/v1/api-keys',
  summary: 'Make an API key',
  tag: 'people',
  access: { scope: 'api-keys:write' },
  shownOnce: 'key',
  audit: 'api_key_created',
  body: newApiKey,
  responses: { 201: { description: 'The key, in clear for the only time.', schema: createdApiKey } },
  async handler({ deps, caller, body }) {
    const { key, apiKey } = await createApiKey(deps, caller, body);
    return created({ ...presentApiKey(apiKey), key });
  },
});
