import { defineEndpoint, ok } from '../http/endpoint';
import { listOwnOffers } from './own-offers';
import { page } from '../invitations/schema';
import { membershipOffer } from './schema';

/** Memberships that accounts offer to the caller's own address. */
export const getMeMembershipOffers = defineEndpoint({
  method: 'get',
  path: '/v1/me/membership-offers',
  summary: 'List memberships that are offered to the signed-in user',
  tag: 'session',
  access: 'signed-in',
  responses: { 200: { description: 'All of them.', schema: page(membershipOffer) } },
  handler: async ({ deps, caller }) => ok({ items: await listOwnOffers(deps, caller), nextCursor: null }),
});
