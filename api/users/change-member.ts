import { parseEmailAddress } from '../../domain/email-address';
import { type ApiDeps, type Caller, invalid } from '../http';
import type { HandOverOutcome, UserChangesInput } from './schema';
import { planHandOver, type HandOverPlan } from './hand-over';
import { administratorsLike, rolesThatAdminister, unlessLast, type RiskyChange } from './keep-administered';
import { type Member, ownMember } from './view';
import { assignableRole, requireRank, rankOf } from '../roles/ranks';

/**
 * Changes name and role of a member who is not above the caller, and hands over what a lower role cannot carry.
 *
 * @throws {@link Problem} 403, 404, 409 when nobody could administer the account any more, 422
 */
export async function changeMember(
  deps: ApiDeps,
  caller: Caller,
  userId: string,
  changes: UserChangesInput,
): Promise<Member & { readonly handOver: HandOverOutcome | null }> {
  const member = await reachableMember(deps, caller, userId);
  refuseNewAddress(member, changes);
  const { firstName = member.user.firstName, lastName = member.user.lastName, roleKey } = changes;
  const renamed = firstName !== member.user.firstName || lastName !== member.user.lastName;
  if (renamed) await refuseForeignName(deps, caller, member);
  let handOver: HandOverOutcome | null = null;
  if (roleKey !== undefined && roleKey !== member.membership.roleKey) {
    const newRole = await assignableRole(deps, caller, roleKey);
    const plan = await planHandOver(deps, caller, { userId, newRole, handOverTo: changes.handOverTo });
    const { accountId } = caller;
    const set = (role: string) => () => deps.stores.memberships.setRole(accountId, userId, role);
    const step = { change: set(roleKey), undo: set(member.membership.roleKey) };
    await keepAdministered(deps, member.membership, plan, step);
    handOver = plan.outcome;
  }
  if (renamed) await deps.stores.users.update(userId, { firstName, lastName });
  return { ...(await ownMember(deps, caller, userId)), handOver };
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
): Promise<HandOverOutcome> {
  const { accountId } = caller;
  const { membership } = await reachableMember(deps, caller, userId);
  const plan = await planHandOver(deps, caller, { userId, handOverTo });
  await keepAdministered(deps, membership, plan, {
    change: () => deps.stores.memberships.remove(accountId, userId),
    undo: () => deps.stores.memberships.add(membership),
  });
  await deps.stores.apiKeys.revokeOfUser(accountId, userId);
  await deps.stores.sessions.removeOfMember(accountId, userId);
  await deps.stores.waitingNotices.removeOfMember(accountId, userId);
  await deps.stores.savedViews.removeOfMember(accountId, userId);
  await deps.stores.ssoIdentities.forget(accountId, userId);
  await disableNobody(deps, userId);
  return plan.outcome;
}

/** Disables who is in no account any more; who came into another one meanwhile stays active. */
async function disableNobody({ stores }: ApiDeps, userId: string): Promise<void> {
  const { memberships, notificationSettings, users } = stores;
  const isNobody = async () => (await memberships.ofUser(userId)).length === 0;
  if (!(await isNobody())) return;
  await notificationSettings.remove(userId);
  await users.update(userId, { status: 'disabled' });
  if (!(await isNobody())) await users.update(userId, { status: 'active' });
}

/** A member whom this caller may touch at all. */
async function reachableMember(deps: ApiDeps, caller: Caller, userId: string): Promise<Member> {
  const member = await ownMember(deps, caller, userId);
  const rank = await rankOf(deps, caller.accountId, member.membership.roleKey);
  requireRank(caller, rank, 'The user is above your own rank.');
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

/**
 * Changes a membership, and hands over what it carried, unless it is the last one that administers the account:
 * then nothing happens at all.
 */
async function keepAdministered(
  deps: ApiDeps,
  { accountId, userId, roleKey }: Member['membership'],
  plan: HandOverPlan,
  { change, undo }: Pick<RiskyChange, 'change' | 'undo'>,
): Promise<void> {
  const peers = await administratorRoles(deps, accountId, roleKey);
  const remaining = peers.includes(roleKey)
    ? await administratorsLike(deps, accountId, [userId], () => administratorRoles(deps, accountId, roleKey))
    : undefined;
  await unlessLast({
    isAllowed: async () =>
      remaining === undefined || (await remaining()).some((one) => one.userId !== userId),
    hasHeld: async () => remaining === undefined || (await remaining()).length > 0,
    async change() {
      await plan.apply();
      await change();
    },
    async undo() {
      await undo();
      await plan.giveBack();
    },
  });
}

/** Of the account's admins one must stay; where there are none, one who may change users. */
async function administratorRoles(deps: ApiDeps, accountId: string, roleKey: string): Promise<string[]> {
  if (roleKey === 'account_admin') return [roleKey];
  return rolesThatAdminister(deps, accountId);
}
