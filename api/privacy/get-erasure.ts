import { defineEndpoint, ok } from '../http/endpoint';
import { ownErasure, presentErasure } from './view';
import { byId } from '../invitations/schema';
import { erasure } from './schema';

/** Whether an erasure is done. */
export const getPrivacyErasuresById = defineEndpoint({
  method: 'get',
  path: '/v1/privacy/erasures/{id}',
  summary: 'Read an erasure',
  tag: 'privacy',
  access: { scope: 'privacy:write' },
  params: byId,
  responses: { 200: { description: 'The erasure; it does not name the address.', schema: erasure } },
  handler: async ({ deps, caller, params }) => ok(presentErasure(await ownErasure(deps, caller, params.id))),
});
