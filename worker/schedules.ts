import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import {
  DIGEST_SCHEDULE_ID,
  ONBOARDING_TASK_QUEUE,
  PRIVACY_SCHEDULE_ID,
  RECONCILE_SCHEDULE_ID,
} from '../workflows/contract';

/** Makes sure that the reconcile Schedule exists and lets it run once now, after whatever stopped us. */
export function keepReconciling(client: Client): Promise<void> {
  return keepRunning(client, RECONCILE_SCHEDULE_ID, '2m', {
    workflowType: 'reconcileWorkflow',
    workflowId: 'reconcile',
  });
}

/** Makes sure that the Schedule exists which erases what was kept long enough, and lets it run once now. */
export function enforceRetention(client: Client): Promise<void> {
  return keepRunning(client, PRIVACY_SCHEDULE_ID, '10m', {
    workflowType: 'privacyUpkeepWorkflow',
    workflowId: 'privacy-upkeep',
  });
}

/** Makes sure that the Schedule exists which has digests sent whose time has come, and lets it run once now. */
export function keepTelling(client: Client): Promise<void> {
  return keepRunning(client, DIGEST_SCHEDULE_ID, '5m', {
    workflowType: 'digestUpkeepWorkflow',
    workflowId: 'digest-upkeep',
  });
}

async function keepRunning(
  client: Client,
  scheduleId: string,
  every: '2m' | '5m' | '10m',
  workflow: { readonly workflowType: string; readonly workflowId: string },
): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId,
      spec: { intervals: [{ every }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: every },
      action: { type: 'startWorkflow', taskQueue: ONBOARDING_TASK_QUEUE, ...workflow },
      state: { triggerImmediately: true },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(scheduleId).trigger();
  }
}
