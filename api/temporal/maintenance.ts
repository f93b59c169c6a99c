import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { startUnlessRunning } from '../../domain/temporal/start-unless-running';
import {
  ONBOARDING_TASK_QUEUE,
  priorityOf,
  privacyErasureStart,
  REBUILD_WORKFLOW_ID,
  rebuildProgressQuery,
  type PrivacyErasureInput,
  type RebuildProgress,
} from '../../workflows/contract';
import type { Bound } from './bounded';

/** How far a rebuild is; `none` when there never was one, or too long ago for Temporal to know. */
export interface RebuildView extends RebuildProgress {
  readonly status: 'running' | 'completed' | 'failed' | 'none';
}

/** How long Temporal may take to acknowledge a start or to answer. */
const WITHIN_MS = 2_000;

/** What the API asks of Temporal about erasing and rebuilding; `whileThere` bounds a call in time. */
export function maintenanceGateway(client: Client, whileThere: Bound) {
  return {
    /** Starting an erasure that runs already is a success. */
    async erase(input: PrivacyErasureInput): Promise<void> {
      const start = () => client.workflow.start('privacyErasureWorkflow', privacyErasureStart(input));
      await whileThere(WITHIN_MS, () => startUnlessRunning(start()));
    },
    /** Starts a rebuild unless one is running. */
    async rebuild(): Promise<void> {
      const start = () =>
        client.workflow.start('rebuildWorkflow', {
          workflowId: REBUILD_WORKFLOW_ID,
          taskQueue: ONBOARDING_TASK_QUEUE,
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          priority: priorityOf('bulk'),
          args: [],
          staticSummary: 'Rebuild of the read model',
        });
      await whileThere(WITHIN_MS, () => startUnlessRunning(start()));
    },
    rebuildProgress: () => whileThere(WITHIN_MS, () => progressOf(client)),
  };
}

async function progressOf(client: Client): Promise<RebuildView> {
  const handle = client.workflow.getHandle<() => Promise<RebuildProgress>>(REBUILD_WORKFLOW_ID);
  try {
    const { status } = await handle.describe();
    // Its result is there without a worker, the progress of a running one is not.
    if (status.name === 'COMPLETED') return { status: 'completed', ...(await handle.result()) };
    const progress = await handle.query(rebuildProgressQuery);
    return { status: status.name === 'RUNNING' ? 'running' : 'failed', ...progress };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { status: 'none', rebuilt: 0, gone: 0 };
    throw error;
  }
}
