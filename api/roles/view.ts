import type { Role, Scope } from '../../models';
import type { Caller } from '../http/caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../http/problem';
import { administratorsLike, rolesThatAdminister, unlessLast } from '../users/keep-administered';
import { requireRank, requireScopes } from './ranks';

/**
 * A role of the account, built-in ones included.
 *
 * @throws {@link Problem} 404 for every other key
 */
export async function visibleRole(deps: ApiDeps, caller: Caller, key: string): Promise<Role> {
  const found = await deps.stores.roles.find(caller.accountId, key);
  if (found === undefined) throw new Problem('not-found');
  return found;
}

/**
 * A role that this caller may change: an own one of the account, not above the caller.
 *
 * @throws {@link Problem} 403 `forbidden` for a built-in role, 403 `role-ceiling`, 404
 */
export async function changeableRole(deps: ApiDeps, caller: Caller, key: string): Promise<Role> {
  const role = await visibleRole(deps, caller, key);
  if (role.builtIn) throw new Problem('forbidden', { detail: 'Built-in roles cannot be changed.' });
  requireRank(caller, role.rank, 'The role is above your own rank.');
  return role;
}

/** Throws 403 when the role would be worth more than the caller, or give what the caller does not have. */
export function requireNotAbove(
  caller: Caller,
  { rank, scopes }: Pick<Role, 'rank' | 'scopes'>,
  before: Pick<Role, 'scopes'> = { scopes: [] },
): void {
  requireRank(caller, rank, 'A role cannot be above your own rank.');
  requireScopes(
    caller,
    scopes.filter((scope) => !before.scopes.includes(scope)),
  );
}

/**
 * Throws 409 while somebody has the role or a rule of a program asks for it. Whoever gives it to somebody at
 * the very same moment leaves that user without any scope until the role is changed again.
 */
export async function requireUnused(deps: ApiDeps, { accountId }: Caller, key: string): Promise<void> {
  const [members, programs] = await Promise.all([
    deps.stores.memberships.ofAccount(accountId, [key]),
    deps.stores.programs.list(accountId),
  ]);
  const inUse = (detail: string) => new Problem('invalid-transition', { detail, currentStatus: 'in-use' });
  if (members.length > 0) throw inUse(`${members.length} user(s) have the role.`);
  const program = programs.find(
    ({ defaultRoleKey, approvalRules }) =>
      defaultRoleKey === key || approvalRules.some(({ when }) => when.inviterRoles?.includes(key)),
  );
  if (program !== undefined) throw inUse(`The program "${program.key}" names the role.`);
}

/** Nobody grants a scope that they lack: without these nobody could ever give them back. */
const ADMINISTERING: readonly Scope[] = ['users:write', 'roles:write'];

/**
 * Changes an own role, unless a lower rank or fewer scopes would leave the account without anybody who administers
 * it. What its holders stand for stays with them: their rank is asked for when it is needed, and whoever is
 * responsible is told when it is not enough any more.
 *
 * @throws {@link Problem} 409 `last-administrator`
 */
export async function changeRoleOf(
  deps: ApiDeps,
  { accountId }: Caller,
  before: Role,
  after: Omit<Role, 'builtIn'>,
): Promise<void> {
  const put = (role: Omit<Role, 'builtIn'>) => deps.stores.roles.put(accountId, role);
  const dropped = before.scopes.filter((scope) => !after.scopes.includes(scope));
  const isLess = after.rank < before.rank || dropped.some((scope) => ADMINISTERING.includes(scope));
  const holders = await deps.stores.memberships.ofAccount(accountId, [before.key]);
  if (!isLess || !before.scopes.includes('users:write') || holders.length === 0) {
    await put(after);
    return;
  }
  const peers = () => rolesThatAdminister(deps, accountId);
  const going = holders.map(({ userId }) => userId);
  const remaining = await administratorsLike(deps, accountId, going, peers);
  const others = async () => (await remaining()).some(({ roleKey }) => roleKey !== before.key);
  await unlessLast({
    isAllowed: others,
    change: () => put(after),
    hasHeld: others,
    undo: () => put(before),
  });
}
