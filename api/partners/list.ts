import { PARTNERSHIP_SORT_FIELDS } from '../../models';
import { defineEndpoint, listMembers, ok, onePage, readPage, z } from '../http';
import { presentPartners } from './view';
import { partner } from './schema';

const query = z.strictObject({
  status: z.enum(['active', 'inactive']).optional(),
  search: z.string().max(200).optional(),
  ...listMembers(PARTNERSHIP_SORT_FIELDS),
});

/** A page of the account's partners, by name unless asked otherwise. */
export const getPartners = defineEndpoint({
  route: 'get /v1/partners',
  summary: 'List partners',
  access: { scope: 'partners:read' },
  query,
  responses: onePage(partner),
  async handler({ deps, caller, query: wanted }) {
    const read = () => deps.stores.partnerships.list({ accountId: caller.accountId, ...wanted });
    const { items, nextCursor } = await readPage(read, (one) => one);
    return ok({ items: await presentPartners(deps, items), nextCursor });
  },
});
