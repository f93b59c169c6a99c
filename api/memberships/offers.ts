import { displayName } from '../../domain/accounts/display-name';
import { parseEmailAddress } from '../../domain/email-address';
import { isId } from '../../domain/ids';
import type { MembershipOfferDoc } from '../../models';
import { messageIdOf } from '../../workflows/contract';
import { type ApiDeps, type Caller, found, invalid, present, Problem } from '../http';
import { user, type UserChangesInput } from '../users/schema';
import { assignableRole, requireRank, rankOf } from '../roles/ranks';

/** Whether the ID can be that of a membership offer. */
export const isOfferId = (id: string): boolean => isId('off', id);

/** The account's own open offer. @throws {@link Problem} 404 for every other ID */
export async function ownOffer(
  deps: ApiDeps,
  { accountId }: Caller,
  id: string,
): Promise<MembershipOfferDoc> {
  return found(await deps.stores.membershipOffers.ofAccount(accountId, id));
}

/**
 * Changes the names or the role of an offer; who changes the role answers for it from then on.
 *
 * @throws {@link Problem} 403, 404, 409 while it is being accepted, 422
 */
export async function changeOffer(
  deps: ApiDeps,
  caller: Caller,
  id: string,
  { email, roleKey, ...names }: UserChangesInput,
): Promise<MembershipOfferDoc> {
  const offer = await reachableOffer(deps, caller, id);
  if (email !== undefined && parseEmailAddress(email)?.key !== offer.emailKey) {
    const detail = 'The address of an offer cannot be changed; withdraw it and add a new user.';
    throw invalid([{ pointer: '/email', detail }]);
  }
  const moved = roleKey !== undefined && roleKey !== offer.roleKey;
  if (moved) await assignableRole(deps, caller, roleKey);
  const { firstName = offer.firstName, lastName = offer.lastName } = names;
  const changed = await deps.stores.membershipOffers.change(id, {
    firstName,
    lastName,
    ...(moved ? { roleKey, offeredBy: caller.userId } : {}),
  });
  if (changed === undefined) throw beingAccepted();
  return changed;
}

/** Mails the offer: to a user a note to sign in, to everybody else a link to set a password. */
export async function mailOffer(
  deps: ApiDeps,
  { _id: offerId, accountId, version }: MembershipOfferDoc,
  occasion: number | string = version,
): Promise<void> {
  const messageId = messageIdOf(offerId, 'membership-offer', occasion);
  await deps.temporal.sendUserEmail({
    messageId,
    template: 'membership-offer',
    userId: '',
    offerId,
    accountId,
  });
}

/** An offer as the API answers it to the account that made it: a user who is not one yet. */
export function presentOffer(offer: MembershipOfferDoc) {
  return present(user, { ...offer, name: displayName(offer), status: 'invited', firstSignInAt: null });
}

/** An offer that this caller may touch at all. */
export async function reachableOffer(deps: ApiDeps, caller: Caller, id: string): Promise<MembershipOfferDoc> {
  const offer = await ownOffer(deps, caller, id);
  const rank = await rankOf(deps, caller.accountId, offer.roleKey);
  requireRank(caller, rank, 'The offered role is above your own rank.');
  return offer;
}

export function beingAccepted(): Problem {
  return new Problem('invalid-transition', {
    detail: 'The offer is being accepted at this moment.',
    currentStatus: 'accepted',
  });
}
