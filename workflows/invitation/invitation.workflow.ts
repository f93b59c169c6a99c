import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  workflowInfo,
} from '@temporalio/workflow';
import { Alarm } from './deadline-timer';
import { isTerminal, type InvitationResult, type InvitationWorkflowInput } from '../contract';
import type { Deadline } from './deadlines';
import { takeDecisions } from './decisions';
import { Invitation } from './invitation';
import { Mailroom } from './email-dispatcher';
import { showOperators } from './operator-view';
import { Projection } from './read-model-writer';
import { applyApprovalRules, provision } from './provision';

/**
 * The life of one invitation, from the first e-mail to a working account. Handlers and deadlines change
 * the state; this loop does what the state asks for.
 */
export async function invitationWorkflow(input: InvitationWorkflowInput): Promise<InvitationResult> {
  const invitation = new Invitation(input);
  takeDecisions(invitation);
  const mailroom = new Mailroom(invitation);
  const projection = new Projection(() => invitation.snapshot, input.carried?.recorded);
  const alarm = new Alarm(() => invitation.elapse());
  const publish = () => {
    mailroom.dispatch();
    // The first provisioning step writes the read model on its way.
    if (invitation.status !== 'provisioning') projection.refresh();
    showOperators(invitation);
    alarm.set(ownDeadline(invitation));
  };
  const wasCancelled = revokeWhenCancelled(invitation);

  return CancellationScope.nonCancellable(async () => {
    while (!isTerminal(invitation.status)) {
      publish();
      if (workflowInfo().continueAsNewSuggested && mailroom.isIdle())
        await goOnInNewRun(invitation, projection, wasCancelled());
      switch (invitation.status) {
        case 'created':
        case 'sent':
        case 'delivery_failed':
        case 'pending_approval':
        case 'failed':
          await somethingHappens(invitation, projection);
          break;
        case 'accepted':
          await applyApprovalRules(invitation);
          break;
        case 'provisioning':
          await provision(invitation, projection);
          break;
      }
    }
    const isSettled = () => mailroom.isIdle() && projection.isSettled();
    publish();
    while (!isSettled()) {
      await condition(() => isSettled() || projection.isDue());
      publish();
    }
    await condition(allHandlersFinished);
    return invitation.result();
  });
}

/** Waits for a decision, a deadline or news of the mail, or until the read model wants the next state. */
async function somethingHappens(invitation: Invitation, projection: Projection): Promise<void> {
  const { seq } = invitation;
  await condition(() => invitation.seq !== seq || projection.isDue());
}

/**
 * The deadline that needs a timer. Until the first e-mail is taken, the time it is given is the deadline (see
 * the mailroom), unless that was moved since.
 */
function ownDeadline({ deadline, status, snapshot, input }: Invitation): Deadline | undefined {
  return status === 'created' && snapshot.expiresAt === input.expiresAt ? undefined : deadline;
}

/**
 * Cancelling the workflow in Temporal means what revoking means. A partner half made is finished first; what
 * then waits for somebody is revoked. Answers whether it was cancelled, in this run or before.
 */
function revokeWhenCancelled(invitation: Invitation): () => boolean {
  const { carried } = invitation.input;
  const whole = CancellationScope.current();
  const revoke = async () => {
    await condition(() => invitation.allows('revoke') || isTerminal(invitation.status));
    const decision = {
      decisionId: 'cancelled-in-temporal',
      actor: { kind: 'operator', id: 'temporal' },
    } as const;
    if (invitation.allows('revoke')) invitation.revoke(decision);
  };
  if (carried?.cancelled) void CancellationScope.nonCancellable(revoke);
  void whole.cancelRequested.catch(() => CancellationScope.nonCancellable(revoke));
  return () => whole.consideredCancelled || carried?.cancelled === true;
}

/** A new run with the same state keeps the history of a very busy invitation short. */
function goOnInNewRun(invitation: Invitation, projection: Projection, cancelled: boolean): Promise<never> {
  const carried = {
    ...invitation.carry(),
    recorded: projection.carry(),
    ...(cancelled && { cancelled: true as const }),
  };
  return continueAsNew<typeof invitationWorkflow>({ ...invitation.input, carried });
}
