import { defineEndpoint, ok } from '../http/endpoint';
import { listMembers, readPage } from '../http/lists';
import { ownWebhookEndpoint, presentWebhookDelivery } from './view';
import { byId, page } from '../invitations/schema';
import { webhookDelivery } from './schema';
import { z } from '../http/schemas/zod';

const query = z.strictObject({
  state: z.enum(['pending', 'delivered', 'failed']).optional(),
  ...listMembers(['createdAt']),
});

/** What was sent or is still to be sent to an endpoint, newest first unless asked otherwise. */
export const getWebhookEndpointsByIdDeliveries = defineEndpoint({
  method: 'get',
  path: '/v1/webhook-endpoints/{id}/deliveries',
  summary: "List a webhook endpoint's deliveries",
  tag: 'webhooks',
  access: { scope: 'webhooks:write' },
  params: byId,
  query,
  responses: { 200: { description: 'One page.', schema: page(webhookDelivery) } },
  async handler({ deps, caller, params, query: { sort = '-createdAt', ...wanted } }) {
    const { _id } = await ownWebhookEndpoint(deps, caller, params.id);
    const { items, nextCursor } = await readPage(() =>
      deps.stores.webhookDeliveries.list(caller.accountId, _id, { sort, ...wanted }),
    );
    return ok({ items: items.map(presentWebhookDelivery), nextCursor });
  },
});
