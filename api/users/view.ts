import type { MembershipDoc, UserDoc } from '../../models';
import { displayName } from '../../models';
import type { Caller } from '../http/caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../http/problem';

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
  if (user === undefined || membership === undefined) throw new Problem('not-found');
  return { user, membership };
}

/** Every member of the caller's account. */
export async function allMembers(deps: ApiDeps, { accountId }: Caller): Promise<Member[]> {
  const memberships = await deps.stores.memberships.ofAccount(accountId);
  const users = await deps.stores.users.findMany(memberships.map(({ userId }) => userId));
  const userOf = new Map(users.map((user) => [user._id, user]));
  return memberships.flatMap((membership) => {
    const user = userOf.get(membership.userId);
    return user === undefined ? [] : [{ user, membership }];
  });
}

/** A member as the API answers it. */
export function presentMember({ user, membership }: Member) {
  return {
    id: user._id,
    firstName: user.firstName,
    lastName: user.lastName,
    name: displayName(user),
    email: user.email,
    roleKey: membership.roleKey,
    status: user.status,
    firstSignInAt: membership.firstSignInAt?.toISOString() ?? null,
    createdAt: membership.createdAt.toISOString(),
    expiresAt: null,
  };
}
