import type { Connection } from 'mongoose';
import type { ReadModelStore } from '../../domain/ports';
import {
  INVITATION_OUTCOMES,
  INVITATION_STATUSES,
  isTerminal,
  type Actor,
  type InvitationSnapshot,
} from '../../workflows/contract';
import type { ApplicationStore } from './applications';
import { after, anyOf, findOne, insertOnce, isDuplicateKey, lt, storeOf } from '../mongo/collection';
import type { InvitationAuditor } from './invitation-audit';
import { edit, mergeApplication, type EditInput, type EditResult } from './invitation-content';
import type { NewInvitation } from '../../domain/invitations/invite';
import { erasedContent, liveKeyOf, newInvitationDoc } from './invitation-document';
import type { InvitationEventStore, OwnEvent } from './invitation-events';
import {
  countViews,
  escapeRegExp,
  listPage,
  type InvitationCounts,
  type InvitationQuery,
} from './invitation-list';
import { invitationModel, type InvitationDoc } from './invitation-model';
import { recordSnapshot } from './invitation-projection';
import type { Page } from '../mongo/page';
import type { ReceivedBy, Receiving } from './receiving';
import type { TermsAcceptanceStore } from '../terms/terms-acceptances';

const UNDER_WAY = INVITATION_STATUSES.filter((status) => !isTerminal(status));

export type CreateInvitationResult =
  | { readonly ok: true; readonly invitation: InvitationDoc }
  /** The live invitation that this account has sent to the address already. */
  | { readonly ok: false; readonly conflict: string };

/** Invitations: what people typed and the read model of what the workflow knows. */
export class InvitationStore extends storeOf(invitationModel) implements ReadModelStore {
  constructor(
    connection: Connection,
    private readonly others: {
      readonly events: InvitationEventStore;
      readonly applications: ApplicationStore;
      readonly termsAcceptances: Pick<TermsAcceptanceStore, 'ofInvitation'>;
      readonly receiving: Receiving;
      readonly auditor: InvitationAuditor;
      readonly marksOf: (emailKey: string) => readonly string[];
    },
  ) {
    super(connection);
  }

  /**
   * Stores a new invitation; of any number of racing ones to the same address exactly one succeeds.
   * Repeating it with the same `_id` returns the stored one. What it supersedes is linked back.
   *
   * @throws RangeError when the address is none; callers validate first
   */
  async create(input: NewInvitation): Promise<CreateInvitationResult> {
    const doc = newInvitationDoc(input);
    // A holder that ends between the two steps frees the key, so the insert is tried again.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const result = await this.insert(doc);
      if (result === 'inserted' || result === 'known') {
        if (doc.supersedes !== null) await this.supersede(doc.accountId, doc.supersedes, doc._id);
        const known = result === 'known' ? await this.findById(doc._id) : undefined;
        return { ok: true, invitation: known ?? doc };
      }
      if (result !== 'freed') return { ok: false, conflict: result.id };
    }
    throw new Error('The live key of the address changed hands three times.');
  }

  /** The account's invitation with what a crash may have left undone: the link to what it supersedes, accepted terms. */
  async resumeCreate(accountId: string, id: string): Promise<InvitationDoc | undefined> {
    const doc = await this.find(accountId, id);
    if (doc?.supersedes) {
      const unlinked = { _id: doc.supersedes, accountId, supersededBy: null };
      await this.model.updateOne(unlinked, { $set: { supersededBy: id } });
    }
    if (doc?.origin === 'application') await this.noteTerms(doc);
    return doc;
  }

  /** Deletes an invitation whose workflow never started and the link to it; whether it was still untouched. */
  async withdraw(id: string): Promise<boolean> {
    const gone = (await this.model.deleteOne({ _id: id, seq: 0 })).deletedCount === 1;
    if (gone) await this.model.updateMany({ supersededBy: id }, { $set: { supersededBy: null } });
    return gone;
  }

  /** The account's own invitation; another account's is not found. */
  async find(accountId: string, id: string): Promise<InvitationDoc | undefined> {
    return findOne(this.model, { _id: id, accountId });
  }

  /** An invitation that the account or address has received, as of now. */
  async findReceived(by: ReceivedBy, id: string): Promise<InvitationDoc | undefined> {
    const received = await this.others.receiving.filterOf(by);
    return findOne(this.model, { _id: id, ...received });
  }

  /** Across accounts: for the workflow's side, for tokens and for erasure only. */
  async findById(id: string): Promise<InvitationDoc | undefined> {
    return findOne(this.model, { _id: id });
  }

  /** Across accounts, in no order; unknown IDs are left out. */
  async findMany(ids: readonly string[]): Promise<InvitationDoc[]> {
    return this.model.find({ _id: anyOf(ids) }).lean<InvitationDoc[]>();
  }

  /** The account's one live invitation to the address. */
  async findLive(accountId: string, emailKey: string): Promise<InvitationDoc | undefined> {
    const liveKey = liveKeyOf(accountId, emailKey);
    return findOne(this.model, { liveKey });
  }

  /** The account's live invitations to any of the addresses, in no order. */
  async findLiveMany(accountId: string, emailKeys: readonly string[]): Promise<InvitationDoc[]> {
    const liveKeys = emailKeys.map((emailKey) => liveKeyOf(accountId, emailKey));
    return this.model.find({ liveKey: anyOf(liveKeys) }).lean<InvitationDoc[]>();
  }

  /** Partnerships that active invitations to addresses of this domain led to. */
  async partnershipsAtDomain(accountId: string, emailDomain: string): Promise<string[]> {
    const emailKey = new RegExp(`@${escapeRegExp(emailDomain)}$`);
    return this.model.distinct('partnershipId', { accountId, status: 'active', emailKey });
  }

  /** Partnerships that active invitations of the account to these addresses led to. */
  async partnershipsOfAddresses(
    accountId: string,
    emailKeys: readonly string[],
  ): Promise<{ emailKey: string; partnershipId: string }[]> {
    const filter = { emailKey: anyOf(emailKeys), accountId, status: 'active' as const };
    const found = await this.model.find(filter).lean<InvitationDoc[]>();
    return found.flatMap(({ emailKey, partnershipId }) =>
      partnershipId === null ? [] : [{ emailKey, partnershipId }],
    );
  }

  /** Newest first; without an account across all of them, for erasure and export. */
  async findByEmailKey(emailKey: string, accountId?: string): Promise<InvitationDoc[]> {
    const filter = accountId === undefined ? { emailKey } : { emailKey, accountId };
    return this.model.find(filter).sort({ createdAt: -1, _id: -1 }).lean<InvitationDoc[]>();
  }

  /** Writes the workflow's state; an older one than the stored changes nothing, an unknown ID is ignored. */
  async record(snapshot: InvitationSnapshot): Promise<void> {
    await recordSnapshot(this.model, this.others, snapshot);
  }

  /**
   * {@link record} for who has read the invitation a moment ago and has a whole state; returns what is stored then,
   * unless that was as new before.
   */
  async recordOn(read: InvitationDoc, snapshot: InvitationSnapshot): Promise<InvitationDoc | undefined> {
    return recordSnapshot(this.model, this.others, snapshot, { read });
  }

  /** Writes the state even when the stored one has the same `seq`: repairs columns from a history. */
  async rebuild(snapshot: InvitationSnapshot): Promise<void> {
    await recordSnapshot(this.model, this.others, snapshot, { repair: true });
  }

  /** Puts an application's answers into the content, once. */
  async mergeApplication(id: string, applicationRef: string): Promise<void> {
    const application = await this.others.applications.find(id, applicationRef);
    if (application !== undefined) await mergeApplication(this.model, application);
  }

  /** Changes contact and company data if the status is one of those allowed, and notes before and after. */
  async edit(input: EditInput): Promise<EditResult> {
    const { marksOf } = this.others;
    return edit(this.model, { marksOf, note: (...given) => this.note(...given) }, input);
  }

  /** Notes what the workflow does not know, in the timeline and in the audit log; the name makes it happen once. */
  async note(invitation: InvitationDoc, name: string, event: OwnEvent): Promise<void> {
    const { _id, accountId } = invitation;
    await this.others.events.addOwn(_id, name, event);
    await this.others.auditor.own({ accountId, invitationId: _id }, name, event);
  }

  /** Notes what was accepted with applications for it, each version once. To the sender it is the contact who accepted. */
  async noteTerms(invitation: InvitationDoc): Promise<void> {
    const actor = { kind: 'invitee', id: 'invitee' } as const;
    for (const { version, acceptedAt } of await this.others.termsAcceptances.ofInvitation(invitation._id)) {
      const event = { at: acceptedAt, type: 'terms_accepted', actor, detail: { version } } as const;
      await this.note(invitation, `terms-accepted-${version}-${actor.id}`, event);
    }
  }

  /** Notes the first view, for the invitation and its timeline; later ones change nothing. */
  async markViewed(id: string, at: Date, actor: Actor = { kind: 'invitee', id: 'invitee' }): Promise<void> {
    const current = await this.findById(id);
    if (current?.viewedAt !== null) return;
    await this.note(current, 'viewed', { at, type: 'viewed', actor });
    await this.model.updateOne({ _id: id, viewedAt: null }, { $set: { viewedAt: at } });
  }

  /**
   * One page of a view in a stable order.
   *
   * @throws InvalidPageError for a cursor or sort order that is none
   */
  async list(query: InvitationQuery): Promise<Page<InvitationDoc>> {
    const { view, receivedBy = { accountId: query.accountId } } = query;
    const received = view === 'received' ? await this.others.receiving.filterOf(receivedBy) : undefined;
    return listPage(this.model, query, received);
  }

  /** How many invitations each view has, or a search finds there; Received as far as that viewer sees it. */
  async counts(
    accountId: string,
    by: ReceivedBy = { accountId },
    search?: string,
  ): Promise<InvitationCounts> {
    return countViews(this.model, { accountId, search }, await this.others.receiving.filterOf(by));
  }

  /** Whether the account has ever invited anybody. */
  async hasAny(accountId: string): Promise<boolean> {
    return (await this.model.exists({ accountId })) !== null;
  }

  /** How many wait for a decision of people; those beyond the limit are not counted. */
  async countWaiting(accountId: string, limit: number): Promise<number> {
    return this.model.countDocuments({ accountId, status: 'pending_approval' }, { limit });
  }

  /** How many of the account's invitations under way share the folder. */
  async countSharing(accountId: string, folderId: string): Promise<number> {
    return this.model.countDocuments({ accountId, status: anyOf(UNDER_WAY), 'share.folderIds': folderId });
  }

  /** The account's invitations under way that the user stands for, newest first. */
  async openOf(accountId: string, userId: string): Promise<InvitationDoc[]> {
    const mine = [{ responsibleId: userId }, { inviterId: userId, responsibleId: null }];
    const filter = { accountId, status: anyOf(UNDER_WAY), $or: mine };
    return this.model.find(filter).sort({ createdAt: -1, _id: -1 }).lean<InvitationDoc[]>();
  }

  /** Makes somebody responsible for these invitations of the account; null: their inviters, as at first. */
  async handOver(accountId: string, ids: readonly string[], responsibleId: string | null): Promise<void> {
    await this.model.updateMany({ accountId, _id: anyOf(ids) }, { $set: { responsibleId } });
  }

  /** Says who is to decide about an invitation of the account; null: everybody who may, as at first. */
  async assign(accountId: string, id: string, assigneeId: string | null): Promise<InvitationDoc | undefined> {
    const $set = { assigneeId, assignedAt: new Date() };
    const changed = this.model.findOneAndUpdate(
      { _id: id, accountId, erasedAt: null },
      { $set },
      { returnDocument: 'after' },
    );
    return (await changed.lean<InvitationDoc>()) ?? undefined;
  }

  /** Invitations older than this whose workflow has never written, oldest first. */
  async findUnstarted(olderThanMs: number, limit: number): Promise<InvitationDoc[]> {
    const before = new Date(Date.now() - olderThanMs);
    return this.model
      .find({ seq: 0, status: anyOf(['created', 'accepted']), createdAt: lt(before) })
      .sort({ createdAt: 1 })
      .limit(limit)
      .lean<InvitationDoc[]>();
  }

  /** Invitations of a program that ended before the instant and are not erased yet. */
  async endedBefore(accountId: string, program: string, before: Date, limit: number): Promise<string[]> {
    const ended = { status: anyOf(INVITATION_OUTCOMES), endedAt: lt(before) };
    const filter = { accountId, program, erasedAt: null, ...ended };
    const found = await this.model.find(filter).sort({ endedAt: 1 }).limit(limit).lean<InvitationDoc[]>();
    return found.map(({ _id }) => _id);
  }

  /** All invitations in order of ID, for sweeps over everything. */
  async sweep(afterId: string, limit: number): Promise<InvitationDoc[]> {
    const filter = { _id: after(1, afterId) };
    return this.model.find(filter).sort({ _id: 1 }).limit(limit).lean<InvitationDoc[]>();
  }

  /** Clears everything personal; status and times stay. Safe to repeat. */
  async erase(id: string, at: Date): Promise<void> {
    const current = await this.findById(id);
    if (current === undefined) return;
    await this.model.updateOne(
      { _id: id, erasedAt: null },
      {
        $set: erasedContent(current, at),
        // An edit that has read the old content finds that it changed.
        $inc: { contentVersion: 1 },
      },
    );
    await this.others.events.erase(id);
    await this.note(current, 'erased', { at, type: 'erased', actor: { kind: 'system', id: 'privacy' } });
  }

  private async insert(doc: InvitationDoc): Promise<'inserted' | 'known' | 'freed' | { id: string }> {
    try {
      return (await insertOnce(this.model, doc)) ? 'inserted' : 'known';
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const holder = await this.model.findOne({ liveKey: doc.liveKey }).lean<InvitationDoc>();
      return holder === null ? 'freed' : { id: holder._id };
    }
  }

  private async supersede(accountId: string, olderId: string, newerId: string): Promise<void> {
    await this.model.updateOne({ _id: olderId, accountId }, { $set: { supersededBy: newerId } });
  }
}
