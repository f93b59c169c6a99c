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
  type WebhookOutcome,
  type WebhookPatientInput,
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

type Deliver = (input: WebhookPatientInput) => Promise<WebhookOutcome>;

const database = useDatabase('webhook_workflow');
let env: TestWorkflowEnvironment;
let workers: Worker[] = [];
let running: Promise<void>[] = [];
let deliver: Deliver;
let attempts: { until: number; at: number }[] = [];

beforeAll(async () => {
  sdkLogsTo(quietLogger);
  env = await TestWorkflowEnvironment.createTimeSkipping({ server: timeSkippingServer() });
  const searchAttributes = Object.fromEntries(
    [accountIdAttribute].map(({ name }) => [name, INDEXED_VALUE_TYPES.KEYWORD]),
  );
  const namespace = env.namespace ?? 'default';
  await env.connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  const deliverWebhook = async (input: WebhookPatientInput) => {
    attempts.push({ until: Date.parse(input.until), at: await env.currentTimeMs() });
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
function start(
  ids?: { deliveryId: string; endpointId: string; eventId: string },
  more?: { readonly waitMs: number },
) {
  runs += 1;
  const input = ids ?? { deliveryId: `whd_${runs}`, endpointId: 'whe_1', eventId: `evt_${runs}` };
  const about = { accountId: 'acc_1', type: 'invitation.sent', ...more };
  const options = webhookDeliveryStart(input, about);
  return env.client.workflow.start<typeof webhookDeliveryWorkflow>('webhookDeliveryWorkflow', options);
}

/** As the activity says that the receiver did not take it. */
const notTaken = (waitMs: number) =>
  ApplicationFailure.create({
    ...{ type: 'WebhookNotTaken', message: 'The receiver answered HTTP 503.', nextRetryDelay: waitMs },
  });

/** What the receiver does at each attempt; the last stays. */
function receiverDoes(...results: (WebhookOutcome | Error)[]): Deliver {
  const queue = [...results];
  return async () => {
    const result = (queue.length > 1 ? queue.shift() : queue[0])!;
    if (result instanceof Error) throw result;
    return Promise.resolve(result);
  };
}

/** As the activity does with a receiver that always answers 503. */
const alwaysFailing: Deliver = async ({ until }) => {
  const waitMs = webhookWaitMs(attempts.length);
  if (waitMs > Date.parse(until) - (await env.currentTimeMs()))
    return { state: 'failed', attempts: attempts.length };
  throw notTaken(waitMs);
};

const gaps = () => attempts.slice(1).map(({ at }, index) => at - (attempts[index]?.at ?? 0));

async function eventsOf(run: Awaited<ReturnType<typeof start>>): Promise<number> {
  const { raw } = await run.describe();
  return Number(raw.workflowExecutionInfo?.historyLength);
}

it('is named after endpoint and event, and ends with its first success', async () => {
  deliver = receiverDoes({ state: 'delivered', attempts: 2, answer: 'answered HTTP 204' });
  const run = await start();
  expect(run.workflowId).toMatch(/^webhook-whe_1-evt_\d+$/);
  expect(await run.result()).toEqual({ deliveryId: `whd_${runs}`, state: 'delivered', attempts: 2 });
  expect(await eventsOf(run)).toBe(11);
});

it('tries for three days, waiting longer each time, gives up, and needs 11 events for it', async () => {
  deliver = alwaysFailing;
  const run = await start();
  expect(await run.result()).toMatchObject({ state: 'failed', attempts: attempts.length });
  const waits = gaps();
  waits.forEach((wait, index) => {
    expect(wait).toBeGreaterThanOrEqual(webhookWaitMs(index + 1));
    expect(wait).toBeLessThan(webhookWaitMs(index + 1) * 1.1 + 60_000);
  });
  expect(waits.length).toBeGreaterThan(20);
  const lasted = (attempts.at(-1)?.at ?? 0) - (attempts[0]?.at ?? 0);
  expect(lasted).toBeLessThanOrEqual(WEBHOOK_PATIENCE_MS);
  expect(lasted).toBeGreaterThan(WEBHOOK_PATIENCE_MS - 6 * HOUR - 60_000);
  expect(await eventsOf(run)).toBe(11);
  // Decided by the same history again, as after a deploy.
  const history = await run.fetchHistory();
  await Worker.runReplayHistory({ workflowBundle: testWorkflowBundle() }, history, run.workflowId);
});

it('waits as long as the receiver asked for', async () => {
  deliver = receiverDoes(notTaken(2 * HOUR), { state: 'delivered', attempts: 2 });
  await (await start()).result();
  expect(gaps().map((gap) => Math.round(gap / HOUR))).toEqual([2]);
});

it('waits before it begins where an attempt was made', async () => {
  deliver = receiverDoes({ state: 'delivered', attempts: 2 });
  const before = await env.currentTimeMs();
  await (await start(undefined, { waitMs: HOUR })).result();
  expect((attempts[0]?.at ?? 0) - before).toBeGreaterThanOrEqual(HOUR);
});

it('ends when the endpoint was paused meanwhile', async () => {
  deliver = receiverDoes(notTaken(5000), { state: 'stopped', attempts: 1 });
  expect(await (await start()).result()).toMatchObject({ state: 'stopped', attempts: 1 });
});

it('tells operators what happened and how often it was tried', async () => {
  deliver = receiverDoes(notTaken(6 * HOUR), { state: 'stopped', attempts: 1 });
  const run = await start();
  let pending;
  while (pending?.lastFailure?.message == null) {
    [pending] = (await run.describe()).raw.pendingActivities ?? [];
  }
  expect(pending).toMatchObject({ activityType: { name: 'deliverWebhook' } });
  expect(pending.lastFailure.message).toBe('The receiver answered HTTP 503.');
  await run.cancel();
  await expect(run.result()).rejects.toThrow();
});

it('goes on after trouble of our own, also where it is asked for as permanent', async () => {
  deliver = receiverDoes(
    ApplicationFailure.retryable('the database is away', 'Unavailable'),
    failureOf({ type: 'InjectedFault' }),
    { state: 'delivered', attempts: 2 },
  );
  expect(await (await start()).result()).toMatchObject({ state: 'delivered', attempts: 2 });
  expect(attempts).toHaveLength(3);
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
