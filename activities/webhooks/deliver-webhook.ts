import { webhookWaitMs, type WebhookAttemptInput, type WebhookAttemptResult } from '../../workflows/contract';
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

/**
 * Tries once to deliver an event to a webhook endpoint.
 *
 * Safe to retry: an attempt that was noted is not made again. Only a crash between the receiver's answer
 * and our note of it sends the same `webhook-id` twice.
 */
export function createDeliverWebhook(
  deps: Pick<ActivityDependencies, 'webhooks'>,
): (input: WebhookAttemptInput) => Promise<WebhookAttemptResult> {
  return async (input) => {
    const { log, sender } = deps.webhooks;
    const job = await log.find(input.deliveryId);
    if (job === undefined) return { state: 'stopped' };
    if (job.attemptCount >= input.attempt) return notedBefore(job);
    if (job.state !== 'pending') return { state: 'stopped' };
    if (job.paused) {
      await log.stop(job.endpointId);
      return { state: 'stopped' };
    }
    const { answer, ...when } = await timed(sender, job);
    const result = resultOf(answer, input, isOver(job, answer.status));
    // Before the note, because after it a repeated attempt does nothing.
    const paused = await pauseIfDead(log, job, answer, result);
    await log.note(input.deliveryId, job.endpointId, {
      attempt: { n: input.attempt, ...when, status: answer.status, error: answer.error },
      state: result.state,
      nextAttemptAt: result.waitMs === undefined ? null : new Date(Date.now() + result.waitMs),
    });
    if (paused) await log.stop(job.endpointId);
    return result;
  };
}

async function timed(sender: WebhookSender, { url, secrets, eventId, body }: WebhookJob) {
  const at = new Date();
  const startedAt = performance.now();
  const answer = await sender.send({ url, secrets, id: eventId, body });
  return { at, durationMs: Math.round(performance.now() - startedAt), answer };
}

type Outcome = WebhookAttemptResult & { readonly state: WebhookJob['state'] };

function resultOf(
  given: WebhookAnswer,
  { attempt, remainingMs }: WebhookAttemptInput,
  over: boolean,
): Outcome {
  const answer = given.status === null ? (given.error ?? 'unknown') : `HTTP ${given.status}`;
  if (given.error === null) return { state: 'delivered', answer };
  const waitMs = webhookWaitMs(attempt, given.retryAfterMs);
  if (over || waitMs > remainingMs) return { state: 'failed', answer };
  return { state: 'pending', waitMs, answer };
}

/** Dead is who says so, and who has taken nothing at all in the three days of a delivery. */
async function pauseIfDead(log: WebhookLog, job: WebhookJob, { status }: WebhookAnswer, { state }: Outcome) {
  if (isOver(job, status)) return log.pauseGone(job.endpointId);
  return state === 'failed' && (await log.pauseIfSilentSince(job.endpointId, job.createdAt));
}

/** An earlier run of this attempt got as far as its note. */
function notedBefore({ state, nextAttemptAt }: WebhookJob): WebhookAttemptResult {
  if (state !== 'pending') return { state };
  return { state, waitMs: Math.max(0, (nextAttemptAt?.getTime() ?? 0) - Date.now()) };
}
