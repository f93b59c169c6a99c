import { defineEndpoint, noContent } from '../http/endpoint';
import { declineOwnOffer } from './own-offers';
import { byId } from '../invitations/schema';

/** Refuses a membership that was offered to the caller. */
export const postMeMembershipOffersByIdDecline = defineEndpoint({
  method: 'post',
  path: '/v1/me/membership-offers/{id}/decline',
  summary: 'Refuse an offered membership',
  tag: 'session',
  access: 'signed-in',
  audit: { exempt: 'Refusing audits itself, without a name, in the account that offered.' },
  params: byId,
  responses: { 204: { description: 'The offer is gone.' } },
  async handler({ deps, caller, params }) {
    await declineOwnOffer(deps, caller, params.id);
    return noContent();
  },
});
