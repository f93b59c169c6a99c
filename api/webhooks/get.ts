import { defineEndpoint, found, ok } from '../http';
import { presentWebhookEndpoint } from './view';
import { webhookEndpoint } from './schema';

/** One endpoint, with a notice where Usher paused it. */
export const getWebhookEndpointsById = defineEndpoint({
  route: 'get /v1/webhook-endpoints/{id}',
  summary: 'Show a webhook endpoint',
  access: { scope: 'webhooks:write' },
  responses: { 200: { description: 'The endpoint.', schema: webhookEndpoint } },
  async handler({ deps, caller, params }) {
    const endpoint = found(await deps.stores.webhookEndpoints.find(caller.accountId, params.id));
    return ok(presentWebhookEndpoint(endpoint));
  },
});
