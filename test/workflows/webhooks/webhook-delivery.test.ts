import { ApplicationFailure } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { createDeliverWebhook } from '../../../activities/webhooks/deliver-webhook';
import { createWebhookSender } from '../../../activities/webhooks/webhook-sender';
import { isPublicAddress } from '../../../domain/security/public-address';
import {
  accountIdAttribute,
  failureOf,
  ONBOARDING_TASK_QUEUE,
  WEBHOOK_PATIENCE_MS,
  WEBHOOK_TASK_QUEUE,
  webhookDeliveryStart,
  webhookWaitMs,
  type WebhookAttemptInput,
  type WebhookAttemptResult,
} from '../../../workflows/contract';
import type { webhookDeliveryWorkflow } from '../../../workflows';
import { delivery, endpointAt } from '../../support/activities/webhooks-world';
import { useDatabase } from '../../support/models/database';
import { testWorkflowBundle, timeSkippingServer } from '../../support/engines';
import { answer, inOrder, startReceiver } from '../../support/receiver';
import { quietLogger, sdkLogsTo } from '../../support/sdk-logs';

/** `KEYWORD` as Temporal's API numbers it. */
const INDEXED_VALUE_TYPES = { KEYWORD: 2 } as const;
const HOUR = 3_600_000;

type Deliver = (input: WebhookAttemptInput) => Promise<WebhookAttemptResult>;

const database = useDatabase('webhook_workflow');
let env: TestWorkflowEnvironment;
let workers: Worker[] = [];
let running: Promise<void>[] = [];
let deliver: Deliver;
let attempts: { input: WebhookAttemptInput; at: number }[] = [];

beforeAll(async () => {
  sdkLogsTo(quietLogger);
  env = await TestWorkflowEnvironment.createTimeSkipping({ server: timeSkippingServer() });
  const searchAttributes = Object.fromEntries(
    [accountIdAttribute].map(({ name }) => [name, INDEXED_VALUE_TYPES.KEYWORD]),
  );
  const namespace = env.namespace ?? 'default';
  await env.connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  const deliverWebhook = async (input: WebhookAttemptInput) => {
    attempts.push({ input, at: await env.currentTimeMs() });
    return deliver(input);
  };
  const common = { connection: env.nativeConnection, namespace };
  workers = await Promise.all([
    Worker.create({ ...common, taskQueue: ONBOARDING_TASK_QUEUE, workflowBundle: testWorkflowBundle() }),
    Worker.create({ ...common, taskQueue: WEBHOOK_TASK_QUEUE, activities: { deliverWebhook } }),
  ]);
  running = workers.map((worker) => worker.run());
});
afterAll(async () => {
  for (const worker of workers) worker.shutdown();
  await Promise.all(running);
  await env.teardown();
});
beforeEach(() => {
  attempts = [];
});

let runs = 0;
function start(ids?: { deliveryId: string; endpointId: string; eventId: string }) {
  runs += 1;
  const input = ids ?? { deliveryId: `whd_${runs}`, endpointId: 'whe_1', eventId: `evt_${runs}` };
  const about = { accountId: 'acc_1', type: 'invitation.sent' };
  const options = webhookDeliveryStart(input, about);
  return env.client.workflow.start<typeof webhookDeliveryWorkflow>('webhookDeliveryWorkflow', options);
}

/** What the receiver does at each attempt; the last stays. */
function receiverDoes(...results: WebhookAttemptResult[]): Deliver {
  const queue = [...results];
  return () => Promise.resolve((queue.length > 1 ? queue.shift() : queue[0])!);
}

/** As the activity does with a receiver that always answers 500. */
const alwaysFailing: Deliver = ({ attempt, remainingMs }) => {
  const waitMs = webhookWaitMs(attempt);
  const failed = { state: 'failed', answer: 'HTTP 500' } as const;
  return Promise.resolve(waitMs > remainingMs ? failed : { state: 'pending', waitMs, answer: 'HTTP 500' });
};

const gaps = () => attempts.slice(1).map(({ at }, index) => at - (attempts[index]?.at ?? 0));

it('is named after endpoint and event, and ends with its first success', async () => {
  deliver = receiverDoes({ state: 'delivered', answer: 'HTTP 204' });
  const run = await start();
  expect(run.workflowId).toMatch(/^webhook-whe_1-evt_\d+$/);
  expect(await run.result()).toEqual({ deliveryId: `whd_${runs}`, state: 'delivered', attempts: 1 });
  const { raw } = await run.describe();
  expect(raw.workflowExecutionInfo?.historyLength?.toString()).toBe('11');
});

it('tries for three days, waiting longer each time, and then gives up', async () => {
  deliver = alwaysFailing;
  const run = await start();
  const result = await run.result();
  expect(result).toMatchObject({ state: 'failed', attempts: attempts.length });
  expect(attempts.map(({ input }) => input.attempt)).toEqual(attempts.map((_, index) => index + 1));
  const history = await run.fetchHistory();
  const waits = (history.events ?? []).flatMap(({ timerStartedEventAttributes: timer }) =>
    timer ? [Number(timer.startToFireTimeout?.seconds)] : [],
  );
  expect(waits).toEqual(gaps().map((_, index) => webhookWaitMs(index + 1) / 1000));
  expect([waits.slice(0, 3), waits.at(-1)]).toEqual([[5, 10, 20], (6 * HOUR) / 1000]);
  const lasted = (attempts.at(-1)?.at ?? 0) - (attempts[0]?.at ?? 0);
  expect(lasted).toBeLessThanOrEqual(WEBHOOK_PATIENCE_MS);
  expect(lasted).toBeGreaterThan(WEBHOOK_PATIENCE_MS - 6 * HOUR - 60_000);
  // Decided by the same history again, as after a deploy.
  await Worker.runReplayHistory({ workflowBundle: testWorkflowBundle() }, history, run.workflowId);
});

it('waits as long as the receiver asked for', async () => {
  deliver = receiverDoes(
    { state: 'pending', waitMs: 2 * HOUR, answer: 'HTTP 429' },
    { state: 'delivered', answer: 'HTTP 200' },
  );
  await (await start()).result();
  expect(gaps().map((gap) => Math.round(gap / HOUR))).toEqual([2]);
});

it('ends when the endpoint was paused meanwhile', async () => {
  deliver = receiverDoes({ state: 'pending', waitMs: 5000 }, { state: 'stopped' });
  expect(await (await start()).result()).toMatchObject({ state: 'stopped', attempts: 2 });
});

it('tells operators what happened and when it tries again', async () => {
  deliver = receiverDoes({ state: 'pending', waitMs: 6 * HOUR, answer: 'HTTP 503' }, { state: 'stopped' });
  const run = await start();
  let details = '';
  while (details === '') {
    const metadata = await run.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
    details = metadata.currentDetails ?? '';
  }
  expect(details).toMatch(/^Attempt 1 failed \(HTTP 503\)\. Next attempt at \d{4}-\d\d-\d\dT[\d:.]+Z\.$/);
  await run.cancel();
  await expect(run.result()).rejects.toThrow();
});

it('counts trouble of our own as no attempt, unless it is asked for as permanent', async () => {
  let left = 3;
  deliver = ({ attempt }) => {
    left -= 1;
    if (left === 2) throw ApplicationFailure.retryable('the database is away', 'Unavailable');
    if (left === 1) throw failureOf({ type: 'InjectedFault' });
    return Promise.resolve({ state: 'delivered', answer: `HTTP 200 at ${attempt}` });
  };
  expect(await (await start()).result()).toMatchObject({ state: 'delivered', attempts: 2 });
  expect(attempts.map(({ input }) => input.attempt)).toEqual([1, 1, 2]);
});

it('carries an event through a 500 to a real receiver', async () => {
  const { stores } = database;
  const receiver = await startReceiver(
    inOrder(answer(500), answer(429, { 'retry-after': '60' }), answer(200)),
  );
  const sender = createWebhookSender({ allowPrivate: true, isPublicAddress });
  deliver = createDeliverWebhook({ webhooks: { log: stores.webhookLog, sender } });
  const one = await delivery(stores, await endpointAt(stores, receiver.url));
  expect(await (await start(one)).result()).toMatchObject({ state: 'delivered', attempts: 3 });
  expect(receiver.received).toHaveLength(3);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  const log = await stores.webhookDeliveries.findById(one.deliveryId);
  expect(log?.attempts.map(({ status }) => status)).toEqual([500, 429, 200]);
  await receiver.close();
});
