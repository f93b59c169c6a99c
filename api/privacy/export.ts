import { defineEndpoint, ok } from '../http/endpoint';
import { exportContact } from './view';
import { aboutSomebody, contactExport } from './schema';

/** Tells all that the account holds about an address. */
export const postPrivacyExport = defineEndpoint({
  method: 'post',
  path: '/v1/privacy/export',
  summary: 'Export a contact',
  tag: 'privacy',
  access: { scope: 'privacy:write' },
  audit: 'privacy_exported',
  body: aboutSomebody,
  responses: { 200: { description: 'Everything that is held.', schema: contactExport } },
  async handler({ deps, caller, requestId, body }) {
    const found = await exportContact(deps, caller, body.email);
    return { ...ok(found), audit: { target: { kind: 'privacy_request', id: requestId } } };
  },
});
