import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities';
import { ONBOARDING_TASK_QUEUE } from '../contract';

/** One pass; the Schedule comes again, so few attempts are enough. */
const { keepPrivacy } = proxyActivities<Pick<Activities, 'keepPrivacy'>>({
  taskQueue: ONBOARDING_TASK_QUEUE,
  startToCloseTimeout: '10m',
  retry: { maximumAttempts: 3 },
});

/** Erases invitations that were kept as long as their program says, and takes up erasures left behind. */
export async function privacyUpkeepWorkflow(): ReturnType<Activities['keepPrivacy']> {
  return keepPrivacy();
}
