// Exits with 0 while the worker of this container polls both task queues, as Temporal itself has seen.
import os from 'node:os';
import { Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';

const ACTIVITY_TASK_QUEUE = 2;
/** A poll lasts a minute at most, so a poller seen longer ago than this is gone. */
const SEEN_WITHIN_SECONDS = 75;

const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
const connection = await Connection.connect({ ...connectionOptions, connectTimeout: '5s' });
const since = Date.now() / 1000 - SEEN_WITHIN_SECONDS;
const polled = await Promise.all(
  ['onboarding', 'email'].map(async (name) => {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name },
      taskQueueType: ACTIVITY_TASK_QUEUE,
    });
    // The SDK names a worker <pid>@<host>.
    return pollers.some(
      ({ identity, lastAccessTime }) =>
        identity.endsWith(`@${os.hostname()}`) && Number(lastAccessTime?.seconds ?? 0) >= since,
    );
  }),
);
await connection.close();
process.exit(polled.every(Boolean) ? 0 : 1);
