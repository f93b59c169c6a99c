import { accepted, defineEndpoint } from '../http/endpoint';
import { presentErasure, requestErasure } from './view';
import { aboutSomebody, erasure } from './schema';

/** Erases all that the account holds about an address; what is under way is revoked first. */
export const postPrivacyErase = defineEndpoint({
  method: 'post',
  path: '/v1/privacy/erase',
  summary: 'Erase a contact',
  tag: 'privacy',
  access: { scope: 'privacy:write' },
  audit: 'privacy_erase_requested',
  body: aboutSomebody,
  responses: { 202: { description: 'It will be done, whatever fails meanwhile.', schema: erasure } },
  async handler(call) {
    const request = presentErasure(await requestErasure(call, call.body.email));
    const target = { kind: 'privacy_request', id: request.id };
    return { ...accepted(request, `/v1/privacy/erasures/${request.id}`), audit: { target } };
  },
});
