import { defineEndpoint, ok } from '../http/endpoint';
import { setPartnerStatus } from './view';
import { byId } from '../invitations/schema';
import { partner } from './schema';

/** Hides everything that is shared with the partner; nothing is deleted. */
export const postPartnersByIdDeactivate = defineEndpoint({
  method: 'post',
  path: '/v1/partners/{id}/deactivate',
  summary: 'Deactivate a partner',
  tag: 'partners',
  access: { scope: 'partners:write' },
  audit: 'partnership_deactivated',
  params: byId,
  responses: { 200: { description: 'The partner, inactive now.', schema: partner } },
  handler: async ({ deps, caller, params }) =>
    ok(await setPartnerStatus(deps, caller, params.id, 'inactive')),
});
