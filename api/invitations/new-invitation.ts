import type {
  DocumentStore,
  AddablePartners,
  InvitationDoc,
  ProgramDoc,
  ProgramStore,
  RoleStore,
  WorkspaceStore,
} from '../../models';
import { parseEmailAddress } from '../../domain/email-address';
import { reservedOrNew } from '../../domain/ids';
import { defined } from '../../domain/defined';
import type { FieldError } from '../../domain/field-error';
import {
  invite,
  type CheckedInvitation,
  type InvitePorts,
  type InviteRequest,
} from '../../domain/invitations/invite';
import type { AlreadyKnown } from '../../domain/invitations/invitee-policy';
import { checkCustomFieldsInTurns } from '../../domain/programs/custom-fields';
import { type ApiDeps, type Caller, invalid, isUnclear, type Keyed, Problem, problemOf } from '../http';
import { recordAuditOrigin } from '../http/request-origin';
import { fileErrors, fileIdsIn, handIn } from '../documents/answers';
import { grantableRole } from '../roles/ceiling';
import { withAllowance } from '../email/allowance';
import { ADDED_ROLE, NOT_ADDABLE } from '../../domain/invitations/added-user';
import type { InvitationInput } from '../../domain/invitations/invitation-input';

/** Who invites, in which call. */
export interface InvitingCall extends Pick<Keyed, 'reservedId'> {
  readonly deps: ApiDeps;
  readonly caller: Caller;
}

/** Storing and starting together; 3 s are promised for the whole call. */
const WITHIN_MS = 2_700;

/**
 * Invites one contact. Nothing is stored while Temporal is known to be away; what the same call has stored before it
 * died or gave up stays, and is started by this one.
 *
 * @throws {@link Problem} 403, 409, 422, 429; 503, which names the invitation once it is stored
 */
export async function createInvitation(
  { deps, caller, reservedId }: InvitingCall,
  body: InvitationInput,
  supersedes: string | null = null,
): Promise<InvitationDoc> {
  const until = Date.now() + WITHIN_MS;
  const { accountId, userId: inviterId } = caller;
  const invitationId = reservedOrNew('inv', reservedId);
  if (reservedId !== undefined) {
    const stored = await deps.stores.invitations.resumeCreate(accountId, invitationId);
    if (stored?.seq === 0) await start(deps, stored, until);
    if (stored !== undefined) return stored;
  }
  const checked = await checkInvitation(deps.stores, caller, body, supersedes);
  const request: InviteRequest = { ...checked, invitationId, accountId, inviterId, supersedes };
  const result = await invite(portsOf(deps, accountId, until, checked.program), request);
  if (result.kind === 'invited') return result.invitation;
  throw problemOfKnown(result);
}

/**
 * Everything that inviting would be refused for, without doing it.
 *
 * @throws {@link Problem} 403 `role-ceiling`, 409, 422
 */
export async function tryInviting(
  deps: ApiDeps,
  caller: Caller,
  body: InvitationInput,
  supersedes: string | null = null,
): Promise<void> {
  const { emailKey } = await checkInvitation(deps.stores, caller, body, supersedes);
  const known = await alreadyInvited(deps, caller, emailKey);
  if (known !== undefined) throw known;
}

/** Whether the own account has invited the address, or has it as a partner; it never looks elsewhere. */
export async function alreadyInvited(
  { stores }: ApiDeps,
  { accountId }: Caller,
  emailKey: string,
): Promise<Problem | undefined> {
  const known = await stores.inviteePolicy.alreadyKnown(accountId, emailKey);
  return known && problemOfKnown(known);
}

/** Why somebody who is known already is not invited. */
function problemOfKnown(known: AlreadyKnown): Problem {
  return known.kind === 'partner'
    ? new Problem('already-a-partner')
    : new Problem('invitation-already-open', { invitationId: known.invitationId });
}

function portsOf(
  deps: ApiDeps,
  accountId: string,
  until: number,
  { customFields }: ProgramDoc,
): InvitePorts<InvitationDoc> {
  const { documents, inviteePolicy, invitations } = deps.stores;
  let fileIds: readonly string[] = [];
  const release = (id: string) => documents.release(accountId, fileIds, id);
  return {
    alreadyKnown: (emailKey) => inviteePolicy.alreadyKnown(accountId, emailKey),
    ready: () => deps.temporal.ensureUsable(),
    create: async (invitation) => {
      const { _id, customFields: answers = null } = invitation;
      fileIds = fileIdsIn(customFields, answers);
      await handIn(deps, { _id, accountId }, customFields, answers);
      const stored = await invitations.create(invitation);
      if (!stored.ok) await release(_id);
      return stored;
    },
    withAllowance: (who, send) => withAllowance(deps, who, send),
    start: (doc) => start(deps, doc, until),
    mayRun: isUnclear,
    withdraw: async (id) => {
      try {
        await invitations.withdraw(id);
        await release(id);
      } catch (failure) {
        deps.logger.warn({ err: failure }, 'an invitation was not withdrawn; the reconciler will start it');
      }
    },
  };
}

async function start(deps: ApiDeps, doc: InvitationDoc, until: number): Promise<void> {
  try {
    await recordAuditOrigin(deps, doc._id, { kind: 'user', id: doc.inviterId });
    await deps.temporal.startInvitation(doc.workflowInput, until);
  } catch (error) {
    throw isUnclear(error) ? new Problem(problemOf(error).code, { invitationId: doc._id }, error) : error;
  }
}

/** What an invitation is checked against. */
export interface CheckStores {
  readonly programs: Pick<ProgramStore, 'find'>;
  readonly roles: Pick<RoleStore, 'find'>;
  readonly workspaces: Pick<WorkspaceStore, 'find' | 'listFolders'>;
  /** Left out where no file can be an answer. */
  readonly documents?: Pick<DocumentStore, 'findMany'>;
  readonly addablePartners: Pick<AddablePartners, 'find'>;
}

/**
 * Everything that can be wrong with an invitation but who it is for; also what a dry run asks.
 *
 * @throws {@link Problem} 403 `role-ceiling`, 422
 */
export async function checkInvitation(
  stores: CheckStores,
  caller: Caller,
  body: InvitationInput,
  supersedes: string | null = null,
): Promise<{ program: ProgramDoc; input: CheckedInvitation; emailKey: string }> {
  const program = await stores.programs.find(caller.accountId, body.program ?? 'default');
  if (program === undefined) throw invalid([{ pointer: '/program', detail: 'There is no such program.' }]);
  const roleKey = await roleFor(stores, caller, program, body);
  const { customFields: answers = {}, ...content } = body;
  const fields = await checkCustomFieldsInTurns(program.customFields, answers, {
    mayFill: ['inviter', 'invitee'],
    mustFill: 'inviter',
  });
  const { documents = NO_FILES } = stores;
  const invitationIds = supersedes === null ? [] : [supersedes];
  const { accountId, userId } = caller;
  const answering = { accountId, program: program.key, invitationIds, userId };
  const errors = [
    ...fields.errors,
    ...(await fileErrors(documents, answering, program.customFields, fields.values)),
    ...moduleErrors(program, body),
    ...(await shareErrors(stores, caller, body)),
    ...(await additionErrors(stores, caller, body)),
  ];
  if (errors.length > 0) throw invalid(errors);
  const { key, customFieldsVersion } = program;
  const terms = { program: key, roleKey, customFields: fields.values, customFieldsVersion };
  return {
    program,
    input: { ...defined<Omit<InvitationInput, 'customFields'>>(content), ...terms },
    emailKey: parseEmailAddress(body.contactEmail)?.key ?? '',
  };
}

const NO_FILES = { findMany: () => Promise.resolve([]) };

/** Added to a partner, everybody is the same; the program's own role is for whoever decides on a new one instead. */
async function roleFor(
  stores: CheckStores,
  caller: Caller,
  { defaultRoleKey }: ProgramDoc,
  { roleKey, addToPartnershipId }: InvitationInput,
): Promise<string> {
  if (addToPartnershipId === undefined) return grantableRole({ stores }, caller, defaultRoleKey, roleKey);
  await grantableRole({ stores }, caller, defaultRoleKey, ADDED_ROLE);
  return defaultRoleKey;
}

async function additionErrors(
  { addablePartners }: CheckStores,
  { accountId }: Caller,
  { addToPartnershipId, roleKey = ADDED_ROLE }: InvitationInput,
): Promise<FieldError[]> {
  if (addToPartnershipId === undefined) return [];
  const partner = await addablePartners.find(accountId, addToPartnershipId);
  return [
    ...(partner === undefined ? [{ pointer: '/addToPartnershipId', detail: NOT_ADDABLE }] : []),
    ...(roleKey === ADDED_ROLE ? [] : [{ pointer: '/roleKey', detail: ROLE_IS_FIXED }]),
  ];
}

const ROLE_IS_FIXED = `Whoever is added to a partner is a ${ADDED_ROLE}; the partner's administrators can change it.`;

function moduleErrors(program: ProgramDoc, { initialModule }: InvitationInput): FieldError[] {
  if (initialModule === undefined || program.modules.some(({ key }) => key === initialModule)) return [];
  return [{ pointer: '/initialModule', detail: 'The program has no such module.' }];
}

async function shareErrors(
  { workspaces }: CheckStores,
  caller: Caller,
  { share }: InvitationInput,
): Promise<FieldError[]> {
  if (share === undefined) return [];
  const workspace = await workspaces.find(caller.accountId, share.workspaceId);
  if (workspace === undefined)
    return [{ pointer: '/share/workspaceId', detail: 'There is no such workspace.' }];
  const folders = await workspaces.listFolders(caller.accountId, workspace._id);
  const known = new Set(folders.map(({ _id }) => _id));
  return share.folderIds.flatMap((id, index) =>
    known.has(id)
      ? []
      : [{ pointer: `/share/folderIds/${index}`, detail: 'The workspace has no such folder.' }],
  );
}
