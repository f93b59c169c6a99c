import { defineEndpoint, ok } from '../http/endpoint';
import { presentOffer, resendOffer } from '../memberships/offers';
import { byId } from '../invitations/schema';
import { user } from './schema';

/** Mails an offered membership again, with a new link; links sent before are dead. */
export const postUsersByIdResend = defineEndpoint({
  method: 'post',
  path: '/v1/users/{id}/resend',
  summary: 'Mail the offer to an invited user again',
  tag: 'people',
  access: { scope: 'users:write' },
  audit: 'membership_resent',
  params: byId,
  responses: { 200: { description: 'The offer with its new life.', schema: user } },
  async handler({ deps, caller, params: { id } }) {
    const offer = await resendOffer(deps, caller, id);
    return { ...ok(presentOffer(offer)), audit: { target: { kind: 'membership_offer', id } } };
  },
});
