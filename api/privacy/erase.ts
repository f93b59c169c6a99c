import { parseEmailAddress } from '../../domain/email-address';
import { reservedOrNew } from '../../domain/ids';
import { accepted, defineEndpoint } from '../http';
import { aboutSomebody, erasure, presentErasure } from './schema';

/**
 * Erases all that the account holds about an address; what is under way is revoked first. Once this answers, it will
 * be done: the request is stored and its workflow is started. Nothing is stored while Temporal is known to be away;
 * what was stored stays, and the worker starts what this could not. The same call, repeated, is the same request.
 */
export const postPrivacyErase = defineEndpoint({
  route: 'post /v1/privacy/erase',
  summary: 'Erase a contact',
  access: { scope: 'privacy:write' },
  audit: 'privacy_erase_requested',
  body: aboutSomebody,
  responses: { 202: { description: 'It will be done, whatever fails meanwhile.', schema: erasure } },
  problems: ['temporal-unavailable'],
  async handler({ deps, caller: { accountId, userId: requestedBy }, body, reservedId }) {
    const emailKey = parseEmailAddress(body.email)?.key ?? '';
    await deps.temporal.ensureUsable();
    const _id = reservedOrNew('prv', reservedId);
    const request = await deps.stores.privacyRequests.create({ _id, accountId, requestedBy, emailKey });
    const id = request._id;
    await deps.temporal.maintenance.erase({ requestId: id, accountId });
    const audit = { target: { kind: 'privacy_request', id } };
    return { ...accepted(presentErasure(request), `/v1/privacy/erasures/${id}`), audit };
  },
});
