import type { z } from 'zod';
import { webhookPayload, type WebhookDeliveryDoc, type WebhookEndpointDoc } from '../../models';
import type { webhookDelivery, webhookEndpoint } from './schema';

/** What an administrator can do about it. */
const NOTICES = {
  gone: 'The receiver answered 410 Gone. Resume the endpoint once it takes events again.',
  failing:
    'The receiver took nothing for three days. Mend it, resume the endpoint and replay what it missed.',
} as const;

const instantOrNull = (at: Date | null) => at?.toISOString() ?? null;

/** An endpoint as the API answers it, without its secrets. */
export function presentWebhookEndpoint(doc: WebhookEndpointDoc): z.output<typeof webhookEndpoint> {
  const { notice, secrets } = doc;
  const old = secrets[1]?.validUntil ?? null;
  return {
    id: doc._id,
    url: doc.url,
    events: [...doc.events],
    status: doc.status,
    notice: notice && { at: notice.at.toISOString(), code: notice.code, detail: NOTICES[notice.code] },
    consecutiveFailures: doc.consecutiveFailures,
    failingSince: instantOrNull(doc.failingSince),
    lastSuccessAt: instantOrNull(doc.lastSuccessAt),
    oldSecretValidUntil: old !== null && old > new Date() ? old.toISOString() : null,
    createdAt: doc.createdAt.toISOString(),
  };
}

/** A delivery as the API answers it. */
export function presentWebhookDelivery(doc: WebhookDeliveryDoc): z.output<typeof webhookDelivery> {
  const { _id: id, endpointId, eventId, type, state, error, replayOf } = doc;
  return {
    id,
    endpointId,
    eventId,
    type,
    state,
    error,
    attempts: doc.attempts.map(({ at, status, durationMs, error: failed }) => ({
      at: at.toISOString(),
      status,
      durationMs,
      error: failed,
    })),
    nextAttemptAt: instantOrNull(doc.nextAttemptAt),
    replayOf,
    createdAt: doc.createdAt.toISOString(),
    payload: webhookPayload.parse(JSON.parse(doc.body)),
  };
}
