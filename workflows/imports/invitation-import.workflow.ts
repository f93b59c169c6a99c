import {
  ActivityCancellationType,
  ActivityFailure,
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../../activities';
import {
  cancelImportSignal,
  cancelImportUpdate,
  failureOf,
  IMPORT_BATCHES_PER_RUN,
  importStateQuery,
  ONBOARDING_TASK_QUEUE,
  priorityOf,
  type CloseImportInput,
  type Decision,
  type ImportOutcome,
  type ImportRange,
  type ImportState,
  type ImportWorkflowInput,
  type Refusal,
} from '../contract';
import { ImportProgress } from './import-progress';

/**
 * Batches and the last word. A batch takes a second or two by its pace; 5 minutes cover a busy server. A
 * worker that dies is noticed by its heartbeat within 10 s. The database and Temporal may be away for as long
 * as they like, so there is no limit on attempts.
 */
const { importRows, closeImport } = proxyActivities<Pick<Activities, 'importRows' | 'closeImport'>>({
  taskQueue: ONBOARDING_TASK_QUEUE,
  startToCloseTimeout: '5m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' },
  // The rows that were done when the import was cancelled count.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

/** Invites everybody in an uploaded file, batch by batch, and holds on while a daily limit is used up. */
export async function invitationImportWorkflow(input: ImportWorkflowInput): Promise<ImportOutcome> {
  const progress = new ImportProgress(input);
  const inHand = new CancellationScope();
  const cancel = (decisionId: string) => {
    progress.cancel(decisionId);
    if (progress.isCancelled) inHand.cancel();
  };
  takeCancellation(progress, cancel);
  void CancellationScope.current().cancelRequested.catch(() => cancel('cancelled-in-temporal'));

  return CancellationScope.nonCancellable(async () => {
    const status = await runBatches(input, progress, inHand);
    // From here on there is nothing left to cancel.
    progress.status = status;
    const counts = await closeImport({ importId: input.importId, status });
    progress.recount(counts);
    setCurrentDetails(`Over: ${status}. ${describe(progress.state)}`);
    await condition(allHandlersFinished);
    return { importId: input.importId, status, ...counts };
  });
}

/** Ends when every row has a result, when somebody cancels, or when it can never go on. */
async function runBatches(
  input: ImportWorkflowInput,
  progress: ImportProgress,
  inHand: CancellationScope,
): Promise<CloseImportInput['status']> {
  for (let batches = 0; !progress.isCancelled;) {
    const step = progress.step(Date.now());
    setCurrentDetails(describe(progress.state));
    switch (step.kind) {
      case 'done':
        return 'completed';
      case 'wait':
        await condition(() => progress.isCancelled, Math.max(step.until - Date.now(), 1), {
          summary: 'daily limit of e-mails',
        });
        break;
      case 'batch':
        if (batches >= IMPORT_BATCHES_PER_RUN || workflowInfo().continueAsNewSuggested) {
          await condition(allHandlersFinished);
          await continueAsNew<typeof invitationImportWorkflow>({ ...input, carried: progress.carry() });
        }
        batches += 1;
        if (!(await runBatch(input, progress, step.batch, inHand))) return 'failed';
    }
  }
  return 'cancelled';
}

/** Whether the import can go on. */
async function runBatch(
  { importId, accountId }: ImportWorkflowInput,
  progress: ImportProgress,
  batch: ImportRange,
  inHand: CancellationScope,
): Promise<boolean> {
  const { from, to } = batch;
  // People who invite by hand go first, and no account takes the turns of another.
  const options = { summary: `rows ${from} to ${to}`, priority: priorityOf('batch', accountId) };
  const input = { importId, from, to, ...progress.begin(batch) };
  try {
    progress.end(batch, await inHand.run(() => importRows.executeWithOptions(options, [input])));
    return true;
  } catch (error) {
    if (isCancellation(error)) return true;
    if (error instanceof ActivityFailure) return false;
    throw error;
  }
}

function takeCancellation(progress: ImportProgress, cancel: (decisionId: string) => void): void {
  setHandler(importStateQuery, () => progress.state);
  const refusalOf = (input: unknown): Refusal | undefined => {
    if (!isDecision(input)) return { type: 'InvalidDecision' };
    const isOver = progress.status !== 'running';
    return isOver ? { type: 'InvalidTransition', currentStatus: progress.status } : undefined;
  };
  const validator = (input: Decision) => {
    const refusal = refusalOf(input);
    if (refusal) throw failureOf(refusal);
  };
  setHandler(
    cancelImportUpdate,
    ({ decisionId }) => {
      cancel(decisionId);
      return progress.state;
    },
    { validator },
  );
  setHandler(cancelImportSignal, (input) => {
    if (!refusalOf(input)) cancel(input.decisionId);
  });
}

function describe({ total, done, created, heldUntil, ...counts }: ImportState): string {
  const { alreadyInvited, alreadyPartner, invalid } = counts;
  const hold =
    heldUntil === undefined
      ? ''
      : ` Rows wait for ${heldUntil}: the daily number of invitation e-mails is used up.`;
  return (
    `${done} of ${total} rows done: ${created} invited, ${alreadyInvited} invited before, ` +
    `${alreadyPartner} partners already, ${invalid} invalid.${hold}`
  );
}

/** What arrives comes from any Temporal client, so its shape is checked, not believed. */
function isDecision(input: unknown): input is Decision {
  if (typeof input !== 'object' || input === null || !('decisionId' in input)) return false;
  const { decisionId } = input;
  return typeof decisionId === 'string' && decisionId.length > 0 && decisionId.length <= 200;
}
