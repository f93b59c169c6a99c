import type { Terms } from '../../domain/terms/terms';
import { anyOf, collection, insertOnce, storeOf } from '../mongo/collection';
import { pageOf, type Page } from '../mongo/page';

/** That somebody accepted a version: kept for ever, without what is personal once that is erased. */
export interface TermsAcceptanceDoc {
  readonly _id: string;
  /** The inviting account, whose terms they are. */
  readonly accountId: string;
  readonly program: string;
  readonly version: number;
  /** Names the exact content of the version. */
  readonly hash: string;
  /** The language in which it was shown. */
  readonly locale: string;
  readonly source: 'application' | 'sign-in';
  /** The invitation that was answered, or the one behind the partnership. */
  readonly invitationId: string;
  /** Who was signed in; null for whoever held the link. */
  readonly userId: string | null;
  readonly acceptedAt: Date;
  /** Null after erasure. */
  readonly ip: string | null;
  readonly erasedAt: Date | null;
}

export type NewTermsAcceptance = Pick<
  TermsAcceptanceDoc,
  'accountId' | 'program' | 'version' | 'hash' | 'locale' | 'source' | 'invitationId' | 'userId' | 'ip'
>;

export interface TermsAcceptanceQuery {
  readonly accountId: string;
  readonly program: string;
  readonly version?: number | undefined;
  /** `acceptedAt`, with `-` for descending, which is the default. */
  readonly sort?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export const termsAcceptanceModel = collection<TermsAcceptanceDoc>(
  'terms_acceptances',
  {
    accountId: String,
    program: String,
    version: Number,
    hash: String,
    locale: String,
    source: String,
    invitationId: String,
    userId: String,
    acceptedAt: Date,
    ip: String,
    erasedAt: Date,
  },
  [
    // Who accepted what.
    { keys: { accountId: 1, program: 1, acceptedAt: -1, _id: -1 } },
    { keys: { accountId: 1, program: 1, version: 1, acceptedAt: -1, _id: -1 } },
    // Whether a user has to be asked; export and erasure of a user.
    { keys: { userId: 1, accountId: 1 } },
    // Whether an applicant has to be asked; export and erasure of a contact.
    { keys: { invitationId: 1 } },
  ],
);

/** Who accepted which version of the terms. */
export class TermsAcceptanceStore extends storeOf(termsAcceptanceModel) {
  /** Keeps that somebody accepted; of the same person and version the first one stays. Safe to race. */
  async keep(acceptance: NewTermsAcceptance): Promise<void> {
    const { accountId, program, version, source, invitationId, userId } = acceptance;
    const who = source === 'application' ? invitationId : `${accountId}:${program}:${userId ?? ''}`;
    const doc = { _id: `${who}:${version}`, ...acceptance, acceptedAt: new Date(), erasedAt: null };
    await insertOnce(this.model, doc);
  }

  /** Whether the version was accepted with an application for the invitation. */
  async isOfInvitation(invitationId: string, version: number): Promise<boolean> {
    return (await this.model.exists({ _id: `${invitationId}:${version}` })) !== null;
  }

  /** What was accepted with applications for the invitation. */
  async ofInvitation(invitationId: string): Promise<TermsAcceptanceDoc[]> {
    const applied = { invitationId, source: 'application' as const };
    return this.model.find(applied).sort({ acceptedAt: 1, _id: 1 }).lean<TermsAcceptanceDoc[]>();
  }

  /** Forgets what was accepted for an invitation that did not come to be. */
  async removeOfInvitation(invitationId: string): Promise<void> {
    await this.model.deleteMany({ invitationId, source: 'application' });
  }

  /** Whether the user accepted the version, signed in or with one of these applications. */
  async isOfUser(
    { accountId, program, version }: Pick<Terms, 'accountId' | 'program' | 'version'>,
    userId: string,
    invitationIds: readonly string[],
  ): Promise<boolean> {
    const applied = { source: 'application' as const, invitationId: anyOf(invitationIds) };
    const filter = { accountId, program, version, $or: [{ userId }, applied] };
    return (await this.model.exists(filter)) !== null;
  }

  /**
   * One page of those who accepted.
   *
   * @throws InvalidPageError for a cursor or sort order that is none
   */
  async list(query: TermsAcceptanceQuery): Promise<Page<TermsAcceptanceDoc>> {
    const { accountId, program, version, sort = '-acceptedAt' } = query;
    const conditions = [{ accountId, program, ...(version !== undefined && { version }) }];
    return pageOf(this.model, conditions, { acceptedAt: 'acceptedAt' }, { ...query, sort });
  }

  /** What was accepted with applications for these invitations of the account, or by the user. */
  async ofContact(
    accountId: string,
    invitationIds: readonly string[],
    userId: string | undefined,
  ): Promise<TermsAcceptanceDoc[]> {
    const applied = { source: 'application' as const, invitationId: anyOf(invitationIds) };
    const filter = { accountId, $or: [applied, ...(userId === undefined ? [] : [{ userId }])] };
    return this.model.find(filter).sort({ acceptedAt: 1, _id: 1 }).lean<TermsAcceptanceDoc[]>();
  }

  /** Forgets where an applicant sat, and lets nobody read who it was; what was accepted stays. Safe to repeat. */
  async eraseOfInvitation(invitationId: string, at: Date): Promise<void> {
    const filter = { invitationId, source: 'application' as const, erasedAt: null };
    await this.model.updateMany(filter, { $set: { ip: null, erasedAt: at } });
  }

  /** The same for what a user accepted in the account while signed in. */
  async eraseOfUser(accountId: string, userId: string, at: Date): Promise<void> {
    await this.model.updateMany({ accountId, userId, erasedAt: null }, { $set: { ip: null, erasedAt: at } });
  }
}
