import type { MembershipDoc, UserDoc } from '../../models';
import { parseEmailAddress } from '../../models';
import type { Caller } from '../caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../problem';
import type { UserChangesInput } from '../schemas/user';
import { invalid } from '../validate';
import { handOver } from './hand-over';
import type { Member } from './members';
import { ownMember } from './members';
import { assignableRole, demandRank, rankOf } from './ranks';

/**
 * Changes name and role of a member who is not above the caller.
 *
 * @throws {@link Problem} 403, 404, 409 when nobody could administer the account any more, 422
 */
export async function changeMember(
  deps: ApiDeps,
  caller: Caller,
  userId: string,
  changes: UserChangesInput,
): Promise<Member> {
  const member = await reachableMember(deps, caller, userId);
  refuseNewAddress(member, changes);
  const { firstName = member.user.firstName, lastName = member.user.lastName, roleKey } = changes;
  const renamed = firstName !== member.user.firstName || lastName !== member.user.lastName;
  if (renamed) await refuseForeignName(deps, caller, member);
  if (roleKey !== undefined && roleKey !== member.membership.roleKey) {
    const newRole = await assignableRole(deps, caller, roleKey);
    await handOver(deps, caller, { userId, newRole, handOverTo: changes.handOverTo });
    await changeRole(deps, member, roleKey);
  }
  if (renamed) await deps.stores.users.update(userId, { firstName, lastName });
  return ownMember(deps, caller, userId);
}

/**
 * Hands over what a member stands for and takes them out of the account: keys and sessions end with it, and who
 * is in no other account is disabled. What they did stays under their name.
 *
 * @throws {@link Problem} 403, 404, 409 when nobody could administer the account any more
 */
export async function removeMember(
  deps: ApiDeps,
  caller: Caller,
  userId: string,
  handOverTo?: string,
): Promise<number> {
  const { accountId } = caller;
  const { membership } = await reachableMember(deps, caller, userId);
  const handedOver = await handOver(deps, caller, { userId, handOverTo });
  await keepAdministered(
    deps,
    membership,
    () => deps.stores.memberships.remove(accountId, userId),
    () => deps.stores.memberships.add(membership),
  );
  await deps.stores.apiKeys.revokeOfUser(accountId, userId);
  await deps.stores.sessions.removeOfMember(accountId, userId);
  const elsewhere = await deps.stores.memberships.ofUser(userId);
  if (elsewhere.length === 0) await deps.stores.users.update(userId, { status: 'disabled' });
  return handedOver;
}

/** A member whom this caller may touch at all. */
async function reachableMember(deps: ApiDeps, caller: Caller, userId: string): Promise<Member> {
  const member = await ownMember(deps, caller, userId);
  const rank = await rankOf(deps, caller.accountId, member.membership.roleKey);
  demandRank(caller, rank, 'The user is above your own rank.');
  return member;
}

/** Who can change an address can take the user over; it belongs to its owner. */
function refuseNewAddress({ user }: Member, { email }: UserChangesInput): void {
  if (email === undefined || parseEmailAddress(email)?.key === user.emailKey) return;
  throw invalid([{ pointer: '/email', detail: 'The address of a user cannot be changed; add a new user.' }]);
}

async function refuseForeignName(deps: ApiDeps, caller: Caller, { user }: Member): Promise<void> {
  if (user._id === caller.userId) return;
  if ((await deps.stores.memberships.ofUser(user._id)).length === 1) return;
  throw invalid([{ pointer: '/firstName', detail: 'Only the user may change this name.' }]);
}

async function changeRole(deps: ApiDeps, { membership }: Member, roleKey: string): Promise<void> {
  const { accountId, userId } = membership;
  await keepAdministered(
    deps,
    membership,
    () => deps.stores.memberships.setRole(accountId, userId, roleKey),
    () => deps.stores.memberships.setRole(accountId, userId, membership.roleKey),
  );
}

/**
 * Changes a membership unless it is the last one that administers the account. Asked before and after: of two
 * administrators who remove each other at once both stay.
 */
async function keepAdministered(
  deps: ApiDeps,
  { accountId, userId, roleKey }: Member['membership'],
  change: () => Promise<unknown>,
  undo: () => Promise<unknown>,
): Promise<void> {
  const peers = await administratorRoles(deps, accountId, roleKey);
  if (!peers.includes(roleKey)) {
    await change();
    return;
  }
  const administrators = await administratorsLike(deps, accountId, userId, peers);
  const last = new Problem('invalid-transition', {
    detail: 'Somebody has to administer the account.',
    currentStatus: 'last-administrator',
  });
  if ((await administrators()).every((one) => one.userId === userId)) throw last;
  await change();
  if ((await administrators()).length > 0) return;
  await undo();
  throw last;
}

/**
 * Reads who of the account's administrators counts for the one who goes: those who can sign in, or all of them
 * where that one could not either.
 */
async function administratorsLike(
  deps: ApiDeps,
  accountId: string,
  userId: string,
  peers: readonly string[],
): Promise<() => Promise<MembershipDoc[]>> {
  const canSignIn = ({ status, passwordHash }: UserDoc) =>
    status === 'active' && (passwordHash !== null || deps.oidc !== undefined);
  const going = await deps.stores.users.find(userId);
  const all = () => deps.stores.memberships.ofAccount(accountId, peers);
  if (going === undefined || !canSignIn(going)) return all;
  return async () => {
    const members = await all();
    const users = await deps.stores.users.findMany(members.map((member) => member.userId));
    const able = new Set(users.filter(canSignIn).map(({ _id }) => _id));
    return members.filter((member) => able.has(member.userId));
  };
}

/** Of the account's admins one must stay; where there are none, one who may change users. */
async function administratorRoles(deps: ApiDeps, accountId: string, roleKey: string): Promise<string[]> {
  if (roleKey === 'account_admin') return [roleKey];
  const roles = await deps.stores.roles.list(accountId);
  return roles.filter(({ scopes }) => scopes.includes('users:write')).map(({ key }) => key);
}
