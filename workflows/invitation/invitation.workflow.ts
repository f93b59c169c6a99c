import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  workflowInfo,
} from '@temporalio/workflow';
import { DeadlineTimer } from './deadline-timer';
import { isTerminal, type InvitationResult, type InvitationWorkflowInput } from '../contract';
import type { Deadline } from './deadlines';
import { registerHandlers } from './decisions';
import { Invitation } from './invitation';
import { EmailDispatcher } from './email-dispatcher';
import { showOperators } from './operator-view';
import { ReadModelWriter } from './read-model-writer';
import { applyApprovalRules, provision } from './provision';

/**
 * The life of one invitation: send, wait for an answer, decide, provision, finish. Handlers and deadlines change
 * its state at any time; each turn of the loop shows the state to the world and does what it asks for.
 */
export async function invitationWorkflow(input: InvitationWorkflowInput): Promise<InvitationResult> {
  const invitation = new Invitation(input);
  // An application changes its state by beginning, which the read model has to learn.
  const known = input.applicationRef === undefined ? undefined : { seq: invitation.seq, entries: 0 };
  if (!input.carried) invitation.begin();
  registerHandlers(invitation);
  const emails = new EmailDispatcher(invitation);
  const readModel = new ReadModelWriter(() => invitation.snapshot, input.carried?.recorded ?? known);
  const timer = new DeadlineTimer(() => invitation.applyDueDeadlines());
  const showState = async () => {
    await emails.dispatch();
    // The first provisioning step writes the read model on its way.
    if (invitation.status !== 'provisioning') await readModel.refresh();
    showOperators(invitation);
    timer.set(ownDeadline(invitation));
    invitation.hearWhatWaited();
  };
  const wasCancelled = revokeWhenCancelled(invitation);

  return CancellationScope.nonCancellable(async () => {
    while (!isTerminal(invitation.status)) {
      const { seq } = invitation;
      await showState();
      if (invitation.seq !== seq) continue;
      switch (invitation.status) {
        // The invitee answers, is reminded or is too late; what was not delivered is corrected and sent again.
        case 'created':
        case 'sent':
        case 'delivery_failed':
        // The applicant was asked for more, and answers again as before.
        case 'returned':
        // People of the inviting account approve or reject, and are reminded.
        case 'pending_approval':
        // Somebody tries again or revokes.
        case 'failed':
          await stateChanged(invitation, readModel);
          await continueIfSuggested(invitation, readModel, emails, wasCancelled);
          break;
        case 'accepted':
          await applyApprovalRules(invitation);
          await continueIfSuggested(invitation, readModel, emails, wasCancelled);
          break;
        case 'provisioning':
          await provision(invitation, readModel);
          break;
      }
    }
    const isOver = () => emails.isIdle() && readModel.isSettled();
    do {
      await showState();
      await condition(() => readModel.isDue() || isOver());
    } while (!isOver());
    await condition(allHandlersFinished);
    return invitation.result();
  });
}

/** Waits for a decision, a deadline or news of the mail, or until the read model wants the next state. */
async function stateChanged(invitation: Invitation, readModel: ReadModelWriter): Promise<void> {
  const { seq } = invitation;
  await condition(() => invitation.seq !== seq || readModel.isDue());
}

/**
 * The deadline that needs a timer. Until the first e-mail is taken, the time it is
 * given is the deadline (see email-dispatcher.ts), unless that was moved since.
 */
function ownDeadline({ deadline, status, snapshot, input }: Invitation): Deadline | undefined {
  return status === 'created' && snapshot.expiresAt === input.expiresAt ? undefined : deadline;
}

/**
 * Cancelling the workflow in Temporal means what revoking means. A partner half made is finished first; what
 * then waits for somebody is revoked. Returns whether it was cancelled, in this run or before.
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
async function continueIfSuggested(
  invitation: Invitation,
  readModel: ReadModelWriter,
  emails: EmailDispatcher,
  wasCancelled: () => boolean,
): Promise<void> {
  // Not in a task that has done something: if more comes meanwhile, the server has it done again.
  if (!workflowInfo().continueAsNewSuggested || !emails.isIdle()) return;
  invitation.hearWhatWaited();
  const carried = {
    ...invitation.carry(),
    recorded: readModel.carry(),
    ...(wasCancelled() && { cancelled: true as const }),
  };
  await continueAsNew<typeof invitationWorkflow>({ ...invitation.input, carried });
}
