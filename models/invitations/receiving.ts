import type { QueryFilter } from 'mongoose';
import { provisionedId } from '../../workflows/contract';
import { not, anyOf } from '../mongo/collection';
import type { InvitationDoc } from './invitation-model';
import type { MembershipDoc, MembershipStore } from '../accounts/memberships';
import type { UserDoc, UserStore } from '../accounts/users';

/** Somebody who signs in to answer: active, and a member of at least one account. */
export interface ExistingUser {
  readonly user: UserDoc;
  /** Oldest first, at least one. */
  readonly memberships: readonly MembershipDoc[];
}

/** Whose received invitations are meant: an account's, those to one address, or both. */
export interface ReceivedBy {
  readonly accountId?: string;
  readonly emailKey?: string;
}

type Filter = QueryFilter<InvitationDoc>;

/** Nobody accepted it, so that it still goes with the home account of whoever owns the address. */
const UNANSWERED = { partnerAccountId: null, acceptedBy: null } as const;

/** The account that a user joins an inviting account with: the oldest membership that is not in that account. */
export function homeAccount(
  memberships: readonly Pick<MembershipDoc, 'accountId'>[],
  invitingAccountId: string,
): string | undefined {
  return memberships.find(({ accountId }) => accountId !== invitingAccountId)?.accountId;
}

/**
 * The account that an invitation accepted for no account joins: the oldest that another invitation made for this
 * very person. One that they joined otherwise belongs to somebody who was never approved.
 */
export function ownAccount(
  memberships: readonly Pick<MembershipDoc, 'accountId' | 'createdBy'>[],
  invitingAccountId: string,
): string | undefined {
  const own = memberships.filter(
    ({ accountId, createdBy }) => createdBy !== null && accountId === provisionedId('acc', createdBy),
  );
  return homeAccount(own, invitingAccountId);
}

/**
 * Who receives an invitation, as it is at the moment of asking: nothing about it is kept with the invitation
 * until somebody accepts and binds it to an account.
 */
export class Receiving {
  constructor(
    private readonly stores: {
      readonly memberships: Pick<MembershipStore, 'ofAccount' | 'ofUser' | 'ofUsers'>;
      readonly users: Pick<UserStore, 'findByEmailKey' | 'findMany'>;
    },
  ) {}

  /** The user who owns the address, if that user can sign in anywhere; everybody else is new. */
  async existingUser(emailKey: string): Promise<ExistingUser | undefined> {
    if (emailKey === '') return undefined;
    return this.ableToSignIn(await this.stores.users.findByEmailKey(emailKey));
  }

  /** The user with their memberships, if they can sign in anywhere. */
  async ableToSignIn(user: UserDoc | undefined): Promise<ExistingUser | undefined> {
    if (user?.status !== 'active') return undefined;
    const memberships = await this.stores.memberships.ofUser(user._id);
    return memberships.length === 0 ? undefined : { user, memberships };
  }

  /**
   * Invitations that were accepted for the account, and those nobody accepted yet whose address belongs to a
   * user with this account for a home; for an address, whatever was sent to it. One that was accepted but is
   * bound to no account yet is the person's alone.
   */
  async filterOf({ accountId, emailKey }: ReceivedBy): Promise<Filter> {
    const own: Filter[] = emailKey === undefined ? [] : [{ emailKey }];
    const branches = accountId === undefined ? own : [...(await this.branchesOf(accountId)), ...own];
    if (branches.length === 0) throw new TypeError('An account or an address receives.');
    return { $or: branches };
  }

  private async branchesOf(accountId: string): Promise<Filter[]> {
    const { memberships, users } = this.stores;
    const ids = (await memberships.ofAccount(accountId)).map(({ userId }) => userId);
    const [all, people] = await Promise.all([memberships.ofUsers(ids), users.findMany(ids)]);
    const keyOf = new Map(
      people.filter(({ status }) => status === 'active').map(({ _id, emailKey }) => [_id, emailKey]),
    );
    const home: string[] = [];
    // Members of two accounts receive in the second what the first one sends.
    const second = new Map<string, string[]>();
    for (const [userId, [oldest, next]] of accountsByUser(all)) {
      const emailKey = keyOf.get(userId);
      if (emailKey === undefined || oldest === undefined) continue;
      if (oldest === accountId) home.push(emailKey);
      else if (next === accountId) second.set(oldest, [...(second.get(oldest) ?? []), emailKey]);
    }
    return [
      { partnerAccountId: accountId },
      { ...UNANSWERED, emailKey: anyOf(home), accountId: not(accountId) },
      ...[...second].map(([inviting, keys]): Filter => ({
        ...UNANSWERED,
        emailKey: anyOf(keys),
        accountId: inviting,
      })),
    ];
  }
}

function accountsByUser(memberships: readonly MembershipDoc[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { userId, accountId } of memberships) {
    found.set(userId, [...(found.get(userId) ?? []), accountId]);
  }
  return found;
}
