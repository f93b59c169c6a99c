import {
  ActivityFailure,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  sleep,
} from '@temporalio/workflow';
import type { Activities } from '../../activities';
import {
  WEBHOOK_PATIENCE_MS,
  WEBHOOK_TASK_QUEUE,
  webhookWaitMs,
  type WebhookAttemptInput,
  type WebhookAttemptResult,
  type WebhookDeliveryInput,
  type WebhookDeliveryResult,
} from '../contract';

/**
 * One attempt, whose own time limit is 10 s. Temporal retries it only when we failed, for example because
 * the database was away; what the receiver answers is a result and waits by the schedule below.
 */
const { deliverWebhook } = proxyActivities<Pick<Activities, 'deliverWebhook'>>({
  taskQueue: WEBHOOK_TASK_QUEUE,
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

/** Delivers one event to one endpoint: first retry after 5 s, doubling to 6 h, for three days. */
export async function webhookDeliveryWorkflow(input: WebhookDeliveryInput): Promise<WebhookDeliveryResult> {
  const until = Date.now() + WEBHOOK_PATIENCE_MS;
  for (let attempt = 1; ; attempt += 1) {
    const result = await tryOnce({ ...input, attempt, remainingMs: until - Date.now() });
    if (result.state !== 'pending') {
      setCurrentDetails(describe(result, attempt));
      return { deliveryId: input.deliveryId, state: result.state, attempts: attempt };
    }
    const waitMs = result.waitMs ?? webhookWaitMs(attempt);
    const next = new Date(Date.now() + waitMs).toISOString();
    setCurrentDetails(`${describe(result, attempt)} Next attempt at ${next}.`);
    await sleep(waitMs, { summary: `attempt ${attempt + 1}` });
  }
}

async function tryOnce(input: WebhookAttemptInput): Promise<WebhookAttemptResult> {
  const { attempt, remainingMs, endpointId } = input;
  // An account with many slow receivers shall not take the turns of the others.
  const options = { summary: `attempt ${attempt}`, priority: { fairnessKey: endpointId } };
  try {
    return await deliverWebhook.executeWithOptions(options, [input]);
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    const waitMs = webhookWaitMs(attempt);
    // Nothing of ours throws for good but USHER_FAULTS; it counts as an attempt.
    if (waitMs > remainingMs) throw error;
    return { state: 'pending', waitMs, answer: 'no answer noted' };
  }
}

function describe({ state, answer = 'nothing' }: WebhookAttemptResult, attempt: number): string {
  switch (state) {
    case 'delivered':
      return `Delivered by attempt ${attempt} (${answer}).`;
    case 'failed':
      return `Given up after attempt ${attempt} (${answer}).`;
    case 'stopped':
      return `Stopped before attempt ${attempt}: the endpoint was paused or removed.`;
    case 'pending':
      return `Attempt ${attempt} failed (${answer}).`;
  }
}
