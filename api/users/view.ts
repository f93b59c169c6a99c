import { displayName } from '../../domain/accounts/display-name';
import type { MembershipDoc, UserDoc } from '../../models';
import { type ApiDeps, type Caller, found, present } from '../http';
import { user } from './schema';

/** A user together with the membership in the caller's account. */
export interface Member {
  readonly user: UserDoc;
  readonly membership: MembershipDoc;
}

/**
 * A member of the caller's account.
 *
 * @throws {@link Problem} 404 for every other ID
 */
export async function ownMember(deps: ApiDeps, { accountId }: Caller, userId: string): Promise<Member> {
  const [user, membership] = await Promise.all([
    deps.stores.users.find(userId),
    deps.stores.memberships.find(accountId, userId),
  ]);
  return { user: found(user), membership: found(membership) };
}

/** A member as the API answers it. */
export function presentMember({ user: person, membership }: Member) {
  const name = displayName(person);
  return present(user, { ...membership, ...person, createdAt: membership.createdAt, name, expiresAt: null });
}
