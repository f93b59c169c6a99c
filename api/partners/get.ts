import { defineEndpoint, found, ok } from '../http';
import { presentPartner } from './view';
import { partner } from './schema';

/** One partner of the account. */
export const getPartnersById = defineEndpoint({
  route: 'get /v1/partners/{id}',
  summary: 'Show a partner',
  access: { scope: 'partners:read' },
  responses: { 200: { description: 'The partner.', schema: partner } },
  async handler({ deps, caller, params }) {
    const one = found(await deps.stores.partnerships.find(caller.accountId, params.id));
    return ok(await presentPartner(deps, one));
  },
});
