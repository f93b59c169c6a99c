import type { MembershipOfferDoc } from '../../models';
import { displayName } from '../../models';
import { audit } from '../http/audit';
import type { Caller } from '../http/caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../http/problem';
import { missingScopes } from '../roles/ranks';
import { takeOffer } from './take-offer';

/** Memberships that accounts offer to the caller's own address, oldest first. */
export async function listOwnOffers(deps: ApiDeps, caller: Caller) {
  await requireWholeCredential(deps, caller);
  const offers = await deps.stores.membershipOffers.ofAddress(caller.emailKey);
  const [accounts, people] = await Promise.all([
    deps.stores.accounts.findMany(offers.map(({ accountId }) => accountId)),
    deps.stores.users.findMany(offers.map(({ offeredBy }) => offeredBy)),
  ]);
  return Promise.all(
    offers.map(async (offer) => {
      const account = accounts.find(({ _id }) => _id === offer.accountId);
      const offerer = people.find(({ _id }) => _id === offer.offeredBy);
      const role = await deps.stores.roles.find(offer.accountId, offer.roleKey);
      return {
        id: offer._id,
        account: { id: offer.accountId, name: account?.name ?? '' },
        offeredBy: offerer === undefined ? null : displayName(offerer),
        role: { key: offer.roleKey, name: role?.name ?? offer.roleKey },
        createdAt: offer.createdAt.toISOString(),
        expiresAt: offer.expiresAt.toISOString(),
      };
    }),
  );
}

/**
 * Accepts a membership for the caller. The session or key stays in the account that it is in.
 *
 * @throws {@link Problem} 403 for a narrowed key, 404, 409 when nobody stands behind the offer any more
 */
export async function acceptOwnOffer(deps: ApiDeps, caller: Caller, id: string) {
  const { accountId, roleKey } = await ownOffer(deps, caller, id);
  await takeOffer(deps, id, caller.userId);
  const [account, role] = await Promise.all([
    deps.stores.accounts.find(accountId),
    deps.stores.roles.find(accountId, roleKey),
  ]);
  return {
    account: { id: accountId, name: account?.name ?? '' },
    role: { key: roleKey, name: role?.name ?? roleKey },
  };
}

/** Refuses a membership; the account sees that the offer is gone. @throws {@link Problem} 403, 404 */
export async function declineOwnOffer(deps: ApiDeps, caller: Caller, id: string): Promise<void> {
  const { accountId, roleKey } = await ownOffer(deps, caller, id);
  if (!(await deps.stores.membershipOffers.withdraw(id))) throw new Problem('not-found');
  // Who declined stays unsaid: nobody learns of a user who wanted nothing to do with the account.
  await audit(deps, accountId, {
    type: 'membership_declined',
    actor: { kind: 'invitee', id },
    target: { kind: 'membership_offer', id },
    after: { roleKey },
  });
}

/** An offer to the caller's own address; every other one is not there. */
async function ownOffer(deps: ApiDeps, caller: Caller, id: string): Promise<MembershipOfferDoc> {
  await requireWholeCredential(deps, caller);
  const offer = await deps.stores.membershipOffers.find(id);
  if (offer?.emailKey !== caller.emailKey) throw new Problem('not-found');
  return offer;
}

/** What a person joins is decided by that person, not by a key that was made for less. */
async function requireWholeCredential(deps: ApiDeps, caller: Caller): Promise<void> {
  if (caller.kind !== 'key') return;
  const role = await deps.stores.roles.find(caller.accountId, caller.roleKey);
  if (role !== undefined && missingScopes(caller, role.scopes).length === 0) return;
  throw new Problem('forbidden', { detail: 'A narrowed API key cannot answer for its user.' });
}
