import { anyOf, collection, findOne, insertOnce, storeOf } from '../mongo/collection';

export interface MembershipDoc {
  /** `<accountId>:<userId>` */
  readonly _id: string;
  readonly accountId: string;
  readonly userId: string;
  readonly roleKey: string;
  /** Where the user lands at the first sign-in. */
  readonly initialModule: string | null;
  readonly lastModule: string | null;
  readonly firstSignInAt: Date | null;
  /** When the user last signed in to the account or switched to it. */
  readonly lastUsedAt?: Date | null;
  /** The invitation that made the membership; null for one that was made directly. */
  readonly createdBy: string | null;
  readonly createdAt: Date;
}

export interface NewMembership {
  readonly accountId: string;
  readonly userId: string;
  readonly roleKey: string;
  readonly initialModule?: string | null;
  readonly createdBy?: string | null;
}

export const membershipModel = collection<MembershipDoc>(
  'memberships',
  {
    accountId: String,
    userId: String,
    roleKey: String,
    initialModule: String,
    lastModule: String,
    firstSignInAt: Date,
    lastUsedAt: Date,
    createdBy: String,
    createdAt: Date,
  },
  [
    // Users of an account, approvers and administrators by role.
    { keys: { accountId: 1, roleKey: 1 } },
    // Accounts of a user at sign-in.
    { keys: { userId: 1 } },
    // Compensation removes what an invitation made.
    { keys: { createdBy: 1 } },
  ],
);

const idOf = (accountId: string, userId: string) => `${accountId}:${userId}`;

/** Who belongs to which account, and as what. */
export class MembershipStore extends storeOf(membershipModel) {
  /** Adds the membership; one that exists stays as it is. Returns whether it was added. */
  async add(membership: NewMembership): Promise<boolean> {
    return insertOnce(this.model, {
      _id: idOf(membership.accountId, membership.userId),
      accountId: membership.accountId,
      userId: membership.userId,
      roleKey: membership.roleKey,
      initialModule: membership.initialModule ?? null,
      lastModule: null,
      firstSignInAt: null,
      lastUsedAt: null,
      createdBy: membership.createdBy ?? null,
      createdAt: new Date(),
    });
  }

  async find(accountId: string, userId: string): Promise<MembershipDoc | undefined> {
    return findOne(this.model, { _id: idOf(accountId, userId) });
  }

  /** Oldest first. */
  async ofUser(userId: string): Promise<MembershipDoc[]> {
    return this.model.find({ userId }).sort({ createdAt: 1, _id: 1 }).lean<MembershipDoc[]>();
  }

  /** Memberships of all these users, oldest first. */
  async ofUsers(userIds: readonly string[]): Promise<MembershipDoc[]> {
    return this.model
      .find({ userId: anyOf(userIds) })
      .sort({ createdAt: 1, _id: 1 })
      .lean<MembershipDoc[]>();
  }

  async ofAccount(accountId: string, roleKeys?: readonly string[]): Promise<MembershipDoc[]> {
    const filter = roleKeys === undefined ? { accountId } : { accountId, roleKey: anyOf(roleKeys) };
    return this.model.find(filter).sort({ createdAt: 1, _id: 1 }).lean<MembershipDoc[]>();
  }

  async setRole(accountId: string, userId: string, roleKey: string): Promise<boolean> {
    const result = await this.model.updateOne({ _id: idOf(accountId, userId) }, { $set: { roleKey } });
    return result.matchedCount === 1;
  }

  /** Notes a sign-in or a switch; returns whether it was the first one into this account. */
  async signedIn(accountId: string, userId: string, at: Date): Promise<boolean> {
    await this.model.updateOne({ _id: idOf(accountId, userId) }, { $set: { lastUsedAt: at } });
    const result = await this.model.updateOne(
      { _id: idOf(accountId, userId), firstSignInAt: null },
      { $set: { firstSignInAt: at } },
    );
    return result.modifiedCount === 1;
  }

  async setLastModule(accountId: string, userId: string, lastModule: string): Promise<void> {
    await this.model.updateOne({ _id: idOf(accountId, userId) }, { $set: { lastModule } });
  }

  async remove(accountId: string, userId: string): Promise<boolean> {
    return (await this.model.deleteOne({ _id: idOf(accountId, userId) })).deletedCount === 1;
  }

  /** Those that the invitation made. */
  async createdBy(invitationId: string): Promise<MembershipDoc[]> {
    return this.model.find({ createdBy: invitationId }).lean<MembershipDoc[]>();
  }
}

/** The account that the user worked for last; of those never used the one joined first. */
export function lastUsed(memberships: readonly MembershipDoc[]): MembershipDoc | undefined {
  const usedAt = ({ lastUsedAt, firstSignInAt }: MembershipDoc) =>
    (lastUsedAt ?? firstSignInAt)?.getTime() ?? 0;
  return [...memberships].sort(
    (a, b) => usedAt(b) - usedAt(a) || a.createdAt.getTime() - b.createdAt.getTime(),
  )[0];
}
