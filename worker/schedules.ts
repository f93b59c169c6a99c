import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import { ONBOARDING_TASK_QUEUE, PRIVACY_SCHEDULE_ID, RECONCILE_SCHEDULE_ID } from '../workflows/contract';

/** Makes sure that the reconcile Schedule exists and lets it run once now, after whatever stopped us. */
export async function keepReconciling(client: Client): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: RECONCILE_SCHEDULE_ID,
      spec: { intervals: [{ every: '2m' }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '2m' },
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

/** Makes sure that the Schedule exists which erases what was kept long enough, and lets it run once now. */
export async function enforceRetention(client: Client): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: PRIVACY_SCHEDULE_ID,
      spec: { intervals: [{ every: '10m' }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '10m' },
      action: {
        type: 'startWorkflow',
        workflowType: 'privacyUpkeepWorkflow',
        workflowId: 'privacy-upkeep',
        taskQueue: ONBOARDING_TASK_QUEUE,
      },
      state: { triggerImmediately: true },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(PRIVACY_SCHEDULE_ID).trigger();
  }
}
