import { displayName } from '../../domain/accounts/display-name';
import type { AccountDoc, MembershipDoc } from '../../models';
import { DEFAULT_THEME } from '../../domain/accounts/preferences';
import { type ApiDeps, type Caller, may, present, Problem } from '../http';
import { accountSummary, type AccountChoice, MOST_WAITING, userSummary } from './schema';

/** The user, accounts and role behind a credential, with the scopes that this credential has. */
export async function describeCaller(deps: ApiDeps, caller: Caller) {
  const [user, account, role, memberships, timeZone, waiting] = await Promise.all([
    deps.stores.users.find(caller.userId),
    deps.stores.accounts.find(caller.accountId),
    deps.stores.roles.find(caller.accountId, caller.roleKey),
    deps.stores.memberships.ofUser(caller.userId),
    deps.stores.notificationSettings.timeZoneOf(caller.userId),
    may(caller, 'invitations:decide')
      ? deps.stores.invitations.countWaiting(caller.accountId, MOST_WAITING)
      : null,
  ]);
  if (user === undefined || account === undefined) throw new Problem('unauthenticated');
  const membership = memberships.find(({ accountId }) => accountId === caller.accountId);
  return {
    user: present(userSummary, { ...user, name: displayName(user) }),
    account: present(accountSummary, account),
    accounts: await accountsOf(deps, memberships),
    role: {
      key: caller.roleKey,
      name: role?.name ?? caller.roleKey,
      rank: caller.rank,
      scopes: [...caller.scopes],
    },
    preferences: { locale: user.locale ?? null, timeZone, theme: user.theme ?? DEFAULT_THEME },
    invited: typeof membership?.createdBy === 'string',
    invites: account.createdBy === null || (await deps.stores.invitations.hasAny(account._id)),
    waiting,
  };
}

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
