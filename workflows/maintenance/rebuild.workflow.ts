import { proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Activities } from '../../activities';
import { ONBOARDING_TASK_QUEUE, rebuildProgressQuery, type RebuildProgress } from '../contract';

/**
 * One stretch of the read model. It beats its heart with every invitation, so that a lost worker is noticed
 * within 30 s, and goes on where it was.
 */
const { rebuildReadModel } = proxyActivities<Pick<Activities, 'rebuildReadModel'>>({
  taskQueue: ONBOARDING_TASK_QUEUE,
  startToCloseTimeout: '10m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

/** Writes the lifecycle columns of every invitation anew from its workflow. */
export async function rebuildWorkflow(): Promise<RebuildProgress> {
  let progress: RebuildProgress = { rebuilt: 0, gone: 0 };
  setHandler(rebuildProgressQuery, () => progress);
  for (let afterId = ''; ;) {
    const { rebuilt, gone, failed = 0, lastId } = await rebuildReadModel({ afterId });
    progress = {
      rebuilt: progress.rebuilt + rebuilt,
      gone: progress.gone + gone,
      failed: (progress.failed ?? 0) + failed,
    };
    setCurrentDetails(
      `${progress.rebuilt} rebuilt, ${progress.gone} without a workflow that answers, ` +
        `${progress.failed} could not be written.`,
    );
    if (lastId === undefined) return progress;
    afterId = lastId;
  }
}
