import { defineEndpoint, noContent } from '../http/endpoint';
import { ownWebhookEndpoint } from './view';
import { byId } from '../invitations/schema';

/** Removes an endpoint with its log; what was on its way to it stops. */
export const deleteWebhookEndpointsById = defineEndpoint({
  method: 'delete',
  path: '/v1/webhook-endpoints/{id}',
  summary: 'Remove a webhook endpoint',
  tag: 'webhooks',
  access: { scope: 'webhooks:write' },
  audit: 'webhook_endpoint_deleted',
  params: byId,
  responses: { 204: { description: 'It is gone.' } },
  async handler({ deps, caller, params }) {
    const { _id } = await ownWebhookEndpoint(deps, caller, params.id);
    await deps.stores.webhookEndpoints.remove(caller.accountId, _id);
    await deps.stores.webhookDeliveries.removeOf(_id);
    return noContent();
  },
});
