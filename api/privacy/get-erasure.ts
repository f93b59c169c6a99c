import { defineEndpoint, found, ok } from '../http';
import { erasure, presentErasure } from './schema';

/** Whether an erasure is done. */
export const getPrivacyErasuresById = defineEndpoint({
  route: 'get /v1/privacy/erasures/{id}',
  summary: 'Read an erasure',
  access: { scope: 'privacy:write' },
  responses: { 200: { description: 'The erasure; it does not name the address.', schema: erasure } },
  handler: async ({ deps, caller, params }) =>
    ok(presentErasure(found(await deps.stores.privacyRequests.find(caller.accountId, params.id)))),
});
