import { setHandler } from '@temporalio/workflow';
import {
  decisionSignal,
  decisionUpdate,
  durationMs,
  emailEventReportedSignal,
  EXPIRY_BOUNDS_MS,
  failureOf,
  invitationStateQuery,
  NEW_PARTNER,
  type AcceptInput,
  type ApproveInput,
  type Decision,
  type DecisionName,
  type Decisions,
  type DeclineInput,
  type Refusal,
} from '../contract';
import { decidedAt, type Invitation } from './invitation';
import { answerRefusal, transition, type InvitationEvent } from '../contract/transitions';
import { readDecision, readEmailEvent } from './read-messages';

/** Why a decision may be refused, and what it does when it is not. */
interface DecisionRule<Input extends Decision> {
  refusal(invitation: Invitation, input: Input): Refusal | undefined;
  apply(invitation: Invitation, input: Input): void;
}

/** The rule of every decision. */
const RULES: { readonly [Name in DecisionName]: DecisionRule<Decisions[Name]> } = {
  acceptInvitation: {
    refusal: refuseAnswer,
    apply: (invitation, input) => invitation.accept(input),
  },
  declineInvitation: {
    refusal: refuseAnswer,
    apply: (invitation, input) => invitation.decline(input),
  },
  remindLater: {
    refusal: (invitation, input) =>
      answerRefusal(invitation.status) ?? illegal(invitation, 'remindLater') ?? refuseDuration(input.in),
    apply: (invitation, input) => invitation.remindLater(input, durationMs(input.in) ?? 0),
  },
  approveInvitation: {
    refusal: (invitation, input) =>
      illegal(invitation, invitation.mayChooseAnew ? 'chooseAnew' : 'approve') ??
      refuseSelfApproval(invitation, input) ??
      refuseOtherChoice(invitation, input) ??
      refuseSecondApproval(invitation, input),
    apply: (invitation, input) => invitation.approve(input),
  },
  rejectInvitation: {
    refusal: (invitation) => illegal(invitation, 'reject'),
    apply: (invitation, input) => invitation.reject(input),
  },
  returnInvitation: {
    refusal: (invitation, { reasonRef }) =>
      illegal(invitation, 'return') ?? (reasonRef === undefined ? { type: 'InvalidDecision' } : undefined),
    apply: (invitation, input) => invitation.return(input),
  },
  revokeInvitation: {
    refusal: (invitation) => illegal(invitation, 'revoke'),
    apply: (invitation, input) => invitation.revoke(input),
  },
  resendInvitation: {
    refusal: (invitation) => illegal(invitation, 'resend') ?? refuseResend(invitation),
    apply: (invitation, input) => invitation.resend(input),
  },
  extendInvitation: {
    refusal: (invitation, input) => illegal(invitation, 'extend') ?? refuseDuration(input.expiresIn),
    apply: (invitation, input) => invitation.extend(input, durationMs(input.expiresIn) ?? 0),
  },
  retryProvisioning: {
    refusal: (invitation) => illegal(invitation, 'retry'),
    apply: (invitation, input) => invitation.retry(input),
  },
  changeAddress: {
    refusal: (invitation) => illegal(invitation, 'changeAddress'),
    apply: (invitation) => invitation.changeAddress(),
  },
};

/** Opens the invitation to everybody who may decide on it; whichever of Update and Signal comes first counts. */
export function registerHandlers(invitation: Invitation): void {
  setHandler(invitationStateQuery, () => invitation.snapshot);
  for (const name of Object.keys(RULES) as DecisionName[]) handleDecision(invitation, name, RULES[name]);
  setHandler(emailEventReportedSignal, (message) => {
    const event = readEmailEvent(message);
    if (event) invitation.hear(() => invitation.emailReported(event));
  });
}

function handleDecision(invitation: Invitation, name: DecisionName, rule: DecisionRule<Decision>): void {
  const refusalOf = (input: Decision) =>
    invitation.hasDecided(input.decisionId) ? undefined : rule.refusal(invitation, input);
  const applyOnce = (input: Decision) => {
    if (invitation.hasDecided(input.decisionId)) return;
    invitation.remember(input.decisionId);
    rule.apply(invitation, input);
  };
  // The validator is synchronous and throws only typed failures: anything else would wedge the run.
  const read = (message: unknown): Decision => {
    const input = readDecision(message);
    const refusal = input ? refusalOf(input) : ({ type: 'InvalidDecision' } as const);
    if (!input || refusal) throw failureOf(refusal ?? { type: 'InvalidDecision' });
    return input;
  };
  setHandler(
    decisionUpdate(name),
    (message) => {
      // Another message of the same task may have come between the validator and this line.
      applyOnce(read(message));
      return invitation.snapshot;
    },
    { validator: (message) => void read(message) },
  );
  if (name === 'changeAddress') return;
  // Nobody waits for a Signal, so a refusal is remembered for whoever looks.
  setHandler(decisionSignal(name), (message) => {
    const input = readDecision(message);
    const refusal = input && refusalOf(input);
    if (refusal) invitation.hear(() => invitation.noteRefusal(input.decisionId, refusal.type));
    else if (input) applyOnce(input);
  });
}

function illegal(invitation: Invitation, event: InvitationEvent): Refusal | undefined {
  const next = transition(invitation.status, event);
  return typeof next === 'string' ? undefined : next;
}

function refuseAnswer(invitation: Invitation, input: AcceptInput | DeclineInput): Refusal | undefined {
  const closed = answerRefusal(invitation.status);
  if (closed) return closed;
  const { tokenVersion, addressVersion = 1, expiresAt, status } = invitation.snapshot;
  const isOfOldLink = input.tokenVersion !== undefined && input.tokenVersion !== tokenVersion;
  const isOfOldAddress = input.addressVersion !== undefined && input.addressVersion !== addressVersion;
  if (isOfOldLink || isOfOldAddress) return { type: 'LinkReplaced' };
  const late = decidedAt(input) >= Date.parse(expiresAt);
  return late ? { type: 'InvitationExpired', currentStatus: status } : undefined;
}

/** Four eyes: neither the inviter (unless the program allows it) nor the invited person approves. */
function refuseSelfApproval({ input, snapshot }: Invitation, { actor }: Decision): Refusal | undefined {
  const ownInvitation = actor.id === input.inviterId && !input.policy.inviterMayApprove;
  const invited = [input.inviteeUserId, snapshot.acceptedBy?.id].includes(actor.id);
  return ownInvitation || invited ? { type: 'SelfApproval', currentStatus: snapshot.status } : undefined;
}

/** The first to choose a partner counts; whoever approves the same content after it has to agree. */
function refuseOtherChoice(invitation: Invitation, input: ApproveInput): Refusal | undefined {
  if (invitation.mayChooseAnew) return undefined;
  const chosen = invitation.choiceOf(input);
  const differs = invitation.snapshot.approvals.some(
    ({ baseHash, addTo = NEW_PARTNER }) => baseHash === input.baseHash && addTo !== chosen,
  );
  return differs ? { type: 'ChoiceDiffers', currentStatus: invitation.status } : undefined;
}

function refuseSecondApproval(invitation: Invitation, input: ApproveInput): Refusal | undefined {
  if (invitation.mayChooseAnew) return undefined;
  const approved = invitation.approvalsOf(input.contentHash).some(({ by }) => by === input.actor.id);
  return approved ? { type: 'AlreadyApproved', currentStatus: invitation.status } : undefined;
}

function refuseResend({ input, snapshot }: Invitation): Refusal | undefined {
  const { status, lastSendAt, sendCount } = snapshot;
  if (sendCount > input.policy.maxResends) return { type: 'ResendLimit', currentStatus: status };
  const readyAt = Date.parse(lastSendAt) + (durationMs(input.policy.resendCooldown) ?? 0);
  if (status === 'delivery_failed' || Date.now() >= readyAt) return undefined;
  const retryAfterSeconds = Math.ceil((readyAt - Date.now()) / 1000);
  return { type: 'ResendCooldown', currentStatus: status, retryAfterSeconds };
}

function refuseDuration(text: unknown): Refusal | undefined {
  const ms = typeof text === 'string' ? durationMs(text) : undefined;
  const allowed = ms !== undefined && ms >= EXPIRY_BOUNDS_MS.min && ms <= EXPIRY_BOUNDS_MS.max;
  return allowed ? undefined : { type: 'InvalidDecision' };
}
