import { defineEndpoint, ok } from '../endpoint';
import { ownPartner, presentPartner } from '../operations/partners';
import { byId } from '../schemas/invitation';
import { partner } from '../schemas/partner';

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
