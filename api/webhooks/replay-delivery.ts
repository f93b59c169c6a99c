import { accepted, defineEndpoint, found, Problem } from '../http';
import { presentWebhookDelivery } from './view';
import { webhookDelivery } from './schema';

/** Sends an event once more, as a delivery of its own with the same `webhook-id`. */
export const postWebhookEndpointsByIdDeliveriesByDeliveryIdReplay = defineEndpoint({
  route: 'post /v1/webhook-endpoints/{id}/deliveries/{deliveryId}/replay',
  summary: 'Deliver an event again',
  access: { scope: 'webhooks:write' },
  audit: 'webhook_delivery_replayed',
  responses: { 202: { description: 'The new delivery, on its way.', schema: webhookDelivery } },
  problems: ['invalid-transition'],
  async handler({ deps, caller, params }) {
    const { webhookDeliveries, webhookEndpoints } = deps.stores;
    const { accountId } = caller;
    const endpoint = found(await webhookEndpoints.find(accountId, params.id));
    const original = found(await webhookDeliveries.find(accountId, endpoint._id, params.deliveryId));
    if (original.state === 'pending') {
      throw refused(
        'pending',
        'The delivery is still on its way; nextAttemptAt says when it is tried again.',
      );
    }
    if (endpoint.status === 'paused') throw refused('paused', 'The endpoint is paused; resume it first.');
    // The worker finds the new delivery by itself, so this needs no Temporal.
    return accepted(presentWebhookDelivery(await webhookDeliveries.replay(original)));
  },
});

function refused(currentStatus: string, detail: string): Problem {
  return new Problem('invalid-transition', { currentStatus, detail });
}
