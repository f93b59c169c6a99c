import type { InvitationDoc, InvitationEventDoc, Stores } from '../models';
import { contentHash, displayName } from '../models';
import { invitationWorkflowId } from '../workflows/contract';
import { allowedActions } from './allowed-actions';
import type { Caller } from './caller';
import type { ApiDeps } from './deps';
import { workflowUrl } from './operator-links';
import type { InvitationView } from './schemas/invitation';
import { STATUS_LABELS } from './schemas/invitation';

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
  'initialModule',
  'locale',
] as const satisfies readonly (keyof InvitationDoc & keyof InvitationView)[];

const INSTANTS = ['sentAt', 'deliveredAt', 'viewedAt', 'respondedAt', 'nextReminderAt', 'erasedAt'] as const;

/** What several invitations need from other collections, read once for all of them. */
interface Context {
  readonly deps: ApiDeps;
  readonly caller: Caller;
  readonly nameOfUser: ReadonlyMap<string, string>;
  readonly nameOfAccount: ReadonlyMap<string, string>;
  readonly note: ReadonlyMap<string, string>;
}

/** The invitations as the API answers them to this caller. */
export async function presentInvitations(
  deps: ApiDeps,
  caller: Caller,
  docs: readonly InvitationDoc[],
): Promise<InvitationView[]> {
  const noteRefs = docs.flatMap((doc) => [doc.reasonRef, ...doc.approvals.map(({ noteRef }) => noteRef)]);
  const [users, accounts, notes] = await Promise.all([
    deps.stores.users.findMany(distinct(docs.map(({ inviterId }) => inviterId))),
    deps.stores.accounts.findMany(distinct(docs.map(({ accountId }) => accountId))),
    notesOf(deps.stores, noteRefs),
  ]);
  const context: Context = {
    deps,
    caller,
    nameOfUser: new Map(users.map((user) => [user._id, displayName(user)])),
    nameOfAccount: new Map(accounts.map(({ _id, name }) => [_id, name])),
    note: notes,
  };
  return docs.map((doc) => present(doc, context));
}

/** One invitation, with the run ID of its workflow if Temporal tells it at once. */
export async function presentInvitation(
  deps: ApiDeps,
  caller: Caller,
  doc: InvitationDoc,
): Promise<InvitationView> {
  const [[view], runId] = await Promise.all([
    presentInvitations(deps, caller, [doc]),
    deps.temporal.runId(doc._id),
  ]);
  if (view === undefined) throw new TypeError('One document is one view.');
  return { ...view, workflow: { ...view.workflow, runId: runId ?? null } };
}

function present(doc: InvitationDoc, context: Context): InvitationView {
  const { deps, caller, nameOfUser, nameOfAccount, note } = context;
  const hash = contentHash(doc, deps.settings.secret);
  const view: InvitationView = {
    id: doc._id,
    status: doc.status,
    statusLabel: STATUS_LABELS[doc.status],
    ...pick(doc),
    share: doc.share === null ? null : { ...doc.share, folderIds: [...doc.share.folderIds] },
    program: doc.program,
    roleKey: doc.roleKey ?? '',
    expiresIn: doc.expiresIn,
    reminders: [...doc.reminders],
    inviter: { id: doc.inviterId, name: nameOfUser.get(doc.inviterId) ?? null },
    inviterAccountName: nameOfAccount.get(doc.accountId) ?? null,
    createdAt: doc.createdAt.toISOString(),
    updatedAt: doc.updatedAt.toISOString(),
    expiresAt: doc.expiresAt.toISOString(),
    remindersSent: doc.remindersSent,
    sendCount: doc.sendCount,
    approvals: doc.approvals.map(({ by, at, noteRef }) => ({
      by,
      at: at.toISOString(),
      note: note.get(noteRef ?? '') ?? null,
    })),
    contentHash: hash,
    ruleId: doc.ruleId,
    reason: note.get(doc.reasonRef ?? '') ?? null,
    partnershipId: doc.partnershipId,
    accountId: doc.partnerAccountId,
    supersedes: doc.supersedes,
    supersededBy: doc.supersededBy,
    allowedActions: allowedActions(doc, caller, hash),
    workflow: { id: invitationWorkflowId(doc._id), runId: null, url: urlOf(context, doc) },
  };
  return caller.accountId === doc.accountId ? view : asReceived(doc, view);
}

/** The receiver sees what was sent, not what the sender thinks of it. */
function asReceived(doc: InvitationDoc, view: InvitationView): InvitationView {
  const own = doc.status === 'declined' ? view.reason : null;
  const workflow = { ...view.workflow, url: null };
  return { ...view, approvals: [], ruleId: null, reason: own, share: null, customFields: null, workflow };
}

function pick(doc: InvitationDoc) {
  const content = Object.fromEntries(CONTENT.map((member) => [member, doc[member]]));
  const instants = Object.fromEntries(INSTANTS.map((member) => [member, doc[member]?.toISOString() ?? null]));
  return { ...content, ...instants } as Pick<
    InvitationView,
    (typeof CONTENT)[number] | (typeof INSTANTS)[number]
  >;
}

function urlOf({ deps, caller }: Context, { _id }: InvitationDoc): string | null {
  return workflowUrl(deps, caller, invitationWorkflowId(_id));
}

/** The story of an invitation, oldest first, with the names of who acted and the texts they wrote. */
export async function presentTimeline(
  deps: ApiDeps,
  doc: InvitationDoc,
  events: readonly InvitationEventDoc[],
) {
  const userIds = events.filter(({ actor }) => actor.kind === 'user').map(({ actor }) => actor.id);
  const [users, notes] = await Promise.all([
    deps.stores.users.findMany(distinct(userIds)),
    notesOf(
      deps.stores,
      events.map(({ reasonRef }) => reasonRef),
    ),
  ]);
  const nameOf = new Map(users.map((user) => [user._id, displayName(user)]));
  const invitee = [doc.contactFirstName, doc.contactLastName].filter(Boolean).join(' ') || doc.contactEmail;
  return events.map(({ at, type, actor, detail, reasonRef }) => ({
    at: at.toISOString(),
    type,
    actor: { ...actor, name: (actor.kind === 'invitee' ? invitee : nameOf.get(actor.id)) ?? null },
    detail: { ...detail, ...(notes.has(reasonRef ?? '') ? { reason: notes.get(reasonRef ?? '') } : {}) },
  }));
}

async function notesOf(stores: Stores, refs: readonly (string | null)[]): Promise<Map<string, string>> {
  const ids = distinct(refs.filter((ref) => ref !== null));
  if (ids.length === 0) return new Map();
  return new Map((await stores.notes.findMany(ids)).map(({ _id, text }) => [_id, text]));
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
