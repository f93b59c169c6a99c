import { defineEndpoint, ok } from '../http';
import { setPartnerStatus } from './view';
import { partner } from './schema';

/** Hides everything that is shared with the partner; nothing is deleted. */
export const postPartnersByIdDeactivate = defineEndpoint({
  route: 'post /v1/partners/{id}/deactivate',
  summary: 'Deactivate a partner',
  access: { scope: 'partners:write' },
  audit: 'partnership_deactivated',
  responses: { 200: { description: 'The partner, inactive now.', schema: partner } },
  handler: async ({ deps, caller, params }) =>
    ok(await setPartnerStatus(deps, caller, params.id, 'inactive')),
});
