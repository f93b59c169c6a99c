import type { MembershipOfferDoc } from '../../models';
import { displayName, isId, newId, parseEmailAddress, reservedOrNew } from '../../models';
import { messageIdOf } from '../../workflows/contract';
import type { Caller } from '../http/caller';
import type { ApiDeps } from '../deps';
import type { Keyed } from '../http/endpoint';
import { Problem } from '../http/problem';
import type { NewUserInput, UserChangesInput } from '../users/schema';
import { invalid } from '../http/validate';
import { withAllowance } from '../email/allowance';
import { assignableRole, requireRank, rankOf } from '../roles/ranks';

/** Whether the ID can be that of a membership offer. */
export const isOfferId = (id: string): boolean => isId('off', id);

/**
 * Offers a membership of the caller's account to an address and mails it. Nobody is added: the owner of the
 * address accepts first. What is answered, and how long it takes, is the same whoever the address belongs to.
 * After an unclear answer of Temporal the offer stays, since its e-mail may be out: the same call, repeated, mails
 * what was not mailed, and so does a resend.
 *
 * @throws {@link Problem} 403, 409 `already-exists` for what this account has itself, 422, 429, 503
 */
export async function offerMembership(
  call: Pick<Keyed, 'reservedId'> & { readonly deps: ApiDeps; readonly caller: Caller },
  { email, firstName, lastName, roleKey }: NewUserInput,
): Promise<MembershipOfferDoc> {
  const { deps, caller, reservedId } = call;
  const _id = reservedOrNew('off', reservedId);
  const left = reservedId && (await deps.stores.membershipOffers.ofAccount(caller.accountId, _id));
  if (left) {
    await mailOffer(deps, left);
    return left;
  }
  const role = await assignableRole(deps, caller, roleKey);
  const { accountId, userId: offeredBy } = caller;
  const emailKey = parseEmailAddress(email)?.key ?? '';
  const holder = await deps.stores.users.findByEmailKey(emailKey);
  // A user of nobody is looked up too, so that an unknown address costs the same.
  const membership = await deps.stores.memberships.find(accountId, holder?._id ?? newId('usr'));
  if (membership !== undefined) throw alreadyThere('The account has a user with this address.');
  return withAllowance(deps, { accountId, emailKey }, async () => {
    const wanted = { _id, accountId, email, emailKey, firstName, lastName, roleKey: role.key, offeredBy };
    const offer = await deps.stores.membershipOffers.create(wanted);
    if (offer === undefined) throw alreadyThere('The account has offered a membership to this address.');
    await mailOffer(deps, offer);
    return offer;
  });
}

/** The account's own open offer. @throws {@link Problem} 404 for every other ID */
export async function ownOffer(
  deps: ApiDeps,
  { accountId }: Caller,
  id: string,
): Promise<MembershipOfferDoc> {
  const offer = await deps.stores.membershipOffers.ofAccount(accountId, id);
  if (offer === undefined) throw new Problem('not-found');
  return offer;
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
    throw invalid([
      {
        pointer: '/email',
        detail: 'The address of an offer cannot be changed; withdraw it and add a new user.',
      },
    ]);
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

/**
 * Mails an offer again with a new link and a new life; the caller answers for its role from then on.
 *
 * @throws {@link Problem} 403, 404, 409 while it is being accepted, 429, 503
 */
export async function resendOffer(deps: ApiDeps, caller: Caller, id: string): Promise<MembershipOfferDoc> {
  const offer = await reachableOffer(deps, caller, id);
  await assignableRole(deps, caller, offer.roleKey);
  return withAllowance(deps, offer, async () => {
    const renewed = await deps.stores.membershipOffers.renew(id, caller.userId);
    if (renewed === undefined) throw beingAccepted();
    await mailOffer(deps, renewed);
    return renewed;
  });
}

/**
 * Takes an offer back; its links are dead at once.
 *
 * @throws {@link Problem} 403, 404, 409 while it is being accepted
 */
export async function withdrawOffer(deps: ApiDeps, caller: Caller, id: string): Promise<void> {
  await reachableOffer(deps, caller, id);
  if (!(await deps.stores.membershipOffers.withdraw(id))) throw beingAccepted();
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
  const { _id, firstName, lastName, email, roleKey, createdAt, expiresAt } = offer;
  return {
    id: _id,
    firstName,
    lastName,
    name: displayName(offer),
    email,
    roleKey,
    status: 'invited' as const,
    firstSignInAt: null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

/** An offer that this caller may touch at all. */
async function reachableOffer(deps: ApiDeps, caller: Caller, id: string): Promise<MembershipOfferDoc> {
  const offer = await ownOffer(deps, caller, id);
  const rank = await rankOf(deps, caller.accountId, offer.roleKey);
  requireRank(caller, rank, 'The offered role is above your own rank.');
  return offer;
}

function alreadyThere(detail: string): Problem {
  return new Problem('already-exists', { detail });
}

function beingAccepted(): Problem {
  return new Problem('invalid-transition', {
    detail: 'The offer is being accepted at this moment.',
    currentStatus: 'accepted',
  });
}
