import { hashPassword, newId, parseEmailAddress } from '../../models';
import type { ApiDeps } from '../deps';
import { Problem } from '../problem';
import type { NewAccountInput } from '../schemas/account';

const ADMIN_ROLE = 'account_admin';

/**
 * Makes an organisation with its first administrator. The user is written last: until then nobody can sign
 * in, and a call that dies on the way can be repeated.
 *
 * @throws {@link Problem} 409 `already-exists` for the address of a user
 */
export async function createAccount(deps: ApiDeps, { name, admin }: NewAccountInput) {
  const { accounts, memberships, users } = deps.stores;
  const taken = new Problem('already-exists', { detail: 'The address belongs to a user already.' });
  if ((await users.findByEmailKey(parseEmailAddress(admin.email)?.key ?? '')) !== undefined) throw taken;
  const { password, ...person } = admin;
  const passwordHash = await hashPassword(password);
  const userId = newId('usr');
  const account = await accounts.create({ name });
  await memberships.add({ accountId: account._id, userId, roleKey: ADMIN_ROLE });
  const made = await users.create({ _id: userId, ...person, passwordHash });
  if (!made.ok) {
    await memberships.remove(account._id, userId);
    await accounts.withdraw(account._id);
    throw taken;
  }
  return {
    id: account._id,
    name: account.name,
    admin: { id: userId, ...person, roleKey: ADMIN_ROLE },
    createdAt: account.createdAt.toISOString(),
  };
}
