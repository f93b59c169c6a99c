import { homeAccount, type InvitationDoc, type InvitationEventDoc, type Stores } from '../../models';
import { displayName } from '../../domain/accounts/display-name';
import { contentHash } from '../../domain/invitations/content-hash';
import { invitationWorkflowId } from '../../workflows/contract';
import { grantedRole } from '../../domain/invitations/added-user';
import { allowedActions, isInvitee } from '../../domain/invitations/allowed-actions';
import { STATUS_LABELS } from '../../domain/invitations/views';
import { type ApiDeps, type Caller, may, present } from '../http';
import { workflowUrl } from '../temporal/operator-links';
import { isCarried, isLastApproval } from '../roles/ceiling';
import { invitation, type InvitationView } from './schema';

/** What several invitations need from other collections, read once for all of them. */
interface Context {
  readonly deps: ApiDeps;
  readonly caller: Caller;
  readonly nameOfUser: ReadonlyMap<string, string>;
  readonly nameOfAccount: ReadonlyMap<string, string>;
  readonly note: ReadonlyMap<string, string>;
  /** The account that the caller joins the own account with; only asked where the own account invites. */
  readonly homeAccountId: string | undefined;
  /** Partners that people are added to, as the account names them. */
  readonly nameOfPartner: ReadonlyMap<string, string>;
  /** Invitations whose role neither the caller nor whoever stands for them could give. */
  readonly beyond: ReadonlySet<string>;
}

/** The invitations as the API answers them to this caller. */
export async function presentInvitations(
  deps: ApiDeps,
  caller: Caller,
  docs: readonly InvitationDoc[],
): Promise<InvitationView[]> {
  const noteRefs = docs.flatMap((doc) => [doc.reasonRef, ...doc.approvals.map(({ noteRef }) => noteRef)]);
  const homeAccountId = await homeOf(deps, caller, docs);
  const accountIds = docs.flatMap((doc) => [doc.accountId, doc.partnerAccountId]);
  const [users, accounts, notes, partners] = await Promise.all([
    namesOf(
      deps.stores,
      caller,
      docs.flatMap((doc) => [
        doc.inviterId,
        doc.acceptedBy?.kind === 'user' ? doc.acceptedBy.id : null,
        doc.assigneeId,
      ]),
    ),
    deps.stores.accounts.findMany(distinct([...accountIds, caller.accountId, homeAccountId])),
    notesOf(deps.stores, noteRefs),
    partnersOf(deps.stores, docs),
  ]);
  const beyond = await beyondRank(deps, caller, docs);
  const context: Context = {
    beyond,
    deps,
    caller,
    nameOfUser: users,
    nameOfAccount: new Map(accounts.map(({ _id, name }) => [_id, name])),
    note: notes,
    nameOfPartner: partners,
    homeAccountId,
  };
  return docs.map((doc) => viewOf(doc, context));
}

/** Names of users; the caller's own was read when the caller was let in. */
async function namesOf(
  { users }: Stores,
  { userId, name }: Caller,
  ids: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const others = distinct(ids).filter((id) => id !== userId);
  const found = others.length === 0 ? [] : await users.findMany(others);
  return new Map([[userId, name], ...found.map((user) => [user._id, displayName(user)] as const)]);
}

/** Asked for the rare case alone that an account invites one of its own people. */
async function homeOf(
  { stores }: ApiDeps,
  caller: Caller,
  docs: readonly InvitationDoc[],
): Promise<string | undefined> {
  const own = docs.some((doc) => doc.accountId === caller.accountId && isInvitee(doc, caller));
  return own ? homeAccount(await stores.memberships.ofUser(caller.userId), caller.accountId) : undefined;
}

/** Asked only for what waits for a person's rank, and for callers below it. */
async function beyondRank(
  deps: ApiDeps,
  caller: Caller,
  docs: readonly InvitationDoc[],
): Promise<ReadonlySet<string>> {
  const waiting = docs.filter(
    (doc) =>
      doc.accountId === caller.accountId &&
      (doc.failure?.type === 'RoleCeiling' ||
        (doc.status === 'pending_approval' && isLastApproval(doc, contentHash(doc, deps.settings.secret)))),
  );
  const carried = await Promise.all(waiting.map((doc) => isCarried(deps, caller, doc)));
  return new Set(waiting.filter((_, index) => carried[index] !== true).map(({ _id }) => _id));
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

function viewOf(doc: InvitationDoc, context: Context): InvitationView {
  const { deps, caller, nameOfUser, nameOfAccount, note } = context;
  const hash = contentHash(doc, deps.settings.secret);
  const workflowId = invitationWorkflowId(doc._id);
  const actions = allowedActions(doc, caller, hash).filter(
    (action) => !context.beyond.has(doc._id) || (action !== 'approve' && action !== 'retry'),
  );
  const view = present(invitation, {
    ...doc,
    statusLabel: STATUS_LABELS[doc.status],
    origin: doc.origin ?? 'invitation',
    decisionDueAt: doc.decisionDueAt,
    roleKey: grantedRole(doc) ?? '',
    addTo: addTo(doc, context),
    inviter: { id: doc.inviterId, name: nameOfUser.get(doc.inviterId) ?? null },
    inviterAccountName: nameOfAccount.get(doc.accountId),
    assignee:
      doc.assigneeId == null ? null : { id: doc.assigneeId, name: nameOfUser.get(doc.assigneeId) ?? null },
    approvals: doc.approvals.map(({ by, at, noteRef }) => ({
      by,
      at: at.toISOString(),
      note: note.get(noteRef ?? '') ?? null,
    })),
    contentHash: hash,
    reason: note.get(doc.reasonRef ?? ''),
    accountId: doc.partnerAccountId,
    acceptedBy: acceptedBy(doc, context),
    acceptsFor: acceptsFor(doc, actions, context),
    allowedActions: actions,
    workflow: { id: workflowId, runId: null, url: workflowUrl(deps, caller, workflowId) },
  });
  return seesAsReceiver(doc, caller) ? asReceived(doc, view) : view;
}

/** Whom the contact is added to: for receivers what the inviter said, and what came of it. */
function addTo(doc: InvitationDoc, { caller, nameOfPartner }: Context): InvitationView['addTo'] {
  const { addToPartnershipId: id, workflowInput, status } = doc;
  const isToldToAll = id === workflowInput.addToPartnershipId || status === 'active';
  if (!id || (!isToldToAll && seesAsReceiver(doc, caller))) return null;
  return { id, name: nameOfPartner.get(id) ?? null };
}

function acceptedBy(doc: InvitationDoc, context: Context): InvitationView['acceptedBy'] {
  if (doc.acceptedBy === null) return null;
  const { kind, id } = doc.acceptedBy;
  return {
    kind: kind as NonNullable<InvitationView['acceptedBy']>['kind'],
    user: kind === 'user' ? { id, name: context.nameOfUser.get(id) ?? null } : null,
    account: doc.partnerAccountId === null ? null : namedAccount(doc.partnerAccountId, context),
  };
}

function acceptsFor(
  { accountId, addToPartnershipId }: InvitationDoc,
  actions: readonly string[],
  context: Context,
): InvitationView['acceptsFor'] {
  if (!actions.includes('accept')) return null;
  const { caller, homeAccountId } = context;
  const joins = caller.accountId === accountId ? homeAccountId : caller.accountId;
  const isNone = addToPartnershipId || joins === undefined;
  return {
    account: isNone ? null : namedAccount(joins, context),
    partnerOf: namedAccount(accountId, context),
  };
}

function namedAccount(id: string, { nameOfAccount }: Context) {
  return { id, name: nameOfAccount.get(id) ?? null };
}

/** A colleague who was invited sees the sender's side only with the scope for it. */
export function seesAsReceiver(doc: InvitationDoc, caller: Caller): boolean {
  if (caller.accountId !== doc.accountId) return true;
  return isInvitee(doc, caller) && !may(caller, 'invitations:read');
}

/** The receiver sees what was sent, not what the sender thinks of it. */
function asReceived(doc: InvitationDoc, view: InvitationView): InvitationView {
  const own = doc.status === 'declined' || doc.status === 'returned' ? view.reason : null;
  const hidden = { assignee: null, decisionDueAt: null, workflow: { ...view.workflow, url: null } };
  return { ...view, approvals: [], ruleId: null, reason: own, share: null, customFields: null, ...hidden };
}

/** The story of an invitation, oldest first, with the names of who acted and the texts they wrote. */
export async function presentTimeline(
  deps: ApiDeps,
  doc: InvitationDoc,
  events: readonly InvitationEventDoc[],
) {
  const userIds = events.flatMap(({ actor, detail }) => [
    ...(actor.kind === 'user' ? [actor.id] : []),
    ...assigneeIn(detail),
  ]);
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
    detail: {
      ...detail,
      ...Object.fromEntries(assigneeIn(detail).map((id) => ['assignee', nameOf.get(id) ?? id])),
      ...(notes.has(reasonRef ?? '') ? { reason: notes.get(reasonRef ?? '') } : {}),
    },
  }));
}

/** Whom an entry names besides who made it. */
function assigneeIn(detail: InvitationEventDoc['detail']): string[] {
  const id = detail?.['assigneeId'];
  return typeof id === 'string' ? [id] : [];
}

async function partnersOf(
  { partnerships }: Stores,
  docs: readonly InvitationDoc[],
): Promise<Map<string, string>> {
  const added = docs.filter(({ addToPartnershipId }) => addToPartnershipId);
  const found = await Promise.all(
    distinct(added.map(({ accountId }) => accountId)).map((accountId) => {
      const own = added.filter((doc) => doc.accountId === accountId);
      return partnerships.findMany(accountId, distinct(own.map((doc) => doc.addToPartnershipId)));
    }),
  );
  return new Map(found.flat().map(({ _id, partnerName }) => [_id, partnerName]));
}

async function notesOf(stores: Stores, refs: readonly (string | null)[]): Promise<Map<string, string>> {
  const ids = distinct(refs.filter((ref) => ref !== null));
  if (ids.length === 0) return new Map();
  return new Map((await stores.notes.findMany(ids)).map(({ _id, text }) => [_id, text]));
}

function distinct(ids: readonly (string | null | undefined)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null && id !== undefined);
}
