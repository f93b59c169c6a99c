import { defineEndpoint, found, noContent } from '../http';

/** Removes an endpoint with its log; what was on its way to it stops. */
export const deleteWebhookEndpointsById = defineEndpoint({
  route: 'delete /v1/webhook-endpoints/{id}',
  summary: 'Remove a webhook endpoint',
  access: { scope: 'webhooks:write' },
  audit: 'webhook_endpoint_deleted',
  responses: { 204: { description: 'It is gone.' } },
  async handler({ deps, caller, params }) {
    const { _id } = found(await deps.stores.webhookEndpoints.find(caller.accountId, params.id));
    await deps.stores.webhookEndpoints.remove(caller.accountId, _id);
    await deps.stores.webhookDeliveries.removeOf(_id);
    return noContent();
  },
});
