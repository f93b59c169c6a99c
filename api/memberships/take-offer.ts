import type { Role } from '../../domain/accounts/roles';
import { endAccess, isBeingMade, type MembershipOfferDoc, type UserDoc } from '../../models';
import { idOf } from '../../domain/ids';
import { hashPassword } from '../../domain/security/passwords';
import { type ApiDeps, audit, Problem } from '../http';

/**
 * Makes the membership that was offered, once its owner agreed; repeating it after a crash ends it. `prepare`
 * makes the user where there is none yet; then one call alone goes on, as each has a password of its own.
 *
 * @throws {@link Problem} 409 when nobody stands behind the offer any more, 410 `link-replaced` when it is gone
 */
export async function takeOffer(
  deps: ApiDeps,
  offerId: string,
  userId: string,
  prepare?: (offer: MembershipOfferDoc) => Promise<void>,
): Promise<MembershipOfferDoc> {
  const { membershipOffers, memberships } = deps.stores;
  const offer = await membershipOffers[prepare === undefined ? 'claim' : 'claimAlone'](offerId, userId);
  if (offer === undefined) throw goneOffer();
  try {
    await requireBacking(deps, offer);
    await prepare?.(offer);
  } catch (error) {
    await membershipOffers.unclaim(offerId).catch(() => undefined);
    throw error;
  }
  const { accountId, roleKey } = offer;
  await memberships.add({ accountId, userId, roleKey });
  // The last other account may have let go of the user at this moment, and taken the user for nobody.
  await deps.stores.users.update(userId, { status: 'active' });
  await membershipOffers.remove(offerId);
  await audit(deps, accountId, {
    type: 'membership_accepted',
    actor: { kind: 'user', id: userId },
    target: { kind: 'user', id: userId },
    after: { offerId, roleKey },
  });
  return offer;
}

/**
 * The open offer behind the link of an e-mail. Unknown, malformed and forged tokens are the same 404.
 *
 * @throws {@link Problem} 404 `not-found`, 410 `link-replaced` after a resend, 401 when the address belongs to
 *   a user by now, who signs in to answer
 */
export async function offerOfLink(deps: ApiDeps, token: string): Promise<MembershipOfferDoc> {
  const link = deps.tokens.readOfferToken(token);
  const offer = link && (await deps.stores.membershipOffers.find(link.id));
  if (offer === undefined || link?.isFor(offer.emailKey) !== true) throw new Problem('not-found');
  if (link.version !== offer.version) throw goneOffer();
  await requireNobody(deps, offer.emailKey);
  return offer;
}

/**
 * Accepts an offer by its link: makes the user whose address the link proves, or a new person of one who had
 * no account any more, and the membership.
 *
 * @throws {@link Problem} as {@link offerOfLink} and {@link takeOffer}
 */
export async function joinByLink(deps: ApiDeps, token: string, password: string): Promise<void> {
  const { _id: offerId, emailKey } = await offerOfLink(deps, token);
  const passwordHash = await hashPassword(password);
  const former = await deps.stores.users.findByEmailKey(emailKey);
  // Derived, so that a link that is opened twice makes one user.
  const userId = former?._id ?? idOf('usr', offerId.replace(/^off_/, ''));
  await takeOffer(deps, offerId, userId, async ({ email, firstName, lastName }) => {
    // Somebody may have come in by another link since.
    await requireNobody(deps, emailKey);
    if (former !== undefined) {
      if (isBeingMade(former)) throw new Problem('unauthenticated', { detail: BEING_MADE });
      await startAnew(deps, former, { firstName, lastName, passwordHash });
      return;
    }
    const made = await deps.stores.users.create({ _id: userId, email, firstName, lastName, passwordHash });
    if (!made.ok) throw new Problem('unauthenticated');
    if (!made.created) throw goneOffer();
  });
}

/**
 * Makes a new person of somebody who is in no account any more: what they had before is not theirs again just
 * because the address is.
 *
 * @throws {@link Problem} 410 `link-replaced` when somebody else was faster
 */
export async function startAnew(
  deps: ApiDeps,
  user: UserDoc,
  person: { readonly firstName: string; readonly lastName: string; readonly passwordHash: string },
): Promise<void> {
  await endAccess(deps.stores, user._id);
  if (!(await deps.stores.users.revive(user, person))) throw goneOffer();
}

/** Who has an account answers after signing in, and keeps the own password. */
async function requireNobody(deps: ApiDeps, emailKey: string): Promise<void> {
  const user = await deps.stores.users.findByEmailKey(emailKey);
  if (user === undefined || (await deps.stores.memberships.ofUser(user._id)).length === 0) return;
  throw new Problem('unauthenticated', {
    detail: 'The address belongs to a user: sign in to accept the offer.',
  });
}

const BEING_MADE =
  'The address has just become a user by another link: sign in with the password set there to accept the offer.';

/** The role has to exist, and whoever answers for the offer has to be able to give it today. */
async function requireBacking(deps: ApiDeps, offer: MembershipOfferDoc): Promise<void> {
  const { accountId, roleKey, offeredBy } = offer;
  const [role, offerer] = await Promise.all([
    deps.stores.roles.find(accountId, roleKey),
    deps.stores.memberships.find(accountId, offeredBy),
  ]);
  const own = offerer && (await deps.stores.roles.find(accountId, offerer.roleKey));
  if (role !== undefined && own !== undefined && mayOffer(own, role)) return;
  const account = await deps.stores.accounts.find(accountId);
  throw new Problem('invalid-transition', {
    detail: `Nobody stands behind this offer any more. Ask an administrator of ${account?.name ?? 'the account'} to send it again.`,
    currentStatus: 'needs-resend',
  });
}

/** As for whoever assigns a role by a call: not above the own rank, and no scope that one lacks. */
function mayOffer(own: Role, role: Role): boolean {
  const missing = role.scopes.filter((scope) => !own.scopes.includes(scope));
  return own.scopes.includes('users:write') && own.rank >= role.rank && missing.length === 0;
}

function goneOffer(): Problem {
  return new Problem('link-replaced', {
    detail: 'The offer was answered, withdrawn or sent again; use the newest e-mail.',
  });
}
