import { createWebhookSender } from '../../../activities/webhooks/webhook-sender';
import { createDeliverWebhook } from '../../../activities/webhooks/deliver-webhook';
import { newId } from '../../../domain/ids';
import { isPublicAddress } from '../../../domain/security/public-address';
import type { Stores } from '../../../models';
import { WEBHOOK_EVENT_TYPES, WEBHOOK_PATIENCE_MS } from '../../../workflows/contract';

/** An account with one endpoint at the address; its secret as the account was told it. */
export async function endpointAt(stores: Stores, url: string, accountId = newId('acc')) {
  const made = await stores.webhookEndpoints.create({
    accountId,
    url,
    events: WEBHOOK_EVENT_TYPES,
    createdBy: newId('usr'),
  });
  if (made === 'full') throw new Error('full');
  const { endpoint, secret } = made;
  return { accountId, endpointId: endpoint._id, secret };
}

let events = 0;

/** A pending delivery of a new event to the endpoint. */
export async function delivery(
  stores: Stores,
  { accountId, endpointId }: { readonly accountId: string; readonly endpointId: string },
) {
  events += 1;
  const eventId = `evt_${events}`;
  const body = JSON.stringify({ type: 'invitation.sent', n: events });
  const event = { accountId, endpointId, eventId, type: 'invitation.sent', body } as const;
  const { _id: deliveryId } = await stores.webhookDeliveries.open(event, { paused: false });
  return { deliveryId, endpointId, eventId };
}

/** `deliverWebhook` with the real log and a real sender that may go to loopback. */
export function deliverer(stores: Stores) {
  const webhooks = {
    log: stores.webhookLog,
    sender: createWebhookSender({ allowPrivate: true, isPublicAddress }),
  };
  const deliverWebhook = createDeliverWebhook({ webhooks });
  return (
    input: Awaited<ReturnType<typeof delivery>>,
    attempt: number,
    remainingMs: number = WEBHOOK_PATIENCE_MS,
  ) => deliverWebhook({ ...input, attempt, remainingMs });
}
