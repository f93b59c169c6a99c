import type { ApplicationDoc } from '../invitations/applications';
import type { DocumentDoc } from '../documents/documents';
import type { AuditDoc } from '../audit/audit-chain';
import { auditDetails } from '../audit/audit-log';
import { parseEmailAddress } from '../../domain/email-address';
import type { InvitationEventDoc } from '../invitations/invitation-events';
import type { InvitationImportRowDoc } from '../imports/invitation-import-rows';
import type { InvitationDoc } from '../invitations/invitation-model';
import type { CommentDoc } from '../invitations/comments';
import type { NoteDoc } from '../invitations/notes';
import type { OutboxDoc } from '../email/outbox';
import type { SuppressionDoc } from '../email/suppressions';
import type { TermsAcceptanceDoc } from '../terms/terms-acceptances';
import type { TermsVersionDoc } from '../terms/terms-versions';

/** What an export holds. */
export interface ContactExport {
  readonly invitations: readonly Readonly<Record<string, unknown>>[];
  readonly suppression: Readonly<Record<string, unknown>> | null;
  readonly importRows: readonly Readonly<Record<string, unknown>>[];
  readonly termsAcceptances: readonly Readonly<Record<string, unknown>>[];
}

/** What people of the account typed about the contact. */
const CONTENT = [
  'partnerName',
  'contactFirstName',
  'contactLastName',
  'contactEmail',
  'phoneNumber',
  'country',
  'industry',
  'message',
  'customFields',
  'share',
  'initialModule',
  'roleKey',
  'locale',
] as const satisfies readonly (keyof InvitationDoc)[];

/** What became of the invitation, as the account sees it. Whose user the contact is elsewhere is not among it. */
const LIFE = [
  'status',
  'program',
  'inviterId',
  'origin',
  'importId',
  'expiresIn',
  'reminders',
  'createdAt',
  'updatedAt',
  'sentAt',
  'deliveredAt',
  'viewedAt',
  'respondedAt',
  'activatedAt',
  'endedAt',
  'expiresAt',
  'nextReminderAt',
  'lastSendAt',
  'remindersSent',
  'remindersStopped',
  'sendCount',
  'ruleId',
  'partnershipId',
  'supersedes',
  'supersededBy',
  'erasedAt',
] as const satisfies readonly (keyof InvitationDoc)[];

const EMAIL = ['to', 'state', 'createdAt', 'settledAt'] as const satisfies readonly (keyof OutboxDoc)[];
const APPLICATION = [
  'contact',
  'customFields',
  'createdAt',
] as const satisfies readonly (keyof ApplicationDoc)[];
const DOCUMENT = [
  'field',
  'name',
  'bytes',
  'sha256',
  'state',
  'createdAt',
] as const satisfies readonly (keyof DocumentDoc)[];
const NOTE = ['text', 'createdAt'] as const satisfies readonly (keyof NoteDoc)[];
const COMMENT = ['text', 'createdAt'] as const satisfies readonly (keyof CommentDoc)[];
const SUPPRESSION = ['reason', 'createdAt'] as const satisfies readonly (keyof SuppressionDoc)[];
const TERMS_ACCEPTANCE = [
  'program',
  'version',
  'hash',
  'locale',
  'source',
  'invitationId',
  'acceptedAt',
  'ip',
] as const satisfies readonly (keyof TermsAcceptanceDoc)[];
const IMPORT_ROW = [
  'importId',
  'n',
  'cells',
  'input',
  'result',
  'invitationId',
  'problems',
  'createdAt',
] as const satisfies readonly (keyof InvitationImportRowDoc)[];

/** What an entry of the timeline or the audit log may add in words of ours. */
const DETAILS: readonly string[] = ['fields', 'event', 'ruleId', 'step', 'type', 'version'];

/** Whoever did these is the contact, also when they were signed in as a user of somewhere else. */
const BY_CONTACT: readonly string[] = ['accepted', 'declined', 'viewed', 'remind_later', 'unsubscribed'];

/** Everything of one invitation that an export tells. */
export interface HeldInvitation {
  readonly invitation: InvitationDoc;
  readonly events: readonly InvitationEventDoc[];
  readonly applications: readonly ApplicationDoc[];
  readonly documents: readonly DocumentDoc[];
  readonly notes: readonly NoteDoc[];
  readonly comments: readonly CommentDoc[];
  readonly emails: readonly OutboxDoc[];
  readonly audit: readonly AuditDoc[];
}

/** One invitation by a list of what may be told: a new column is not in an export until somebody puts it here. */
export function exportedInvitation(held: HeldInvitation): Record<string, unknown> {
  const { invitation, events, applications, documents, notes, comments, emails, audit } = held;
  const mailed = emails.filter(({ to }) => parseEmailAddress(to ?? '')?.key === invitation.emailKey);
  return {
    invitation: { id: invitation._id, ...pick(invitation, CONTENT), ...pick(invitation, LIFE) },
    timeline: events.map(timelineEntry),
    applications: applications.map((application) => pick(application, APPLICATION)),
    documents: documents.map((document) => ({
      id: document._id,
      ...pick(document, DOCUMENT),
      content: document.state === 'clean' ? `/v1/documents/${document._id}/content` : null,
    })),
    notes: notes.map((note) => pick(note, NOTE)),
    comments: comments.map((comment) => pick(comment, COMMENT)),
    emails: mailed.map((email) => ({ ...pick(email, EMAIL), template: templateOf(email) })),
    audit: audit.map(auditItem),
  };
}

/** The row of a file. */
export function exportedImportRow(row: InvitationImportRowDoc): Record<string, unknown> {
  return pick(row, IMPORT_ROW);
}

/** Why the address is not reminded. */
export function exportedSuppression(suppression: SuppressionDoc): Record<string, unknown> {
  return { email: suppression.emailKey, ...pick(suppression, SUPPRESSION) };
}

/** What somebody accepted, in the words that they read. */
export function exportedTermsAcceptance(
  accepted: TermsAcceptanceDoc,
  terms: TermsVersionDoc | undefined,
): Record<string, unknown> {
  const { locale } = accepted;
  return { ...pick(accepted, TERMS_ACCEPTANCE), text: terms?.texts[locale] ?? null, url: terms?.url ?? null };
}

/** The variant for users of other accounts says no more than the e-mail it stands for. */
function templateOf({ template }: OutboxDoc): string {
  return template === 'share-notification' ? 'invitation' : template;
}

function timelineEntry({ at, type, actor, detail, changes }: InvitationEventDoc) {
  return {
    at,
    type,
    actor: BY_CONTACT.includes(type)
      ? { kind: 'invitee', id: 'invitee' }
      : { kind: actor.kind, id: actor.id },
    detail: known(detail),
    changes: known(changes),
  };
}

function auditItem(item: AuditDoc) {
  const { reason, before, after } = auditDetails(item);
  return { seq: item.seq, at: item.at, type: item.type, reason, before: known(before), after: known(after) };
}

/** Members that are content or words of ours; a list of names is cut to those. */
function known(value: unknown): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null;
  const members = Object.entries(value)
    .filter(([name]) => isContent(name) || DETAILS.includes(name))
    .map(([name, member]) => [name, name === 'fields' ? contentNames(member) : member] as const);
  return Object.fromEntries(members);
}

function isContent(name: string): boolean {
  return (CONTENT as readonly string[]).includes(name);
}

function contentNames(fields: unknown): string {
  return String(fields).split(', ').filter(isContent).join(', ');
}

function pick<T extends object>(doc: T, members: readonly (keyof T & string)[]): Record<string, unknown> {
  return Object.fromEntries(members.map((member) => [member, doc[member] ?? null]));
}
