import { defineEndpoint, ok } from '../http';
import { withAllowance } from '../email/allowance';
import { beingAccepted, mailOffer, presentOffer, reachableOffer } from '../memberships/offers';
import { assignableRole } from '../roles/ranks';
import { user } from './schema';

/** Mails an offer again with a new link and a new life; the caller answers for its role from then on. */
export const postUsersByIdResend = defineEndpoint({
  route: 'post /v1/users/{id}/resend',
  summary: 'Mail the offer to an invited user again',
  access: { scope: 'users:write' },
  audit: 'membership_resent',
  responses: { 200: { description: 'The offer with its new life.', schema: user } },
  problems: ['invalid-transition', 'role-ceiling', 'temporal-unavailable'],
  async handler({ deps, caller, params: { id } }) {
    const offer = await reachableOffer(deps, caller, id);
    await assignableRole(deps, caller, offer.roleKey);
    const renewed = await withAllowance(deps, offer, async () => {
      const again = await deps.stores.membershipOffers.renew(id, caller.userId);
      if (again === undefined) throw beingAccepted();
      await mailOffer(deps, again);
      return again;
    });
    return { ...ok(presentOffer(renewed)), audit: { target: { kind: 'membership_offer', id } } };
  },
});
