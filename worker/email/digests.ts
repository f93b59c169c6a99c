import type { Client } from '@temporalio/client';
import type { DigestRef, Digests } from '../../domain/notifications/notices';
import { startUnlessRunning } from '../../domain/temporal/start-unless-running';
import type { Stores } from '../../models';
import { ONBOARDING_TASK_QUEUE, priorityOf, userEmailWorkflowId } from '../../workflows/contract';
import { eachOnItsOwn } from '../each-on-its-own';
import { tellOfExpiringKeys } from './expiring-keys';

/** Whoever kept a notice for a digest just before its time has written it by then, on a clock a little behind. */
const GRACE_MS = 60_000;

/** Digests of one pass; the next pass comes in minutes. */
const BATCH = 2_000;

/** Calls of Temporal at the same time. */
const AT_ONCE = 16;

/** Digests as they are kept, and what else members are told without being asked: each sent by a workflow of its own that rides out an outage of the provider. */
export function createDigests(
  { digests, notices, ...others }: Pick<Stores, 'apiKeys' | 'digests' | 'memberships' | 'notices' | 'roles'>,
  client: Client,
): Digests {
  return {
    isEmpty: (digestId) => notices.isEmpty(digestId),
    take: (digest) => notices.take(digest),
    finish: (digest) => notices.finish(digest),
    drop: (digestId) => notices.drop(digestId),
    startDue: async () => {
      const due = await digests.due(new Date(Date.now() - GRACE_MS), BATCH);
      let started = 0;
      const { failures } = await eachOnItsOwn(due, AT_ONCE, async (digest) => {
        if (await startUnlessRunning(start(client, digest))) started += 1;
      });
      const [failure] = failures;
      if (failure !== undefined && started === 0) throw failure;
      await tellOfExpiringKeys(others, client);
      return { started };
    },
  };
}

/** One that was given up after a day is tried again; the outbox keeps it from arriving twice. */
function start(client: Client, { digestId, accountId, userId }: DigestRef): Promise<unknown> {
  return client.workflow.start('userEmailWorkflow', {
    workflowId: userEmailWorkflowId(digestId),
    taskQueue: ONBOARDING_TASK_QUEUE,
    workflowIdConflictPolicy: 'FAIL',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    priority: priorityOf('bulk', accountId),
    args: [{ messageId: digestId, template: 'digest', userId, accountId }],
  });
}
