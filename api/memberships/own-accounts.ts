import type { MembershipDoc } from '../../models';
import type { ApiDeps } from '../http';

/** An account as its members see it in a choice. */
export interface AccountChoice {
  readonly id: string;
  readonly name: string;
}

/** The accounts of these memberships, by name. */
export async function accountsOf(
  deps: ApiDeps,
  memberships: readonly MembershipDoc[],
): Promise<AccountChoice[]> {
  const found = await deps.stores.accounts.findMany(memberships.map(({ accountId }) => accountId));
  return found
    .map(({ _id, name }) => ({ id: _id, name }))
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}
