import { defineEndpoint, ok } from '../http/endpoint';
import { acceptOwnOffer } from './own-offers';
import { byId } from '../invitations/schema';
import { acceptedMembership } from './schema';

/** Makes the caller a member of the account that offered it. */
export const postMeMembershipOffersByIdAccept = defineEndpoint({
  method: 'post',
  path: '/v1/me/membership-offers/{id}/accept',
  summary: 'Accept an offered membership',
  tag: 'session',
  access: 'signed-in',
  audit: { exempt: 'Accepting audits itself in the account that offered, by link as well.' },
  params: byId,
  responses: { 200: { description: 'The membership.', schema: acceptedMembership } },
  handler: async ({ deps, caller, params }) => ok(await acceptOwnOffer(deps, caller, params.id)),
});
