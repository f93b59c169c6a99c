import { defineEndpoint, found, ok } from '../http';
import { presentWebhookEndpoint } from './view';
import { webhookEndpoint } from './schema';

/** Sends events to a paused endpoint again; what it missed can be replayed from its log. */
export const postWebhookEndpointsByIdResume = defineEndpoint({
  route: 'post /v1/webhook-endpoints/{id}/resume',
  summary: 'Resume a paused webhook endpoint',
  access: { scope: 'webhooks:write' },
  audit: 'webhook_endpoint_resumed',
  responses: { 200: { description: 'The endpoint, active.', schema: webhookEndpoint } },
  async handler({ deps, caller, params }) {
    const endpoint = found(await deps.stores.webhookEndpoints.resume(caller.accountId, params.id));
    return ok(presentWebhookEndpoint(endpoint));
  },
});
