import { displayName } from '../../models';
import { type ApiDeps, type Caller, Problem } from '../http';
import { accountsOf } from '../memberships/own-accounts';

/** The user, accounts and role behind a credential, with the scopes that this credential has. */
export async function describeCaller(deps: ApiDeps, caller: Caller) {
  const [user, account, role, memberships] = await Promise.all([
    deps.stores.users.find(caller.userId),
    deps.stores.accounts.find(caller.accountId),
    deps.stores.roles.find(caller.accountId, caller.roleKey),
    deps.stores.memberships.ofUser(caller.userId),
  ]);
  if (user === undefined || account === undefined) throw new Problem('unauthenticated');
  return {
    user: {
      id: user._id,
      email: user.email,
      firstName: user.firstName,
      lastName: user.lastName,
      name: displayName(user),
    },
    account: { id: account._id, name: account.name },
    accounts: await accountsOf(deps, memberships),
    role: {
      key: caller.roleKey,
      name: role?.name ?? caller.roleKey,
      rank: caller.rank,
      scopes: [...caller.scopes],
    },
  };
}
