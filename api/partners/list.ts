import { PARTNERSHIP_SORT_FIELDS } from '../../models';
import { defineEndpoint, ok } from '../http/endpoint';
import { listMembers, readPage } from '../http/lists';
import { presentPartners } from './view';
import { page } from '../invitations/schema';
import { partner } from './schema';
import { z } from '../http/schemas/zod';

const query = z.strictObject({
  status: z.enum(['active', 'inactive']).optional(),
  search: z.string().max(200).optional(),
  ...listMembers(PARTNERSHIP_SORT_FIELDS),
});

/** A page of the account's partners, by name unless asked otherwise. */
export const getPartners = defineEndpoint({
  method: 'get',
  path: '/v1/partners',
  summary: 'List partners',
  tag: 'partners',
  access: { scope: 'partners:read' },
  query,
  responses: { 200: { description: 'One page.', schema: page(partner) } },
  async handler({ deps, caller, query: wanted }) {
    const { items, nextCursor } = await readPage(() =>
      deps.stores.partnerships.list({ accountId: caller.accountId, ...wanted }),
    );
    return ok({ items: await presentPartners(deps, items), nextCursor });
  },
});
