import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { Activities } from '../../activities';
import { ONBOARDING_TASK_QUEUE } from '../contract';

/** One pass over tens of thousands of invitations; the Schedule comes again, so few attempts are enough. */
const { reconcileInvitations } = proxyActivities<Pick<Activities, 'reconcileInvitations'>>({
  taskQueue: ONBOARDING_TASK_QUEUE,
  startToCloseTimeout: '10m',
  retry: { maximumAttempts: 3 },
});

/** Repairs what a crash left between the database and Temporal. */
export async function reconcileWorkflow(): ReturnType<Activities['reconcileInvitations']> {
  const result = await reconcileInvitations();
  const { started, repaired, failed = 0 } = result;
  setCurrentDetails(`${started} started, ${repaired} repaired, ${failed} could not be done.`);
  return result;
}
