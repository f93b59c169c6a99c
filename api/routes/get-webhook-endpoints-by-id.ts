import { defineEndpoint, ok } from '../endpoint';
import { ownWebhookEndpoint, presentWebhookEndpoint } from '../operations/webhooks';
import { byId } from '../schemas/invitation';
import { webhookEndpoint } from '../schemas/webhook';

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
