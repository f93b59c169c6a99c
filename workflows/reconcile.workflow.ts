import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { ONBOARDING_TASK_QUEUE } from './contract';

/** One pass over a bounded batch takes seconds; the Schedule comes again, so few attempts are enough. */
const { startMissingWorkflows } = proxyActivities<Pick<Activities, 'startMissingWorkflows'>>({
  taskQueue: ONBOARDING_TASK_QUEUE,
  startToCloseTimeout: '1m',
  retry: { maximumAttempts: 5 },
});

/** Repairs what a crash left behind: a stored invitation whose workflow was never started gets one. */
export async function reconcileWorkflow(): Promise<{ started: number }> {
  return { started: await startMissingWorkflows() };
}
