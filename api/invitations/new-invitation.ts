import type { InvitationDoc, ProgramDoc, ProgramStore, RoleStore, WorkspaceStore } from '../../models';
import { newId, parseEmailAddress, reservedOrNew, workflowInputOf } from '../../models';
import type { InvitationWorkflowInput } from '../../workflows/contract';
import type { Caller } from '../http/caller';
import { checkCustomFieldsInTurns } from '../../domain/programs/custom-fields';
import type { ApiDeps } from '../deps';
import type { Keyed } from '../http/endpoint';
import type { FieldError } from '../../domain/field-error';
import { isUnclear, Problem, problemOf } from '../http/problem';
import { recordAuditOrigin } from '../http/request-origin';
import type { NewInvitation } from './schema';
import { invalid } from '../http/validate';
import { withAllowance } from './email-allowance';
import { grantableRole } from '../roles/ceiling';

/** Who invites, in which call. */
export interface InvitingCall extends Pick<Keyed, 'reservedId'> {
  readonly deps: ApiDeps;
  readonly caller: Caller;
}

/** Storing and starting together; 3 s are promised for the whole call. */
const WITHIN_MS = 2_700;

/**
 * Invites: checks, stores, starts the workflow, in this order. Nothing is stored while Temporal is known to be away.
 * After an unclear answer of it the document stays, since its workflow may run: the same call, repeated, goes on
 * with it, and so does the reconciler.
 *
 * @throws {@link Problem} 403, 409, 422, 429; 503, which names the invitation once it is stored
 */
export async function createInvitation(
  call: InvitingCall,
  input: NewInvitation,
  supersedes: string | null = null,
): Promise<InvitationDoc> {
  const { deps, caller, reservedId } = call;
  const until = Date.now() + WITHIN_MS;
  const invitationId = reservedOrNew('inv', reservedId);
  const left = reservedId === undefined ? undefined : await resumeCreate(call, invitationId, until);
  if (left !== undefined) return left;
  const plan = await checkInvitation(deps, caller, input, invitationId);
  await refuseIfKnown(deps, caller, plan.emailKey);
  await deps.temporal.ensureUsable();
  // First, so that of racing calls those that lose are told of the winner, not of the e-mails that all took.
  const doc = await store(deps, input, plan, supersedes);
  await startIfAllowed(deps, doc, until);
  return doc;
}

interface Plan {
  readonly emailKey: string;
  readonly roleKey: string;
  readonly program: ProgramDoc;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly workflowInput: InvitationWorkflowInput;
}

/** What the terms of an invitation are checked against. */
export interface TermStores {
  readonly programs: Pick<ProgramStore, 'find'>;
  readonly roles: Pick<RoleStore, 'find'>;
  readonly workspaces: Pick<WorkspaceStore, 'find' | 'listFolders'>;
}

/**
 * Everything that can be wrong with an invitation but who it is for.
 *
 * @throws {@link Problem} 403 `role-ceiling`, 422
 */
export async function checkTerms(
  stores: TermStores,
  caller: Caller,
  input: NewInvitation,
): Promise<Pick<Plan, 'program' | 'roleKey' | 'customFields'>> {
  const program = await stores.programs.find(caller.accountId, input.program ?? 'default');
  if (program === undefined) throw invalid([{ pointer: '/program', detail: 'There is no such program.' }]);
  const roleKey = await grantableRole({ stores }, caller, program.defaultRoleKey, input.roleKey);
  const fields = await checkCustomFieldsInTurns(program.customFields, input.customFields ?? {}, {
    mayFill: ['inviter', 'invitee'],
    mustFill: 'inviter',
  });
  const errors = [
    ...fields.errors,
    ...moduleErrors(program, input),
    ...(await shareErrors(stores, caller, input)),
  ];
  if (errors.length > 0) throw invalid(errors);
  return { program, roleKey, customFields: fields.values };
}

/** Everything that can be wrong with an invitation by itself; also what a dry run asks. */
export async function checkInvitation(
  deps: ApiDeps,
  caller: Caller,
  input: NewInvitation,
  invitationId = newId('inv'),
): Promise<Plan> {
  const { program, roleKey, customFields } = await checkTerms(deps.stores, caller, input);
  const emailKey = parseEmailAddress(input.contactEmail)?.key ?? '';
  const terms = {
    invitationId,
    accountId: caller.accountId,
    inviterId: caller.userId,
    sharesRecords: (input.share?.folderIds.length ?? 0) > 0,
    expiresIn: input.expiresIn,
    reminders: input.reminders,
  };
  const workflowInput = workflowInputOf(terms, program);
  return {
    emailKey,
    roleKey,
    program,
    customFields,
    workflowInput,
  };
}

function moduleErrors(program: ProgramDoc, { initialModule }: NewInvitation): FieldError[] {
  if (initialModule === undefined || program.modules.some(({ key }) => key === initialModule)) return [];
  return [{ pointer: '/initialModule', detail: 'The program has no such module.' }];
}

async function shareErrors(
  { workspaces }: TermStores,
  caller: Caller,
  { share }: NewInvitation,
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

export async function refuseIfKnown(deps: ApiDeps, { accountId }: Caller, emailKey: string): Promise<void> {
  const known = await deps.stores.inviteePolicy.alreadyKnown(accountId, emailKey);
  if (known?.kind === 'open') {
    throw new Problem('invitation-already-open', { invitationId: known.invitationId });
  }
  if (known?.kind === 'partner') throw new Problem('already-a-partner');
}

async function store(
  deps: ApiDeps,
  input: NewInvitation,
  plan: Plan,
  supersedes: string | null,
): Promise<InvitationDoc> {
  const { program: _program, expiresIn: _expiresIn, reminders: _reminders, ...content } = input;
  const created = await deps.stores.invitations.create({
    _id: plan.workflowInput.invitationId,
    ...present(content),
    partnerName: input.partnerName,
    contactEmail: input.contactEmail,
    roleKey: plan.roleKey,
    customFields: plan.customFields,
    initialModule: input.initialModule ?? plan.program.initialModule,
    customFieldsVersion: plan.program.customFieldsVersion,
    supersedes,
    workflowInput: plan.workflowInput,
  });
  if (!created.ok) throw new Problem('invitation-already-open', { invitationId: created.conflict });
  return created.invitation;
}

/** A copy without the members that are undefined. */
export function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const set = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(set) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/**
 * Takes one e-mail from the daily allowances and starts the workflow. What was refused leaves nothing behind; what
 * may have been started stays.
 */
async function startIfAllowed(deps: ApiDeps, doc: InvitationDoc, until: number): Promise<void> {
  try {
    await withAllowance(deps, doc, () => start(deps, doc, until));
  } catch (error) {
    if (isUnclear(error)) throw error;
    await deps.stores.invitations.withdraw(doc._id).catch((failure: unknown) => {
      deps.logger.warn({ err: failure }, 'an invitation was not withdrawn; the reconciler will start it');
    });
    throw error;
  }
}

async function start(deps: ApiDeps, doc: InvitationDoc, until: number): Promise<void> {
  try {
    await recordAuditOrigin(deps, doc._id, { kind: 'user', id: doc.inviterId });
    await deps.temporal.startInvitation(doc.workflowInput, until);
  } catch (error) {
    throw isUnclear(error) ? new Problem(problemOf(error).code, { invitationId: doc._id }, error) : error;
  }
}

/** What the same call has stored before it died or gave up; it stays whatever happens to this one. */
async function resumeCreate(
  { deps, caller }: InvitingCall,
  id: string,
  until: number,
): Promise<InvitationDoc | undefined> {
  const doc = await deps.stores.invitations.resumeCreate(caller.accountId, id);
  if (doc?.seq === 0) await start(deps, doc, until);
  return doc;
}
