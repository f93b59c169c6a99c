import type { MembershipDoc, UserDoc } from '../../models';
import { type ApiDeps, Problem } from '../http';

/** A change that could leave an account without anybody who administers it. */
export interface RiskyChange {
  readonly isAllowed: () => Promise<boolean>;
  readonly change: () => Promise<unknown>;
  /** Whether somebody still administers the account after the change. */
  readonly hasHeld: () => Promise<boolean>;
  readonly undo: () => Promise<unknown>;
}

/**
 * Makes the change unless nobody could administer the account any more. Asked before and after: of two
 * administrators who remove each other at once both stay.
 *
 * @throws {@link Problem} 409 `last-administrator`; then nothing was changed
 */
export async function unlessLast({ isAllowed, change, hasHeld, undo }: RiskyChange): Promise<void> {
  const last = new Problem('invalid-transition', {
    detail: 'Somebody has to administer the account.',
    currentStatus: 'last-administrator',
  });
  if (!(await isAllowed())) throw last;
  await change();
  if (await hasHeld()) return;
  await undo();
  throw last;
}

/** Keys of the account's roles that may change users. */
export async function rolesThatAdminister(deps: ApiDeps, accountId: string): Promise<string[]> {
  const roles = await deps.stores.roles.list(accountId);
  return roles.filter(({ scopes }) => scopes.includes('users:write')).map(({ key }) => key);
}

/**
 * Reads who of the account's administrators counts for those who go: those who can sign in, or all of them
 * where none of those could either.
 */
export async function administratorsLike(
  deps: ApiDeps,
  accountId: string,
  going: readonly string[],
  peers: () => Promise<readonly string[]>,
): Promise<() => Promise<MembershipDoc[]>> {
  const canSignIn = ({ status, passwordHash }: UserDoc) =>
    status === 'active' && (passwordHash !== null || deps.oidc !== undefined);
  const all = async () => deps.stores.memberships.ofAccount(accountId, await peers());
  if (!(await deps.stores.users.findMany(going)).some(canSignIn)) return all;
  return async () => {
    const members = await all();
    const users = await deps.stores.users.findMany(members.map((member) => member.userId));
    const able = new Set(users.filter(canSignIn).map(({ _id }) => _id));
    return members.filter((member) => able.has(member.userId));
  };
}
