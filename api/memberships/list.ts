import { displayName } from '../../domain/accounts/display-name';
import { defineEndpoint, ok, page, present } from '../http';
import { requireWholeCredential } from './own-offers';
import { membershipOffer } from './schema';

/** Memberships that accounts offer to the caller's own address, oldest first. */
export const getMeMembershipOffers = defineEndpoint({
  route: 'get /v1/me/membership-offers',
  summary: 'List memberships that are offered to the signed-in user',
  access: 'signed-in',
  responses: { 200: { description: 'All of them.', schema: page(membershipOffer) } },
  problems: ['forbidden'],
  async handler({ deps, caller }) {
    await requireWholeCredential(deps, caller);
    const offers = await deps.stores.membershipOffers.ofAddress(caller.emailKey);
    const [accounts, people] = await Promise.all([
      deps.stores.accounts.findMany(offers.map(({ accountId }) => accountId)),
      deps.stores.users.findMany(offers.map(({ offeredBy }) => offeredBy)),
    ]);
    const items = await Promise.all(
      offers.map(async (offer) => {
        const { accountId, offeredBy, roleKey } = offer;
        const offerer = people.find((one) => one._id === offeredBy);
        const role = await deps.stores.roles.find(accountId, roleKey);
        return present(membershipOffer, {
          ...offer,
          account: { id: accountId, name: accounts.find((one) => one._id === accountId)?.name ?? '' },
          offeredBy: offerer && displayName(offerer),
          role: { key: roleKey, name: role?.name ?? roleKey },
        });
      }),
    );
    return ok({ items, nextCursor: null });
  },
});
