import { accepted, defineEndpoint } from '../http/endpoint';
import { presentWebhookDelivery, replayDelivery } from './view';
import * as scalars from '../http/schemas/scalars';
import { webhookDelivery } from './schema';
import { z } from '../http/schemas/zod';

/** Sends an event once more, as a delivery of its own with the same `webhook-id`. */
export const postWebhookEndpointsByIdDeliveriesByDeliveryIdReplay = defineEndpoint({
  method: 'post',
  path: '/v1/webhook-endpoints/{id}/deliveries/{deliveryId}/replay',
  summary: 'Deliver an event again',
  tag: 'webhooks',
  access: { scope: 'webhooks:write' },
  audit: 'webhook_delivery_replayed',
  params: z.strictObject({ id: scalars.pathId, deliveryId: scalars.pathId }),
  responses: { 202: { description: 'The new delivery, on its way.', schema: webhookDelivery } },
  async handler({ deps, caller, params }) {
    const delivery = await replayDelivery(deps, caller, params.id, params.deliveryId);
    return accepted(presentWebhookDelivery(delivery));
  },
});
