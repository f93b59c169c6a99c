import { ActivityFailure, ApplicationFailure, log } from '@temporalio/workflow';
import { compensationActivities, provisioningActivities, quickActivities } from '../activity-proxies';
import type { ProvisioningInput, ProvisionedAccount, ProvisioningStepInput, RuleVerdict } from '../contract';
import { quickly } from '../quickly';
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
    await assignDefaultRole(step);
    if (invitation.input.sharesRecords) {
      undo.push(() => compensationActivities.withdrawSharedRecords(input));
      await shareRecords(step);
    }
    invitation.provisioned(account);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    for (const compensate of undo.reverse()) await compensate().catch(leaveBehind);
    const type = error.cause instanceof ApplicationFailure ? (error.cause.type ?? 'Unknown') : 'Timeout';
    invitation.provisioningFailed({ step: error.activityType, type });
    invitation.tellOfFailure();
  }
}

/** Asks the program's rules what becomes of an accepted invitation; where they cannot say, a person does. */
export async function applyApprovalRules(invitation: Invitation): Promise<void> {
  const verdict = await provisioningActivities
    .evaluateApprovalRules(provisioningInput(invitation))
    .catch(leaveToPerson);
  invitation.route(verdict.outcome, verdict.ruleId, verdict.addToPartnershipId);
}

/**
 * No quick try: whoever accepted or approved has their answer before the partner is made. The activity writes the read
 * model on its way, which saves the writer an event.
 */
async function createAccount(
  input: ProvisioningInput,
  readModel: ReadModelWriter,
): Promise<ProvisionedAccount> {
  const record = readModel.handOver();
  const account = await provisioningActivities.createAccount({ ...input, ...(record && { record }) });
  if (record) readModel.written(record);
  return account;
}

async function assignDefaultRole(step: ProvisioningStepInput): Promise<void> {
  const options = { summary: 'membership of the new partner' };
  if (await quickly(() => quickActivities.assignDefaultRole.executeWithOptions(options, [step]))) return;
  await provisioningActivities.assignDefaultRole(step);
}

async function shareRecords(step: ProvisioningStepInput): Promise<void> {
  const options = { summary: 'records for the new partner' };
  if (await quickly(() => quickActivities.shareRecords.executeWithOptions(options, [step]))) return;
  await provisioningActivities.shareRecords(step);
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
