import { parseEmailAddress } from '../../domain/email-address';
import { newId } from '../../domain/ids';
import { hashPassword } from '../../domain/security/passwords';
import type { UserDoc } from '../../models';
import { type ApiDeps, created, defineEndpoint, Problem } from '../http';
import { startAnew } from '../memberships/take-offer';
import { account, newAccount } from './schema';

const ADMIN_ROLE = 'account_admin';

/**
 * Makes an organisation with its first administrator; only the holder of the instance key may. The user is written
 * last: until then nobody can sign in, and a call that dies on the way can be repeated. Somebody who is in no account
 * any more starts anew.
 */
export const postAccounts = defineEndpoint({
  route: 'post /v1/accounts',
  summary: 'Make an account with its first administrator (instance key)',
  access: 'instance-key',
  audit: 'account_created',
  body: newAccount,
  responses: { 201: { description: 'The account.', schema: account } },
  problems: ['already-exists'],
  async handler({ deps, body: { name, admin } }) {
    const { accounts, memberships, users } = deps.stores;
    const former = await users.findByEmailKey(parseEmailAddress(admin.email)?.key ?? '');
    if (former !== undefined && (await memberships.ofUser(former._id)).length > 0) throw taken();
    const { password, ...person } = admin;
    const passwordHash = await hashPassword(password);
    const userId = former?._id ?? newId('usr');
    const made = await accounts.create({ name });
    await memberships.add({ accountId: made._id, userId, roleKey: ADMIN_ROLE });
    if (!(await makeUser(deps, userId, former, { ...person, passwordHash }))) {
      await memberships.remove(made._id, userId);
      await accounts.withdraw(made._id);
      throw taken();
    }
    return created({
      id: made._id,
      name: made.name,
      admin: { id: userId, ...person, roleKey: ADMIN_ROLE },
      createdAt: made.createdAt.toISOString(),
    });
  },
});

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
