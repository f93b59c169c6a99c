import type { ErasureService } from '../../domain/ports';
import { durationMs, isTerminal, type InvitationErasureInput } from '../../workflows/contract';
import {
  exportedImportRow,
  exportedInvitation,
  exportedSuppression,
  exportedTermsAcceptance,
  type ContactExport,
} from './contact-export';
import type { InvitationImportRowDoc } from '../imports/invitation-import-rows';
import type { InvitationDoc } from '../invitations/invitation-model';
import { APPLY_LINK_MS } from '../apply/apply-requests';
import { madeBy } from '../../domain/invitations/applied';
import type { StoreSet } from '../stores';

/** Invitations that one pass of the retention job looks at. */
const RETENTION_BATCH = 500;
const UNCLAIMED_BATCH = 500;

/** Erases what is held about a contact, and tells all of it. */
export class MongoErasureService implements ErasureService {
  constructor(private readonly stores: StoreSet) {}

  async find(requestId: string): Promise<{ invitationId: string; isLive: boolean }[]> {
    const request = await this.stores.privacyRequests.open(requestId);
    if (request === undefined) return [];
    const found = await this.stores.invitations.findByEmailKey(request.emailKey, request.accountId);
    return found.map(({ _id, status }) => ({ invitationId: _id, isLive: !isTerminal(status) }));
  }

  async erase({ invitationId, force }: Omit<InvitationErasureInput, 'requestId'>): Promise<boolean> {
    const invitation = await this.stores.invitations.findById(invitationId);
    if (invitation === undefined) return true;
    if (!force && !isTerminal(invitation.status)) return false;
    await this.eraseInvitation(invitation);
    return true;
  }

  async finish(requestId: string, erasedInvitations: number): Promise<void> {
    const request = await this.stores.privacyRequests.open(requestId);
    if (request === undefined) return;
    const { accountId, emailKey } = request;
    await this.stores.suppressions.lift(accountId, emailKey);
    await this.stores.membershipOffers.removeOfAddress(accountId, emailKey);
    await this.stores.savedViews.removeOfAddress(accountId, emailKey);
    await this.forgetApplying(accountId, emailKey);
    const user = await this.stores.users.findByEmailKey(emailKey);
    if (user !== undefined) await this.stores.termsAcceptances.eraseOfUser(accountId, user._id, new Date());
    const rows = await this.importRowsOf(accountId, emailKey);
    await this.stores.importRows.erase(rows.map(({ _id }) => _id));
    await this.stores.privacyRequests.complete(requestId, erasedInvitations);
  }

  /** Programs that do not say keep for ever. */
  async expired(now: Date): Promise<string[]> {
    const programs = await this.stores.programs.withRetention();
    const found = await Promise.all(
      programs.map(({ accountId, key, retainFor }) => {
        const before = new Date(now.getTime() - (durationMs(retainFor ?? '') ?? Infinity));
        return this.stores.invitations.endedBefore(accountId, key, before, RETENTION_BATCH);
      }),
    );
    return found.flat();
  }

  async dropUsedPasswords(): Promise<void> {
    const { applications, invitations } = this.stores;
    const ids = await applications.invitationsWithPasswords();
    const found = await invitations.findMany(ids);
    const live = new Set(found.filter(({ status }) => !isTerminal(status)).map(({ _id }) => _id));
    await applications.dropPasswords(ids.filter((id) => !live.has(id)));
  }

  async tidyDocuments(now: Date): Promise<void> {
    await this.stores.documents.tidy(now);
    await this.stores.logos.tidy(now);
  }

  async forgetUnclaimed(now: Date): Promise<void> {
    const { applications, invitations } = this.stores;
    // Nobody can use the link any more.
    const before = new Date(now.getTime() - APPLY_LINK_MS);
    for (const { _id, invitationId } of await applications.unclaimed(before, UNCLAIMED_BATCH)) {
      if ((await invitations.findById(invitationId)) !== undefined) await applications.claim(_id);
      else await this.forgetApplication(invitationId);
    }
  }

  /** First the links, so that nothing more comes by them. */
  private async forgetApplying(accountId: string, emailKey: string): Promise<void> {
    const { applyRequests, invitations } = this.stores;
    const asked = await applyRequests.ofAddress(accountId, emailKey);
    await applyRequests.removeOfAddress(accountId, emailKey);
    for (const _id of asked) {
      const { invitationId } = madeBy({ _id });
      if ((await invitations.findById(invitationId)) === undefined)
        await this.forgetApplication(invitationId);
    }
  }

  /** What was handed in for an invitation that there is not; last what it is found by. */
  private async forgetApplication(invitationId: string): Promise<void> {
    const { applications, documents, termsAcceptances } = this.stores;
    await documents.removeOf(invitationId);
    await termsAcceptances.removeOfInvitation(invitationId);
    await applications.removeFor(invitationId);
  }

  async unfinished(): Promise<{ requestId: string; accountId: string }[]> {
    const left = await this.stores.privacyRequests.unfinished(LEFT_BEHIND_MS, 100);
    return left.map(({ _id, accountId }) => ({ requestId: _id, accountId }));
  }

  /** What the account itself knows about the address; nothing about the person's life in other accounts. */
  async export(accountId: string, emailKey: string): Promise<ContactExport> {
    const { invitations, suppressions } = this.stores;
    const found = await invitations.findByEmailKey(emailKey, accountId);
    const suppression = await suppressions.find(accountId, emailKey);
    return {
      invitations: await Promise.all(found.map((invitation) => this.exportInvitation(invitation))),
      suppression: suppression === undefined ? null : exportedSuppression(suppression),
      importRows: (await this.importRowsOf(accountId, emailKey)).map(exportedImportRow),
      termsAcceptances: await this.exportTerms(accountId, emailKey, found),
    };
  }

  /** Each with the very words that were accepted. */
  private async exportTerms(accountId: string, emailKey: string, found: readonly InvitationDoc[]) {
    const { terms, termsAcceptances, users } = this.stores;
    const user = await users.findByEmailKey(emailKey);
    const invitationIds = found.map(({ _id }) => _id);
    const accepted = await termsAcceptances.ofContact(accountId, invitationIds, user?._id);
    return Promise.all(
      accepted.map(async (one) =>
        exportedTermsAcceptance(one, await terms.find(accountId, one.program, one.version)),
      ),
    );
  }

  /** The account's own; the address may stand in files of others as well. */
  private async importRowsOf(accountId: string, emailKey: string): Promise<InvitationImportRowDoc[]> {
    const rows = await this.stores.importRows.ofAddress(emailKey);
    const importIds = [...new Set(rows.map(({ importId }) => importId))];
    const own = await Promise.all(importIds.map((id) => this.stores.imports.find(accountId, id)));
    const ownIds = new Set(own.map((found) => found?._id));
    return rows.filter(({ importId }) => ownIds.has(importId));
  }

  private async exportInvitation(invitation: InvitationDoc) {
    const { applications, auditLog, comments, documents, events, notes, outbox } = this.stores;
    const { _id, accountId } = invitation;
    return exportedInvitation({
      invitation,
      events: await events.list(_id),
      applications: await applications.ofInvitation(_id),
      documents: await documents.ofInvitation(_id),
      notes: await notes.ofInvitation(_id),
      comments: await comments.ofInvitation(_id),
      emails: await outbox.ofInvitation(_id),
      audit: await auditLog.about(accountId, [_id]),
    });
  }

  private async eraseInvitation({ _id, accountId, emailKey }: InvitationDoc): Promise<void> {
    const { applications, auditLog, auditOrigins, comments, documents, importRows, invitations } =
      this.stores;
    const { notes, outbox, termsAcceptances, waitingNotices } = this.stores;
    // Before the address is gone, by which they are found.
    const rows = await this.importRowsOf(accountId, emailKey);
    await importRows.erase(rows.filter(({ invitationId }) => invitationId === _id).map((row) => row._id));
    await invitations.erase(_id, new Date());
    await applications.removeFor(_id);
    await documents.removeOf(_id);
    await notes.removeFor(_id);
    await comments.removeFor(_id);
    await outbox.erase(_id);
    await termsAcceptances.eraseOfInvitation(_id, new Date());
    await waitingNotices.removeFor(_id);
    await auditOrigins.removeFor(_id);
    await auditLog.erase(accountId, _id);
  }
}

/** A request this old without a workflow was left behind by a crash, not by a call in flight. */
const LEFT_BEHIND_MS = 10_000;
