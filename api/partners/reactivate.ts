import { defineEndpoint, ok } from '../http';
import { setPartnerStatus } from './view';
import { partner } from './schema';

/** Shows everything again that was shared with the partner before. */
export const postPartnersByIdReactivate = defineEndpoint({
  route: 'post /v1/partners/{id}/reactivate',
  summary: 'Reactivate a partner',
  access: { scope: 'partners:write' },
  audit: 'partnership_reactivated',
  responses: { 200: { description: 'The partner, active now.', schema: partner } },
  handler: async ({ deps, caller, params }) => ok(await setPartnerStatus(deps, caller, params.id, 'active')),
});
