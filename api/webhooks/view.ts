import type { z } from 'zod';
import { webhookPayload, type WebhookDeliveryDoc, type WebhookEndpointDoc } from '../../models';
import type { Caller } from '../http/caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../http/problem';
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

/**
 * The account's own endpoint.
 *
 * @throws {@link Problem} 404 for everything else
 */
export async function ownWebhookEndpoint(
  { stores }: ApiDeps,
  { accountId }: Caller,
  id: string,
): Promise<WebhookEndpointDoc> {
  const found = await stores.webhookEndpoints.find(accountId, id);
  if (found === undefined) throw new Problem('not-found');
  return found;
}

/**
 * Sends the same event once more. The worker finds the new delivery by itself, so this needs no Temporal.
 *
 * @throws {@link Problem} 404; 409 while the first delivery is on its way or the endpoint is paused
 */
export async function replayDelivery(
  deps: ApiDeps,
  caller: Caller,
  endpointId: string,
  deliveryId: string,
): Promise<WebhookDeliveryDoc> {
  const endpoint = await ownWebhookEndpoint(deps, caller, endpointId);
  const original = await deps.stores.webhookDeliveries.find(caller.accountId, endpoint._id, deliveryId);
  if (original === undefined) throw new Problem('not-found');
  if (original.state === 'pending') {
    throw new Problem('invalid-transition', {
      currentStatus: 'pending',
      detail: 'The delivery is still on its way; nextAttemptAt says when it is tried again.',
    });
  }
  if (endpoint.status === 'paused') {
    throw new Problem('invalid-transition', {
      currentStatus: 'paused',
      detail: 'The endpoint is paused; resume it first.',
    });
  }
  return deps.stores.webhookDeliveries.replay(original);
}
