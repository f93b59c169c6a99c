import type { WebhookEndpointDoc } from '../../models';
import { defineEndpoint, ok, onePage, shortList } from '../http';
import { webhookEndpoint } from './schema';
import { presentWebhookEndpoint } from './view';

const list = shortList('-createdAt', ({ _id }: WebhookEndpointDoc) => _id, {
  createdAt: ({ createdAt }) => createdAt.getTime(),
  url: ({ url }) => url,
});

/** Endpoints of the account, newest first unless asked otherwise; never their secrets. */
export const getWebhookEndpoints = defineEndpoint({
  route: 'get /v1/webhook-endpoints',
  summary: 'List webhook endpoints',
  access: { scope: 'webhooks:write' },
  query: list.query,
  responses: onePage(webhookEndpoint),
  async handler({ deps, caller, query }) {
    const all = await deps.stores.webhookEndpoints.list(caller.accountId);
    return ok(await list.page(all, query, presentWebhookEndpoint));
  },
});
