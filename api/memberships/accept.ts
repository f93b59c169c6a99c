import { defineEndpoint, ok } from '../http';
import { offerToCaller } from './own-offers';
import { acceptedMembership } from './schema';
import { takeOffer } from './take-offer';

/** Makes the caller a member of the account that offered it; the session or key stays in the account that it is in. */
export const postMeMembershipOffersByIdAccept = defineEndpoint({
  route: 'post /v1/me/membership-offers/{id}/accept',
  summary: 'Accept an offered membership',
  access: 'signed-in',
  audit: { exempt: 'Accepting audits itself in the account that offered, by link as well.' },
  responses: { 200: { description: 'The membership.', schema: acceptedMembership } },
  problems: ['forbidden', 'invalid-transition', 'link-replaced'],
  async handler({ deps, caller, params: { id } }) {
    const { accountId, roleKey } = await offerToCaller(deps, caller, id);
    await takeOffer(deps, id, caller.userId);
    const [account, role] = await Promise.all([
      deps.stores.accounts.find(accountId),
      deps.stores.roles.find(accountId, roleKey),
    ]);
    return ok({
      account: { id: accountId, name: account?.name ?? '' },
      role: { key: roleKey, name: role?.name ?? roleKey },
    });
  },
});
