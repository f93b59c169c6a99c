import type { MembershipDoc } from '../../models';
import type { ApiDeps } from '../http';

/** Where a password opens, and where it does so although the account wants SSO. */
export interface PasswordDoors {
  readonly open: readonly MembershipDoc[];
  /** Accounts that want SSO and let this user in by a password all the same. */
  readonly past: ReadonlySet<string>;
}

/**
 * Which of a user's memberships a password opens. An account that enforces SSO is closed to it, except for those who may
 * change its SSO settings: were its provider gone, nobody could switch it off.
 */
export async function passwordDoors(
  { stores }: Pick<ApiDeps, 'stores'>,
  memberships: readonly MembershipDoc[],
): Promise<PasswordDoors> {
  const enforced = await stores.ssoConnections.enforcedAmong(memberships.map(({ accountId }) => accountId));
  const past = new Set<string>();
  for (const { accountId, roleKey } of memberships.filter((one) => enforced.has(one.accountId))) {
    const role = await stores.roles.find(accountId, roleKey);
    if (role?.scopes.includes('sso:write') === true) past.add(accountId);
  }
  const open = memberships.filter(({ accountId }) => !enforced.has(accountId) || past.has(accountId));
  return { open, past };
}
