import { defineEndpoint, ok } from '../http/endpoint';
import { ownWebhookEndpoint, presentWebhookEndpoint } from './view';
import { byId } from '../invitations/schema';
import { webhookEndpoint } from './schema';

/** One endpoint, with a notice where Usher paused it. */
export const getWebhookEndpointsById = defineEndpoint({
  method: 'get',
  path: '/v1/webhook-endpoints/{id}',
  summary: 'Show a webhook endpoint',
  tag: 'webhooks',
  access: { scope: 'webhooks:write' },
  params: byId,
  responses: { 200: { description: 'The endpoint.', schema: webhookEndpoint } },
  async handler({ deps, caller, params }) {
    return ok(presentWebhookEndpoint(await ownWebhookEndpoint(deps, caller, params.id)));
  },
});
