import { ApplicationFailure } from '@temporalio/common';
import { webhookWaitMs, type WebhookOutcome, type WebhookPatientInput } from '../../workflows/contract';
import type {
  ActivityDependencies,
  WebhookAnswer,
  WebhookJob,
  WebhookLog,
  WebhookSender,
} from '../../domain/ports';

/** The receiver says that it will never take anything again. */
const GONE = 410;

/** Refusals that time may mend. */
const WORTH_ANOTHER_TRY: readonly number[] = [408, 425, 429];

/** What one attempt came to. */
export interface AttemptResult {
  readonly state: WebhookJob['state'];
  /** Until the next attempt, in milliseconds; only while pending. */
  readonly waitMs?: number;
  /** What the receiver said, for operators. */
  readonly answer: string;
}

/**
 * Sends an event to its endpoint once and notes what came of it. A wait that is longer than `remainingMs` ends
 * the delivery. Only a crash between the receiver's answer and the note sends the same `webhook-id` twice.
 */
export async function attemptDelivery(
  { log, sender }: ActivityDependencies['webhooks'],
  job: WebhookJob,
  { deliveryId, remainingMs }: { readonly deliveryId: string; readonly remainingMs: number },
): Promise<AttemptResult> {
  const n = job.attemptCount + 1;
  const { answer, ...when } = await timed(sender, job);
  const result = resultOf(answer, { n, remainingMs, over: isOver(job, answer.status) });
  // Before the note, because after it a repeated attempt does nothing.
  const paused = await pauseIfDead(log, job, answer, result);
  await log.note(deliveryId, job, {
    attempt: { n, ...when, status: answer.status, error: answer.error },
    state: result.state,
    nextAttemptAt: result.waitMs === undefined ? null : new Date(Date.now() + result.waitMs),
  });
  if (paused) await log.stop(job.endpointId);
  return result;
}

/**
 * Tries to deliver an event to a webhook endpoint. While the receiver does not take it, the activity fails with the
 * wait until its next attempt, so that Temporal shows attempts, answers and the time of the next one.
 *
 * Safe to retry: what was taken and noted is not sent again.
 */
export function createDeliverWebhook({
  webhooks,
}: Pick<ActivityDependencies, 'webhooks'>): (input: WebhookPatientInput) => Promise<WebhookOutcome> {
  return async ({ deliveryId, until }) => {
    const job = await webhooks.log.find(deliveryId);
    if (job === undefined) return { state: 'stopped', attempts: 0 };
    const attempts = job.attemptCount;
    if (job.state !== 'pending')
      return { state: job.state === 'delivered' ? job.state : 'stopped', attempts };
    if (job.paused) {
      await webhooks.log.stop(job.endpointId);
      return { state: 'stopped', attempts };
    }
    const remainingMs = Date.parse(until) - Date.now();
    const { state, waitMs = 0, answer } = await attemptDelivery(webhooks, job, { deliveryId, remainingMs });
    if (state === 'pending') throw notTaken(`The receiver ${answer}.`, waitMs);
    return { state, attempts: attempts + 1, answer };
  };
}

const notTaken = (message: string, nextRetryDelay: number): ApplicationFailure =>
  ApplicationFailure.create({ type: 'WebhookNotTaken', message, nextRetryDelay });

/** Whether trying again is of no use. */
function isOver({ pausesWhenRefused = false }: WebhookJob, status: number | null): boolean {
  if (status === GONE) return true;
  return (
    pausesWhenRefused &&
    status !== null &&
    status >= 400 &&
    status < 500 &&
    !WORTH_ANOTHER_TRY.includes(status)
  );
}

async function timed(sender: WebhookSender, { url, secrets, eventId, body }: WebhookJob) {
  const at = new Date();
  const startedAt = performance.now();
  const answer = await sender.send({ url, secrets, id: eventId, body });
  return { at, durationMs: Math.round(performance.now() - startedAt), answer };
}

function resultOf(
  given: WebhookAnswer,
  { n, remainingMs, over }: { readonly n: number; readonly remainingMs: number; readonly over: boolean },
): AttemptResult {
  const answer =
    given.status === null ? `did not answer: ${given.error ?? 'unknown'}` : `answered HTTP ${given.status}`;
  if (given.error === null) return { state: 'delivered', answer };
  const waitMs = webhookWaitMs(n, given.retryAfterMs);
  if (over || waitMs > remainingMs) return { state: 'failed', answer };
  return { state: 'pending', waitMs, answer };
}

/** Dead is who says so, and who has taken nothing at all in the three days of a delivery. */
async function pauseIfDead(
  log: WebhookLog,
  job: WebhookJob,
  { status }: WebhookAnswer,
  { state }: AttemptResult,
): Promise<boolean> {
  if (isOver(job, status)) return log.pauseGone(job.endpointId);
  return state === 'failed' && (await log.pauseIfSilentSince(job.endpointId, job.createdAt));
}
