import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError, ServiceError, type WorkflowHandle } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import type { Decision } from '../../workflows/contract';

/** Keeps a task that fails again and again from being asked about without a rest. */
const BETWEEN_TRIES_MS = 20;

/** gRPC's FAILED_PRECONDITION and ABORTED. */
const TASK_FAILED_CODES = new Set([9, 10]);

/**
 * Sends a decision as an Update whose ID is the decision's. A workflow task that fails takes the Updates it
 * carried with it, and the server fails one whenever an activity ends just while the run is closing. Sent
 * again, the same Update is the same decision, so it is sent until it is answered or the deadline is over.
 */
export async function executeDecision<Answer>(
  handle: WorkflowHandle,
  update: UpdateDefinition<Answer, [Decision]> | string,
  decision: Decision,
): Promise<Answer> {
  for (;;) {
    try {
      return await handle.executeUpdate<Answer, [Decision]>(update, {
        args: [decision],
        updateId: decision.decisionId,
      });
    } catch (error) {
      if (!hasTaskFailed(error)) throw error;
      await nextTask(handle);
    }
  }
}

/**
 * Resolves once the failed task was done again, which is when a query is answered: an Update sent earlier may
 * wait in the server for a task that nobody schedules.
 */
async function nextTask(handle: WorkflowHandle): Promise<void> {
  await sleep(BETWEEN_TRIES_MS);
  await handle.query('__temporal_workflow_metadata').catch(() => undefined);
}

function hasTaskFailed(error: unknown): boolean {
  return (
    error instanceof ServiceError &&
    isGrpcServiceError(error.cause) &&
    TASK_FAILED_CODES.has(error.cause.code)
  );
}
