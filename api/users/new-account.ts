import type { UserDoc } from '../../models';
import { hashPassword, newId, parseEmailAddress } from '../../models';
import type { ApiDeps } from '../deps';
import { Problem } from '../http/problem';
import type { NewAccountInput } from './account.schema';
import { startAnew } from '../memberships/take-offer';

const ADMIN_ROLE = 'account_admin';

/**
 * Makes an organisation with its first administrator. The user is written last: until then nobody can sign
 * in, and a call that dies on the way can be repeated. Somebody who is in no account any more starts anew.
 *
 * @throws {@link Problem} 409 `already-exists` for the address of a user
 */
export async function createAccount(deps: ApiDeps, { name, admin }: NewAccountInput) {
  const { accounts, memberships, users } = deps.stores;
  const former = await users.findByEmailKey(parseEmailAddress(admin.email)?.key ?? '');
  if (former !== undefined && (await memberships.ofUser(former._id)).length > 0) throw taken();
  const { password, ...person } = admin;
  const passwordHash = await hashPassword(password);
  const userId = former?._id ?? newId('usr');
  const account = await accounts.create({ name });
  await memberships.add({ accountId: account._id, userId, roleKey: ADMIN_ROLE });
  if (!(await makeUser(deps, userId, former, { ...person, passwordHash }))) {
    await memberships.remove(account._id, userId);
    await accounts.withdraw(account._id);
    throw taken();
  }
  return {
    id: account._id,
    name: account.name,
    admin: { id: userId, ...person, roleKey: ADMIN_ROLE },
    createdAt: account.createdAt.toISOString(),
  };
}

/** False when somebody else has taken the address in the meantime. */
async function makeUser(
  deps: ApiDeps,
  _id: string,
  former: UserDoc | undefined,
  person: { firstName: string; lastName: string; email: string; passwordHash: string },
): Promise<boolean> {
  if (former === undefined) return (await deps.stores.users.create({ _id, ...person })).ok;
  const { firstName, lastName, passwordHash } = person;
  return startAnew(deps, former, { firstName, lastName, passwordHash }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Problem) return false;
      throw error;
    },
  );
}

function taken(): Problem {
  return new Problem('already-exists', { detail: 'The address belongs to a user already.' });
}
