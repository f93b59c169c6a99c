import { parseEmailAddress } from '../../domain/email-address';
import { defineEndpoint, ok } from '../http';
import { aboutSomebody, contactExport } from './schema';

/** Tells all that the account holds about an address. */
export const postPrivacyExport = defineEndpoint({
  route: 'post /v1/privacy/export',
  summary: 'Export a contact',
  access: { scope: 'privacy:write' },
  audit: 'privacy_exported',
  body: aboutSomebody,
  responses: { 200: { description: 'Everything that is held.', schema: contactExport } },
  async handler({ deps, caller, requestId: id, body: { email } }) {
    const emailKey = parseEmailAddress(email)?.key ?? '';
    const held = await deps.stores.privacy.export(caller.accountId, emailKey);
    const exported = { email, exportedAt: new Date().toISOString(), ...held };
    return { ...ok(exported), audit: { target: { kind: 'privacy_request', id } } };
  },
});
