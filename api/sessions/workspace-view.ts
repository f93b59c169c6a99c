import type { AccountDoc, MembershipDoc } from '../../models';
import { type ApiDeps, type Caller, Problem } from '../http';

/** The account and membership of the caller; a credential without them is worth nothing. */
export async function membershipOf(
  deps: ApiDeps,
  { accountId, userId }: Caller,
): Promise<{ account: AccountDoc; membership: MembershipDoc }> {
  const [account, membership] = await Promise.all([
    deps.stores.accounts.find(accountId),
    deps.stores.memberships.find(accountId, userId),
  ]);
  if (account === undefined || membership === undefined) throw new Problem('unauthenticated');
  return { account, membership };
}

/**
 * Where the user lands: on the module used last, before that on the one the invitation named; one that the
 * account does not offer any more gives way to the first that it does.
 */
export function landingModule({ modules }: AccountDoc, membership: MembershipDoc): string | null {
  const wanted = [membership.lastModule, membership.initialModule];
  const offered = wanted.find((key) => modules.some((module) => module.key === key));
  return offered ?? modules[0]?.key ?? null;
}
