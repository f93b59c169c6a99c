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
import { executeDecision } from './updates';
import { isUnanswered } from './unavailable';

/** What the API asks of Temporal about imports; bounded in time like all its calls. */
export interface ImportGateway {
  /** Starting an import that runs already is a success. */
  start(input: ImportWorkflowInput): Promise<void>;
  /** By Update, or by Signal when no worker answers in time; throws what the client throws. */
  cancel(importId: string, decision: Decision): Promise<void>;
}

/** How long a worker may take before the cancellation goes as a Signal, and Temporal to acknowledge a start. */
const WITHIN_MS = 2_000;
/** The Signal follows an Update that took its time, and 3 s is all there is. */
const SIGNAL_WITHIN_MS = 800;

/** The imports' part of the gateway; `whileThere` bounds a call in time. */
export function importGateway(
  client: Client,
  whileThere: <T>(ms: number, call: () => Promise<T>) => Promise<T>,
): ImportGateway {
  const handle = (importId: string) => client.workflow.getHandle(importWorkflowId(importId));
  return {
    async start(input) {
      const start = () => client.workflow.start('invitationImportWorkflow', importStart(input));
      await whileThere(WITHIN_MS, () => startUnlessRunning(start()));
    },
    async cancel(importId, decision) {
      try {
        await whileThere(WITHIN_MS, () => executeDecision(handle(importId), cancelImportUpdate, decision));
      } catch (error) {
        if (!isUnanswered(error)) throw error;
        await whileThere(SIGNAL_WITHIN_MS, () => handle(importId).signal(cancelImportSignal, decision));
      }
    },
  };
}
