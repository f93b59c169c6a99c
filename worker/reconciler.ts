import {
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  WorkflowExecutionAlreadyStartedError,
  type Client,
} from '@temporalio/client';
import type { Reconciler } from '../activities/ports';
import type { Stores } from '../models';
import { invitationStart, ONBOARDING_TASK_QUEUE, RECONCILE_SCHEDULE_ID } from '../workflows/contract';

/** An invitation this old without a workflow was left behind by a crash, not by a request in flight. */
const LEFT_BEHIND_MS = 10_000;

/** Invitations repaired in one pass; the Schedule comes again. */
const BATCH = 200;

/** Starts what an API process stored but, being killed, never started. */
export function createReconciler(invitations: Stores['invitations'], client: Client): Reconciler {
  return {
    startMissingWorkflows: async () => {
      const stored = await invitations.findUnstarted(LEFT_BEHIND_MS, BATCH);
      const started = await Promise.all(
        stored.map(({ workflowInput }) => startUnlessRunning(client, invitationStart(workflowInput))),
      );
      return started.filter(Boolean).length;
    },
  };
}

async function startUnlessRunning(
  client: Client,
  options: ReturnType<typeof invitationStart>,
): Promise<boolean> {
  try {
    await client.workflow.start('invitationWorkflow', options);
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/** Makes sure that the reconcile Schedule exists and lets it run once now, after whatever stopped us. */
export async function keepReconciling(client: Client): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: RECONCILE_SCHEDULE_ID,
      spec: { intervals: [{ every: '1m' }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1m' },
      action: {
        type: 'startWorkflow',
        workflowType: 'reconcileWorkflow',
        workflowId: 'reconcile',
        taskQueue: ONBOARDING_TASK_QUEUE,
      },
      state: { triggerImmediately: true },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(RECONCILE_SCHEDULE_ID).trigger();
  }
}
