import { durationMs, type InvitationWorkflowInput } from '../../workflows/contract';
import type { Defined } from '../defined';
import type { Immutable } from '../immutable';
import type { Sending } from '../email/allowance';
import { isFile } from '../programs/field-types';
import { PROGRAM_DEFAULTS, type CustomField, type Program } from '../programs/program';
import type { InvitationContent } from './invitation';
import type { InvitationInput } from './invitation-input';
import type { AlreadyKnown } from './invitee-policy';

/** What an inviter asks for, checked and in normal form. */
export interface CheckedInvitation extends Immutable<Defined<Omit<InvitationInput, 'customFields'>>> {
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly customFieldsVersion: number;
  readonly program: string;
  readonly roleKey: string;
}

/** One invitation that somebody wants to make: by a call, or by a row of an import. */
export interface InviteRequest {
  readonly invitationId: string;
  readonly accountId: string;
  readonly inviterId: string;
  /** Normalised address of the contact. */
  readonly emailKey: string;
  readonly input: CheckedInvitation;
  readonly program: Program;
  /** The earlier invitation that this one takes the place of. */
  readonly supersedes?: string | null;
  readonly importId?: string | null;
  /** Nobody invites: the contact applied, and has handed this in. */
  readonly application?: Applied;
}

/** An application that no invitation asked for. */
export interface Applied {
  /** ID of the stored application. */
  readonly ref: string;
  /** Who opened the program to applications, and stands for what comes in. */
  readonly responsibleId: string | null;
}

/** A new invitation as it is stored; members left out are null, durations come with `workflowInput`. */
export interface NewInvitation extends Partial<
  Omit<InvitationContent, 'partnerName' | 'contactEmail' | 'expiresIn' | 'reminders'>
> {
  readonly _id: string;
  readonly partnerName: string;
  readonly contactEmail: string;
  readonly customFieldsVersion?: number;
  readonly supersedes?: string | null;
  readonly importId?: string | null;
  readonly responsibleId?: string | null;
  /** Names account, inviter, program, times and policy. */
  readonly workflowInput: InvitationWorkflowInput;
}

/** What of a stored invitation matters here. */
interface Stored {
  readonly _id: string;
  readonly importId?: string | null;
}

/** What inviting needs of the world. */
export interface InvitePorts<S extends Stored> {
  /** Whether the address waits for an answer already or led to a partner. */
  alreadyKnown(emailKey: string): Promise<AlreadyKnown | undefined>;
  /** Waits until one more may be stored and started; throws when none may be. */
  ready(): Promise<void>;
  /** Stores it; of any number of racing ones to the same address exactly one succeeds. */
  create(
    invitation: NewInvitation,
  ): Promise<
    { readonly ok: true; readonly invitation: S } | { readonly ok: false; readonly conflict: string }
  >;
  /** Sends the e-mail that is counted; see `withEmailAllowance`. */
  withAllowance(who: Sending, send: () => Promise<void>): Promise<void>;
  /** Starts the workflow, which sends the e-mail. */
  start(invitation: S): Promise<void>;
  /** Whether the workflow may run although its start failed so. */
  mayRun(error: unknown): boolean;
  /** Deletes an invitation whose workflow does not run. */
  withdraw(id: string): Promise<void>;
}

/** The invitation, or why there is none. */
export type InviteResult<S> = { readonly kind: 'invited'; readonly invitation: S } | AlreadyKnown;

/**
 * Invites one contact: stores the invitation and starts its workflow, unless the contact is known already. What was
 * refused leaves nothing behind. What may have been started stays: whoever repeats the request goes on with it, and
 * so does the reconciler.
 *
 * @throws what the ports throw
 */
export async function invite<S extends Stored>(
  ports: InvitePorts<S>,
  request: InviteRequest,
): Promise<InviteResult<S>> {
  const known = await ports.alreadyKnown(request.emailKey);
  if (known !== undefined) return known;
  await ports.ready();
  // First, so that of racing requests those that lose are told of the winner, not of the e-mails that all took.
  const stored = await ports.create(newInvitationOf(request));
  if (!stored.ok) return { kind: 'open', invitationId: stored.conflict };
  const { invitation } = stored;
  const isOurs = (invitation.importId ?? null) === (request.importId ?? null);
  if (!isOurs) return { kind: 'open', invitationId: invitation._id };
  try {
    await ports.withAllowance(request, () => ports.start(invitation));
  } catch (error) {
    if (!ports.mayRun(error)) await ports.withdraw(invitation._id);
    throw error;
  }
  return { kind: 'invited', invitation };
}

function newInvitationOf(request: InviteRequest): NewInvitation {
  const { invitationId, input, program, supersedes = null, importId = null, application } = request;
  const { program: _program, expiresIn, reminders, addToPartnershipId, ...content } = input;
  const sharesRecords = (input.share?.folderIds.length ?? 0) > 0;
  return {
    _id: invitationId,
    ...content,
    initialModule: input.initialModule ?? program.initialModule,
    supersedes,
    importId,
    responsibleId: application?.responsibleId ?? null,
    workflowInput: workflowInputOf(
      {
        ...request,
        sharesRecords,
        addToPartnershipId,
        expiresIn,
        reminders,
        applicationRef: application?.ref,
      },
      program,
    ),
  };
}

/** What one invitation adds to its program's settings. */
interface InvitationTerms {
  readonly invitationId: string;
  readonly accountId: string;
  readonly inviterId: string;
  readonly sharesRecords: boolean;
  readonly addToPartnershipId?: string | undefined;
  /** ISO-8601; the program's own where left out. */
  readonly expiresIn?: string | undefined;
  readonly reminders?: readonly string[] | undefined;
  /** What was handed in without an invitation. */
  readonly applicationRef?: string | undefined;
}

const isFileField = ({ type, filledBy }: CustomField) => isFile(type) && filledBy !== 'reviewer';

/** When people who decide are reminded, and by when they have to; a program that was saved before says nothing of it. */
function decisionPolicy(program: Program) {
  const { escalateEvery, maxEscalations, decideWithin, whenUndecided } = { ...PROGRAM_DEFAULTS, ...program };
  return {
    maxEscalations,
    ...(escalateEvery !== null && { escalateEvery }),
    ...(decideWithin !== null && { decideWithin, whenUndecided }),
  };
}

/** The workflow's input: the program's settings as they are now, with what this invitation has of its own. */
export function workflowInputOf(terms: InvitationTerms, program: Program): InvitationWorkflowInput {
  const { invitationId, accountId, inviterId, sharesRecords, applicationRef, addToPartnershipId } = terms;
  const now = Date.now();
  const expiresIn = terms.expiresIn ?? program.expiresIn;
  return {
    invitationId,
    accountId,
    inviterId,
    program: program.key,
    policy: {
      // A stranger becomes a partner by a rule or by people, never by a setting for those who were invited.
      autoOnboarding: program.autoOnboarding && applicationRef === undefined,
      // Files are looked at where the rules are, also by those who have none.
      hasApprovalRules: program.approvalRules.length > 0 || program.customFields.some(isFileField),
      requiredApprovals: program.requiredApprovals,
      inviterMayApprove: program.inviterMayApprove,
      escalateAfter: program.escalateAfter,
      ...decisionPolicy(program),
      expiresIn,
      resendCooldown: program.resendCooldown,
      reminders: terms.reminders ?? program.reminders,
      maxResends: program.maxResends,
    },
    sharesRecords,
    ...(addToPartnershipId && { addToPartnershipId }),
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + (durationMs(expiresIn) ?? 0)).toISOString(),
    ...(applicationRef !== undefined && { applicationRef }),
  };
}
