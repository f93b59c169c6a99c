import { webhookPayload } from '../../domain/webhooks/payload';
import type { WebhookDeliveryDoc, WebhookEndpointDoc } from '../../models';
import { present } from '../http';
import { webhookAttempt, webhookDelivery, webhookEndpoint } from './schema';

/** What an administrator can do about it. */
const NOTICES = {
  gone: 'The receiver answered 410 Gone. Resume the endpoint once it takes events again.',
  failing:
    'The receiver took nothing for three days. Mend it, resume the endpoint and replay what it missed.',
} as const;

/** An endpoint as the API answers it, without its secrets. */
export function presentWebhookEndpoint(doc: WebhookEndpointDoc) {
  const { notice, secrets } = doc;
  const old = secrets[1]?.validUntil ?? null;
  return present(webhookEndpoint, {
    ...doc,
    notice: notice && { at: notice.at.toISOString(), code: notice.code, detail: NOTICES[notice.code] },
    oldSecretValidUntil: old !== null && old > new Date() ? old : null,
  });
}

/** A delivery as the API answers it. */
export function presentWebhookDelivery(doc: WebhookDeliveryDoc) {
  return present(webhookDelivery, {
    ...doc,
    attempts: doc.attempts.map((attempt) => present(webhookAttempt, attempt)),
    payload: webhookPayload.parse(JSON.parse(doc.body)),
  });
}
