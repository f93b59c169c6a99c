import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities';
import { ONBOARDING_TASK_QUEUE } from '../contract';

/** One pass; the Schedule comes again, so few attempts are enough. */
const { startDigests } = proxyActivities<Pick<Activities, 'startDigests'>>({
  taskQueue: ONBOARDING_TASK_QUEUE,
  startToCloseTimeout: '5m',
  retry: { maximumAttempts: 3 },
});

/** Has the digests sent whose time has come. */
export async function digestUpkeepWorkflow(): ReturnType<Activities['startDigests']> {
  return startDigests();
}
