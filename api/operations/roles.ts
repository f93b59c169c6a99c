import type { Role } from '../../models';
import type { Caller } from '../caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../problem';
import { demandRank, demandScopes } from './ranks';

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
  demandRank(caller, role.rank, 'The role is above your own rank.');
  return role;
}

/** Throws 403 when the role would be worth more than the caller, or give what the caller does not have. */
export function demandNotAbove(
  caller: Caller,
  { rank, scopes }: Pick<Role, 'rank' | 'scopes'>,
  before: Pick<Role, 'scopes'> = { scopes: [] },
): void {
  demandRank(caller, rank, 'A role cannot be above your own rank.');
  demandScopes(
    caller,
    scopes.filter((scope) => !before.scopes.includes(scope)),
  );
}

/**
 * Throws 409 while somebody has the role or a rule of a program asks for it. Whoever gives it to somebody at
 * the very same moment leaves that user without any scope until the role is changed again.
 */
export async function demandUnused(deps: ApiDeps, { accountId }: Caller, key: string): Promise<void> {
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
