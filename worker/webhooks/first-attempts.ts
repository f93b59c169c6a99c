import { attemptDelivery } from '../../activities/webhooks/deliver-webhook';
import type { WebhookJob, WebhookSender } from '../../domain/ports';
import type { Stores, WebhookDeliveryDoc, WebhookEndpointDoc } from '../../models';
import { WEBHOOK_PATIENCE_MS } from '../../workflows/contract';

/** How long a delivery is this process's own: its turn, 10 s for the receiver, and the notes around them. */
export const FIRST_ATTEMPT_WITHIN_MS = 30_000;

/** A delivery that waits longer for the one before it is not held up by a slow receiver any more. */
const TURN_WITHIN_MS = 2_000;

/** Deliveries in hand at once, few enough for their bodies to stay in memory. */
const MOST_IN_HAND = 500;

/**
 * Makes first attempts in this process, without a workflow. What is about one invitation or partnership goes to an
 * endpoint one after the other; besides, an endpoint gets up to 32 at once.
 */
export class FirstAttempts {
  /** The last attempt of each lane; it begins after the one before. */
  private readonly lanes = new Map<string, Promise<unknown>>();
  private inHand = 0;

  constructor(
    private readonly log: Stores['webhookLog'],
    private readonly sender: WebhookSender,
  ) {}

  /** Whether the endpoint takes what it is sent as far as is known, and there is room. */
  takes({ consecutiveFailures }: WebhookEndpointDoc): boolean {
    return consecutiveFailures === 0 && this.inHand < MOST_IN_HAND;
  }

  /** The delivery as it is after the attempt, or as it was where none was made in time. */
  async make(delivery: WebhookDeliveryDoc, endpoint: WebhookEndpointDoc): Promise<WebhookDeliveryDoc> {
    const lane = laneOf(delivery);
    const before = this.lanes.get(lane);
    const attempt = this.attemptAfter(before, delivery, endpoint);
    const over = attempt.catch(() => undefined);
    this.lanes.set(lane, over);
    this.inHand += 1;
    try {
      return await attempt;
    } finally {
      this.inHand -= 1;
      if (this.lanes.get(lane) === over) this.lanes.delete(lane);
    }
  }

  private async attemptAfter(
    before: Promise<unknown> | undefined,
    delivery: WebhookDeliveryDoc,
    endpoint: WebhookEndpointDoc,
  ): Promise<WebhookDeliveryDoc> {
    const since = Date.now();
    await before;
    if (Date.now() - since > TURN_WITHIN_MS) return delivery;
    // While it waited, the one before may have been told that nothing will be taken any more.
    const job = before === undefined ? this.log.jobOf(delivery, endpoint) : await this.log.find(delivery._id);
    if (job === undefined || job.state !== 'pending') return { ...delivery, state: job?.state ?? 'failed' };
    if (job.paused) return delivery;
    return this.attempt(delivery, job);
  }

  private async attempt(delivery: WebhookDeliveryDoc, job: WebhookJob): Promise<WebhookDeliveryDoc> {
    const { log, sender } = this;
    const about = { deliveryId: delivery._id, remainingMs: WEBHOOK_PATIENCE_MS };
    const { state, waitMs = 0 } = await attemptDelivery({ log, sender }, job, about);
    return { ...delivery, state, nextAttemptAt: new Date(Date.now() + waitMs) };
  }
}

/** Events of one invitation or partnership share a lane, by the last character of its ID. */
function laneOf({ endpointId, eventId }: WebhookDeliveryDoc): string {
  return `${endpointId} ${eventId.split('_')[1]?.at(-1) ?? ''}`;
}
