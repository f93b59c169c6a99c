import type { Role, Scope } from '../../domain/accounts/roles';
import { type ApiDeps, type Caller, found, invalid, missingScopes, Problem } from '../http';

/** Throws 403 `role-ceiling` for a rank above the caller's own. */
export function requireRank(caller: Caller, rank: number, detail: string): void {
  if (rank > caller.rank) throw new Problem('role-ceiling', { detail });
}

/** Throws 403 `forbidden` when the credential lacks one of the scopes: nobody gives what they do not have. */
export function requireScopes(caller: Caller, scopes: readonly Scope[]): void {
  const missing = missingScopes(caller, scopes);
  if (missing.length === 0) return;
  throw new Problem('forbidden', { detail: `The credential itself lacks: ${missing.join(', ')}.` });
}

/**
 * The role, if this caller may give it to somebody in the own account, themselves included: it is not above
 * their rank and has no scope that they lack.
 *
 * @throws {@link Problem} 422 for a role that is none, 403 `role-ceiling` or `forbidden`
 */
export async function assignableRole(deps: ApiDeps, caller: Caller, roleKey: string): Promise<Role> {
  const role = await deps.stores.roles.find(caller.accountId, roleKey);
  if (role === undefined) throw invalid([{ pointer: '/roleKey', detail: 'There is no such role.' }]);
  requireRank(caller, role.rank, 'The role is above your own rank.');
  requireScopes(caller, role.scopes);
  return role;
}

/** The rank of a member; of a role that is gone, the lowest. */
export async function rankOf(deps: ApiDeps, accountId: string, roleKey: string): Promise<number> {
  return (await deps.stores.roles.find(accountId, roleKey))?.rank ?? 0;
}

/**
 * A role that this caller may change: an own one of the account, not above the caller.
 *
 * @throws {@link Problem} 403 `forbidden` for a built-in role, 403 `role-ceiling`, 404
 */
export async function changeableRole(deps: ApiDeps, caller: Caller, key: string): Promise<Role> {
  const role = found(await deps.stores.roles.find(caller.accountId, key));
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
