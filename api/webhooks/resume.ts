import { defineEndpoint, ok } from '../http/endpoint';
import { presentWebhookEndpoint } from './view';
import { Problem } from '../http/problem';
import { byId } from '../invitations/schema';
import { webhookEndpoint } from './schema';

/** Sends events to a paused endpoint again; what it missed can be replayed from its log. */
export const postWebhookEndpointsByIdResume = defineEndpoint({
  method: 'post',
  path: '/v1/webhook-endpoints/{id}/resume',
  summary: 'Resume a paused webhook endpoint',
  tag: 'webhooks',
  access: { scope: 'webhooks:write' },
  audit: 'webhook_endpoint_resumed',
  params: byId,
  responses: { 200: { description: 'The endpoint, active.', schema: webhookEndpoint } },
  async handler({ deps, caller, params }) {
    const endpoint = await deps.stores.webhookEndpoints.resume(caller.accountId, params.id);
    if (endpoint === undefined) throw new Problem('not-found');
    return ok(presentWebhookEndpoint(endpoint));
  },
});
