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
  type WebhookDeliveryInput,
  type WebhookDeliveryResult,
  type WebhookOutcome,
  type WebhookPatientInput,
} from '../contract';

/**
 * Each attempt has 10 s of its own. While the receiver does not take the event, the activity fails and says when
 * it is to be retried; the intervals below are for trouble of ours, for example a database that is away.
 */
const { deliverWebhook } = proxyActivities<Pick<Activities, 'deliverWebhook'>>({
  taskQueue: WEBHOOK_TASK_QUEUE,
  startToCloseTimeout: '30s',
  heartbeatTimeout: '8s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

/** Delivers one event to one endpoint: retries after 5 s, doubling to 6 h, for three days. */
export async function webhookDeliveryWorkflow(input: WebhookDeliveryInput): Promise<WebhookDeliveryResult> {
  const until = Date.now() + WEBHOOK_PATIENCE_MS;
  const outcome = await deliver({ ...input, until: new Date(until).toISOString() }, until);
  setCurrentDetails(describe(outcome));
  const { state, attempts } = outcome;
  return { deliveryId: input.deliveryId, state, attempts };
}

async function deliver(input: WebhookPatientInput, until: number): Promise<WebhookOutcome> {
  // An account with many slow receivers shall not take the turns of the others.
  const options = { summary: 'until it is taken', priority: { fairnessKey: input.endpointId } };
  for (;;) {
    try {
      return await deliverWebhook.executeWithOptions(options, [input]);
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      // Nothing of ours fails for good but what USHER_FAULTS asks for.
      if (Date.now() > until) throw error;
      await sleep(webhookWaitMs(1), { summary: 'try again' });
    }
  }
}

function describe({ state, attempts, answer = 'took it' }: WebhookOutcome): string {
  switch (state) {
    case 'delivered':
      return `Delivered by attempt ${attempts}: the receiver ${answer}.`;
    case 'failed':
      return `Given up after attempt ${attempts}: the receiver ${answer}.`;
    case 'stopped':
      return `Stopped after attempt ${attempts}: the endpoint was paused or removed.`;
  }
}
