import { defineEndpoint, found, listMembers, ok, onePage, readPage, z } from '../http';
import { presentWebhookDelivery } from './view';
import { webhookDelivery } from './schema';

const query = z.strictObject({
  state: z.enum(['pending', 'delivered', 'failed']).optional(),
  ...listMembers(['createdAt']),
});

/** What was sent or is still to be sent to an endpoint, newest first unless asked otherwise. */
export const getWebhookEndpointsByIdDeliveries = defineEndpoint({
  route: 'get /v1/webhook-endpoints/{id}/deliveries',
  summary: "List a webhook endpoint's deliveries",
  access: { scope: 'webhooks:write' },
  query,
  responses: onePage(webhookDelivery),
  async handler({ deps, caller, params, query: { sort = '-createdAt', ...wanted } }) {
    const { accountId } = caller;
    const { _id } = found(await deps.stores.webhookEndpoints.find(accountId, params.id));
    const read = () => deps.stores.webhookDeliveries.list(accountId, _id, { sort, ...wanted });
    return ok(await readPage(read, presentWebhookDelivery));
  },
});
