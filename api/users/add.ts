import { created, defineEndpoint } from '../http/endpoint';
import { offerMembership, presentOffer } from '../memberships/offers';
import { newUser, user } from './schema';

/** Offers somebody a membership of the account; the answer is the same whoever the address belongs to. */
export const postUsers = defineEndpoint({
  method: 'post',
  path: '/v1/users',
  summary: 'Add a user, who belongs to the account once they have accepted by e-mail or page',
  tag: 'people',
  access: { scope: 'users:write' },
  audit: 'membership_offered',
  body: newUser,
  responses: { 201: { description: 'The offer, under its own ID and as it was typed.', schema: user } },
  async handler(call) {
    const offer = await offerMembership(call, call.body);
    const target = { kind: 'membership_offer', id: offer._id };
    return { ...created(presentOffer(offer), `/v1/users/${offer._id}`), audit: { target } };
  },
});
