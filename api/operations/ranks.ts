import type { Role, Scope } from '../../models';
import type { Caller } from '../caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../problem';
import { invalid } from '../validate';

/** Throws 403 `role-ceiling` for a rank above the caller's own. */
export function demandRank(caller: Caller, rank: number, detail: string): void {
  if (rank > caller.rank) throw new Problem('role-ceiling', { detail });
}

/** Throws 403 `forbidden` when the credential lacks one of the scopes: nobody gives what they do not have. */
export function demandScopes(caller: Caller, scopes: readonly Scope[]): void {
  const missing = scopes.filter((scope) => !caller.scopes.has(scope));
  if (missing.length === 0) return;
  throw new Problem('forbidden', { detail: `The credential itself lacks: ${missing.join(', ')}.` });
}

/**
 * The role, if this caller may give it to somebody in the own account. A key that was narrowed gives no more
 * than it has; and nobody gets more by changing their own role.
 *
 * @throws {@link Problem} 422 for a role that is none, 403 `role-ceiling` or `forbidden`
 */
export async function assignableRole(
  deps: ApiDeps,
  caller: Caller,
  roleKey: string,
  forThemselves: boolean,
): Promise<Role> {
  const role = await deps.stores.roles.find(caller.accountId, roleKey);
  if (role === undefined) throw invalid([{ pointer: '/roleKey', detail: 'There is no such role.' }]);
  demandRank(caller, role.rank, 'The role is above your own rank.');
  if (forThemselves || (await isNarrowed(deps, caller))) demandScopes(caller, role.scopes);
  return role;
}

/** Whether the credential may do less than the caller's role allows. */
export async function isNarrowed(deps: ApiDeps, caller: Caller): Promise<boolean> {
  const own = await deps.stores.roles.find(caller.accountId, caller.roleKey);
  return own?.scopes.some((scope) => !caller.scopes.has(scope)) ?? true;
}

/** The rank of a member; of a role that is gone, the lowest. */
export async function rankOf(deps: ApiDeps, accountId: string, roleKey: string): Promise<number> {
  return (await deps.stores.roles.find(accountId, roleKey))?.rank ?? 0;
}
