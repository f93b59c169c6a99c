import type { WebhookEndpointDoc } from '../../models';
import { defineEndpoint, ok } from '../http/endpoint';
import { listMembers, pageOfList, readPage } from '../http/lists';
import { presentWebhookEndpoint } from './view';
import { page } from '../invitations/schema';
import { webhookEndpoint } from './schema';
import { z } from '../http/schemas/zod';

const columns = {
  createdAt: ({ createdAt }: WebhookEndpointDoc) => createdAt.getTime(),
  url: ({ url }: WebhookEndpointDoc) => url,
};

/** Endpoints of the account, newest first unless asked otherwise; never their secrets. */
export const getWebhookEndpoints = defineEndpoint({
  method: 'get',
  path: '/v1/webhook-endpoints',
  summary: 'List webhook endpoints',
  tag: 'webhooks',
  access: { scope: 'webhooks:write' },
  query: z.strictObject(listMembers(Object.keys(columns))),
  responses: { 200: { description: 'One page.', schema: page(webhookEndpoint) } },
  async handler({ deps, caller, query: { sort = '-createdAt', ...wanted } }) {
    const all = await deps.stores.webhookEndpoints.list(caller.accountId);
    const idOf = ({ _id }: WebhookEndpointDoc) => _id;
    const { items, nextCursor } = await readPage(() => pageOfList(all, idOf, columns, { sort, ...wanted }));
    return ok({ items: items.map(presentWebhookEndpoint), nextCursor });
  },
});
