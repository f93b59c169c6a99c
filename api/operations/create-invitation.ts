import type { InvitationDoc, ProgramDoc, UserDoc } from '../../models';
import { newId, parseEmailAddress } from '../../models';
import type { InvitationWorkflowInput } from '../../workflows/contract';
import { durationMs } from '../../workflows/contract';
import type { Caller } from '../caller';
import { checkCustomFields } from '../custom-fields';
import type { ApiDeps } from '../deps';
import type { FieldError } from '../problem';
import { Problem } from '../problem';
import type { NewInvitation } from '../schemas/invitation';
import { invalid } from '../validate';
import { grantableRole } from './role-ceiling';

/**
 * Invites: checks, stores, starts the workflow, in this order. A document whose workflow could not be started
 * is withdrawn again; one that a crash left behind is started by the reconciler.
 *
 * @throws {@link Problem} 403, 409, 422, 429, or 503 when nothing was invited
 */
export async function createInvitation(
  deps: ApiDeps,
  caller: Caller,
  input: NewInvitation,
  supersedes: string | null = null,
): Promise<InvitationDoc> {
  const plan = await checkInvitation(deps, caller, input);
  await refuseIfKnown(deps, caller, plan.emailKey);
  await takeFromAllowance(deps, caller, plan.emailKey);
  try {
    const doc = await store(deps, input, plan, supersedes);
    await startOrWithdraw(deps, doc);
    return doc;
  } catch (error) {
    const who = { accountId: caller.accountId, emailKey: plan.emailKey };
    await deps.stores.emailCounters.refund(who).catch(() => undefined);
    throw error;
  }
}

interface Plan {
  readonly emailKey: string;
  readonly roleKey: string;
  readonly program: ProgramDoc;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly invitee: UserDoc | undefined;
  readonly receiverAccountId: string | null;
  readonly workflowInput: InvitationWorkflowInput;
}

/** Everything that can be wrong with an invitation by itself; also what a dry run asks. */
export async function checkInvitation(deps: ApiDeps, caller: Caller, input: NewInvitation): Promise<Plan> {
  const program = await deps.stores.programs.find(caller.accountId, input.program ?? 'default');
  if (program === undefined) throw invalid([{ pointer: '/program', detail: 'There is no such program.' }]);
  const roleKey = await grantableRole(deps, caller, input.roleKey ?? program.defaultRoleKey);
  const fields = checkCustomFields(program.customFields, input.customFields ?? {}, {
    mayFill: ['inviter', 'invitee'],
    mustFill: 'inviter',
  });
  const errors = [
    ...fields.errors,
    ...moduleErrors(program, input),
    ...(await shareErrors(deps, caller, input)),
  ];
  if (errors.length > 0) throw invalid(errors);
  const emailKey = parseEmailAddress(input.contactEmail)?.key ?? '';
  const { invitee, receiverAccountId } = await receiverOf(deps, caller.accountId, emailKey);
  const workflowInput = workflowInputOf(caller, input, program, invitee?._id);
  return {
    emailKey,
    roleKey,
    program,
    customFields: fields.values,
    invitee,
    receiverAccountId,
    workflowInput,
  };
}

function moduleErrors(program: ProgramDoc, { initialModule }: NewInvitation): FieldError[] {
  if (initialModule === undefined || program.modules.some(({ key }) => key === initialModule)) return [];
  return [{ pointer: '/initialModule', detail: 'The program has no such module.' }];
}

async function shareErrors(deps: ApiDeps, caller: Caller, { share }: NewInvitation): Promise<FieldError[]> {
  if (share === undefined) return [];
  const workspace = await deps.stores.workspaces.find(caller.accountId, share.workspaceId);
  if (workspace === undefined)
    return [{ pointer: '/share/workspaceId', detail: 'There is no such workspace.' }];
  const folders = await deps.stores.workspaces.listFolders(caller.accountId, workspace._id);
  const known = new Set(folders.map(({ _id }) => _id));
  return share.folderIds.flatMap((id, index) =>
    known.has(id)
      ? []
      : [{ pointer: `/share/folderIds/${index}`, detail: 'The workspace has no such folder.' }],
  );
}

/** The user who owns the address and the account in which the invitation shows under Received. */
export async function receiverOf(deps: ApiDeps, accountId: string, emailKey: string) {
  const invitee = await deps.stores.users.findByEmailKey(emailKey);
  if (invitee === undefined) return { invitee, receiverAccountId: null };
  const memberships = await deps.stores.memberships.ofUser(invitee._id);
  const elsewhere = memberships.find((membership) => membership.accountId !== accountId);
  return { invitee, receiverAccountId: elsewhere?.accountId ?? null };
}

function workflowInputOf(
  caller: Caller,
  input: NewInvitation,
  program: ProgramDoc,
  inviteeUserId: string | undefined,
): InvitationWorkflowInput {
  const now = Date.now();
  const expiresIn = input.expiresIn ?? program.expiresIn;
  return {
    invitationId: newId('inv'),
    accountId: caller.accountId,
    inviterId: caller.userId,
    program: program.key,
    policy: {
      autoOnboarding: program.autoOnboarding,
      hasApprovalRules: program.approvalRules.length > 0,
      requiredApprovals: program.requiredApprovals,
      inviterMayApprove: program.inviterMayApprove,
      escalateAfter: program.escalateAfter,
      expiresIn,
      resendCooldown: program.resendCooldown,
      reminders: input.reminders ?? program.reminders,
      maxResends: program.maxResends,
    },
    sharesRecords: (input.share?.folderIds.length ?? 0) > 0,
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + (durationMs(expiresIn) ?? 0)).toISOString(),
    ...(inviteeUserId === undefined ? {} : { inviteeUserId }),
  };
}

/** Looks only inside the own account, so that nobody learns who else is known here. */
export async function refuseIfKnown(
  deps: ApiDeps,
  { accountId }: Pick<Caller, 'accountId'>,
  emailKey: string,
) {
  const live = await deps.stores.invitations.findLive(accountId, emailKey);
  if (live !== undefined) throw new Problem('invitation-already-open', { invitationId: live._id });
  if (await isActivePartner(deps, accountId, emailKey)) throw new Problem('already-a-partner');
}

/** Whether the address belongs to a user of one of the account's active partners. */
export async function isActivePartner(deps: ApiDeps, accountId: string, emailKey: string): Promise<boolean> {
  const user = await deps.stores.users.findByEmailKey(emailKey);
  if (user === undefined) return false;
  const memberships = await deps.stores.memberships.ofUser(user._id);
  const pairs = await Promise.all(
    memberships.map((membership) => deps.stores.partnerships.findPair(accountId, membership.accountId)),
  );
  return pairs.some((pair) => pair?.status === 'active');
}

async function takeFromAllowance(deps: ApiDeps, { accountId }: Caller, emailKey: string): Promise<void> {
  const taken = await deps.stores.emailCounters.take({ accountId, emailKey }, deps.settings);
  if (taken === 'ok') return;
  const now = new Date();
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  throw new Problem('rate-limited', {
    detail: `The daily number of invitation e-mails of this ${taken} is used up.`,
    retryAfterSeconds: (midnight - now.getTime()) / 1000,
  });
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
    receiverAccountId: plan.receiverAccountId,
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
 * Should the start have reached Temporal all the same, the workflow finds no document and ends by itself; so
 * whoever repeats the request gets one invitation, not two.
 */
async function startOrWithdraw(deps: ApiDeps, doc: InvitationDoc): Promise<void> {
  try {
    await deps.temporal.startInvitation(doc.workflowInput);
  } catch (error) {
    await deps.stores.invitations.withdraw(doc._id).catch((failure: unknown) => {
      deps.logger.warn({ err: failure }, 'an invitation was not withdrawn; the reconciler will start it');
    });
    throw error;
  }
}
