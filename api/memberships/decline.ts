import { audit, defineEndpoint, noContent, Problem } from '../http';
import { offerToCaller } from './own-offers';

/** Refuses a membership that was offered to the caller; the account sees that the offer is gone. */
export const postMeMembershipOffersByIdDecline = defineEndpoint({
  route: 'post /v1/me/membership-offers/{id}/decline',
  summary: 'Refuse an offered membership',
  access: 'signed-in',
  audit: { exempt: 'Refusing audits itself, without a name, in the account that offered.' },
  responses: { 204: { description: 'The offer is gone.' } },
  problems: ['forbidden'],
  async handler({ deps, caller, params: { id } }) {
    const { accountId, roleKey } = await offerToCaller(deps, caller, id);
    if (!(await deps.stores.membershipOffers.withdraw(id))) throw new Problem('not-found');
    // Who declined stays unsaid: nobody learns of a user who wanted nothing to do with the account.
    await audit(deps, accountId, {
      type: 'membership_declined',
      actor: { kind: 'invitee', id },
      target: { kind: 'membership_offer', id },
      after: { roleKey },
    });
    return noContent();
  },
});
