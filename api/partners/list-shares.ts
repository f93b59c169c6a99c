import { searchKey } from '../../models';
import { defineEndpoint, found, ok, onePage, shortList } from '../http';
import { sharedWithPartner } from './schema';
import { presentShares } from './view';

type Share = Awaited<ReturnType<typeof presentShares>>[number];

const list = shortList('name', ({ folderId }: Share) => folderId, {
  name: ({ name }) => searchKey(name),
  sharedAt: ({ sharedAt }) => sharedAt,
});

/** What the partner sees, or would see again if it were active. */
export const getPartnersByIdShares = defineEndpoint({
  route: 'get /v1/partners/{id}/shares',
  summary: 'List the folders shared with a partner',
  access: { scope: 'partners:read' },
  query: list.query,
  responses: onePage(sharedWithPartner),
  async handler({ deps, caller, params, query }) {
    const partner = found(await deps.stores.partnerships.find(caller.accountId, params.id));
    return ok(await list.page(await presentShares(deps, partner), query, (one) => one));
  },
});
