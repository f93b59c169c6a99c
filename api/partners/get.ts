import { defineEndpoint, ok } from '../http/endpoint';
import { ownPartner, presentPartner } from './view';
import { byId } from '../invitations/schema';
import { partner } from './schema';

/** One partner of the account. */
export const getPartnersById = defineEndpoint({
  method: 'get',
  path: '/v1/partners/{id}',
  summary: 'Show a partner',
  tag: 'partners',
  access: { scope: 'partners:read' },
  params: byId,
  responses: { 200: { description: 'The partner.', schema: partner } },
  handler: async ({ deps, caller, params }) =>
    ok(await presentPartner(deps, await ownPartner(deps, caller, params.id))),
});
