import type { Client } from '@temporalio/client';
import { startUnlessRunning } from '../../domain/temporal/start-unless-running';
import {
  cancelImportSignal,
  cancelImportUpdate,
  importStart,
  importWorkflowId,
  type Decision,
  type ImportWorkflowInput,
} from '../../workflows/contract';
import type { Bound } from './bounded';
import { executeDecision } from './updates';
import { isUnanswered } from './unavailable';

/** How long a worker may take before the cancellation goes as a Signal, and Temporal to acknowledge a start. */
const WITHIN_MS = 2_000;
/** The Signal follows an Update that took its time, and 3 s is all there is. */
const SIGNAL_WITHIN_MS = 800;

/** What the API asks of Temporal about imports; `whileThere` bounds a call in time. */
export function importGateway(client: Client, whileThere: Bound) {
  const handle = (importId: string) => client.workflow.getHandle(importWorkflowId(importId));
  return {
    /** Starting an import that runs already is a success. */
    async start(input: ImportWorkflowInput): Promise<void> {
      const start = () => client.workflow.start('invitationImportWorkflow', importStart(input));
      await whileThere(WITHIN_MS, () => startUnlessRunning(start()));
    },
    /** By Update, or by Signal when no worker answers in time; throws what the client throws. */
    async cancel(importId: string, decision: Decision): Promise<void> {
      try {
        await whileThere(WITHIN_MS, () => executeDecision(handle(importId), cancelImportUpdate, decision));
      } catch (error) {
        if (!isUnanswered(error)) throw error;
        await whileThere(SIGNAL_WITHIN_MS, () => handle(importId).signal(cancelImportSignal, decision));
      }
    },
  };
}
