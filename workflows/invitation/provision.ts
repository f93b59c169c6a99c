import { ActivityFailure, ApplicationFailure, log, patched } from '@temporalio/workflow';
import { compensationActivities, provisioningActivities } from '../activity-proxies';
import type { ProvisioningInput, ProvisionedAccount, RuleVerdict } from '../contract';
import type { Invitation } from './invitation';
import type { ReadModelWriter } from './read-model-writer';

/**
 * Makes the partner: account, role, records. Each compensation is noted before its step runs, so that
 * whatever a failed step may have left behind is removed as well.
 */
export async function provision(invitation: Invitation, readModel: ReadModelWriter): Promise<void> {
  const input = provisioningInput(invitation);
  const undo: (() => Promise<void>)[] = [];
  try {
    undo.push(() => compensationActivities.removeCreatedAccount(input));
    const account = await createAccount(input, readModel);
    const step = { ...input, account };
    undo.push(() => compensationActivities.withdrawDefaultRole(input));
    const steps: Promise<unknown>[] = [provisioningActivities.assignDefaultRole(step)];
    if (invitation.input.sharesRecords) {
      undo.push(() => compensationActivities.withdrawSharedRecords(input));
      steps.push(provisioningActivities.shareRecords(step));
    }
    await allOrFirstFailure(steps);
    invitation.provisioned(account);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    for (const compensate of undo.reverse()) await compensate().catch(leaveBehind);
    const type = error.cause instanceof ApplicationFailure ? (error.cause.type ?? 'Unknown') : 'Timeout';
    invitation.provisioningFailed({ step: error.activityType, type });
    if (patched('provisioning-failed-notice')) invitation.tellOfFailure();
  }
}

/** Asks the program's rules what becomes of an accepted invitation; where they cannot say, a person does. */
export async function applyApprovalRules(invitation: Invitation): Promise<void> {
  const verdict = await provisioningActivities
    .evaluateApprovalRules(provisioningInput(invitation))
    .catch(leaveToPerson);
  invitation.route(verdict.outcome, verdict.ruleId, verdict.addToPartnershipId);
}

/** The activity writes the read model on its way, which saves the writer an event. */
async function createAccount(
  input: ProvisioningInput,
  readModel: ReadModelWriter,
): Promise<ProvisionedAccount> {
  const record = readModel.handOver();
  const account = await provisioningActivities.createAccount({ ...input, ...(record && { record }) });
  if (record) readModel.written(record);
  return account;
}

/** Waits for every step, so that no compensation overtakes the step it undoes. */
async function allOrFirstFailure(steps: Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(steps);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

/** A compensation that can never succeed must not keep the others, or the parking in `failed`, from happening. */
function leaveBehind(error: unknown): void {
  if (!(error instanceof ActivityFailure)) throw error;
  log.error('A compensation failed for good', { activity: error.activityType });
}

function leaveToPerson(error: unknown): RuleVerdict {
  if (!(error instanceof ActivityFailure)) throw error;
  return { outcome: 'review' };
}

function provisioningInput({ input, snapshot }: Invitation): ProvisioningInput {
  const { acceptedBy, applicationRef, partnerAccountId, addToPartnershipId, approvals, timeline } = snapshot;
  const round = 1 + timeline.filter(({ type }) => type === 'retried').length;
  const contentHash = approvals.at(-1)?.contentHash;
  return {
    invitationId: input.invitationId,
    acceptedBy: acceptedBy ?? { kind: 'invitee', id: 'invitee' },
    ...(applicationRef && { applicationRef }),
    ...(partnerAccountId && { partnerAccountId }),
    ...(addToPartnershipId && { addToPartnershipId }),
    ...(contentHash && { contentHash }),
    ...(round > 1 && { round }),
  };
}
