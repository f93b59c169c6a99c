import type { Client } from '@temporalio/client';
import { startUnlessRunning } from '../../domain/temporal/start-unless-running';
import type { ApiKeyDoc, Stores } from '../../models';
import {
  messageIdOf,
  ONBOARDING_TASK_QUEUE,
  priorityOf,
  userEmailWorkflowId,
} from '../../workflows/contract';
import { eachOnItsOwn } from '../each-on-its-own';

/** How long before its end administrators are told of a key. */
const TOLD_BEFORE_MS = 7 * 24 * 60 * 60 * 1000;

/** Keys of one pass, and calls of Temporal at the same time. */
const BATCH = 200;
const AT_ONCE = 4;

type KeyStores = Pick<Stores, 'apiKeys' | 'memberships' | 'roles'>;

/**
 * Has those who administer an account, and whoever a key belongs to, mailed a week before it ends: once for each key, and
 * once more where it was rotated to another end. Of a key that was made for less than that nobody is told. Safe to repeat
 * and to race: a message has one ID.
 */
export async function tellOfExpiringKeys(stores: KeyStores, client: Client, now = new Date()): Promise<void> {
  const until = new Date(now.getTime() + TOLD_BEFORE_MS);
  const ending = await stores.apiKeys.endingUntold(now, until, BATCH);
  const { failures } = await eachOnItsOwn(ending, AT_ONCE, async (key) => {
    if (!isShortLived(key)) await tell(stores, client, key);
    await stores.apiKeys.noteExpiryTold(key, now);
  });
  const [failure] = failures;
  if (failure !== undefined) throw failure;
}

function isShortLived({ createdAt, rotatedAt, expiresAt }: ApiKeyDoc): boolean {
  return (expiresAt?.getTime() ?? 0) - (rotatedAt ?? createdAt).getTime() <= TOLD_BEFORE_MS;
}

async function tell(stores: KeyStores, client: Client, key: ApiKeyDoc): Promise<void> {
  const { _id: apiKeyId, accountId, expiresAt } = key;
  for (const userId of await readersOf(stores, key)) {
    const messageId = messageIdOf(`${apiKeyId}.${userId}`, 'api-key-expires', expiresAt?.getTime() ?? 0);
    await startUnlessRunning(
      client.workflow.start('userEmailWorkflow', {
        workflowId: userEmailWorkflowId(messageId),
        taskQueue: ONBOARDING_TASK_QUEUE,
        workflowIdConflictPolicy: 'FAIL',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        priority: priorityOf('bulk', accountId),
        args: [{ messageId, template: 'api-key-expires', userId, accountId, apiKeyId }],
      }),
    );
  }
}

/** Whoever is no active member when the e-mail leaves gets none. */
async function readersOf(
  { memberships, roles }: KeyStores,
  { accountId, userId }: ApiKeyDoc,
): Promise<string[]> {
  const administering = (await roles.list(accountId)).filter(({ scopes }) => scopes.includes('users:write'));
  const members = await memberships.ofAccount(
    accountId,
    administering.map(({ key }) => key),
  );
  return [...new Set([...members.map((member) => member.userId), userId])];
}
