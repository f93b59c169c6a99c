import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { createWebhookSender } from '../../../activities/webhooks/webhook-sender';
import { createDeliverWebhook } from '../../../activities/webhooks/deliver-webhook';
import { newId } from '../../../domain/ids';
import { isPublicAddress } from '../../../domain/security/public-address';
import type { Stores } from '../../../models';
import {
  WEBHOOK_EVENT_TYPES,
  WEBHOOK_PATIENCE_MS,
  type webhookDeliveryStart,
  type WebhookDeliveryInput,
  type WebhookOutcome,
} from '../../../workflows/contract';

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

/** A real sender that may go to loopback. */
export const anySender = () => createWebhookSender({ allowPrivate: true, isPublicAddress });

/** What an attempt came to; the next one waits while it is pending. */
type Attempted =
  WebhookOutcome | { readonly state: 'pending'; readonly waitMs: unknown; readonly answer: string };

/** `deliverWebhook` with the real log and a real sender; what it fails with while the event is not taken is `pending`. */
export function deliverer(stores: Stores) {
  const deliverWebhook = createDeliverWebhook({
    webhooks: { log: stores.webhookLog, sender: anySender() },
  });
  return async (
    input: Awaited<ReturnType<typeof delivery>>,
    remainingMs: number = WEBHOOK_PATIENCE_MS,
  ): Promise<Attempted> => {
    try {
      return await deliverWebhook({ ...input, until: new Date(Date.now() + remainingMs).toISOString() });
    } catch (error) {
      if (!(error instanceof ApplicationFailure) || error.type !== 'WebhookNotTaken') throw error;
      return { state: 'pending', waitMs: error.nextRetryDelay, answer: error.message };
    }
  };
}

type Start = Pick<ReturnType<typeof webhookDeliveryStart>, 'workflowId' | 'args' | 'startDelay'>;

/** Temporal as far as the dispatcher knows it: one workflow per ID, and sometimes away. */
export class FakeTemporal {
  readonly started = new Map<string, WebhookDeliveryInput>();
  /** How long each was told to wait before it begins. */
  readonly delays: (number | undefined)[] = [];
  calls = 0;
  failing = 0;
  readonly client = {
    workflow: {
      start: (_type: string, options: Start) => {
        this.calls += 1;
        if (this.failing > 0) {
          this.failing -= 1;
          return Promise.reject(new Error('away'));
        }
        const { workflowId, args, startDelay } = options;
        if (this.started.has(workflowId)) {
          return Promise.reject(
            new WorkflowExecutionAlreadyStartedError('again', workflowId, 'webhookDeliveryWorkflow'),
          );
        }
        this.started.set(workflowId, args[0]);
        this.delays.push(startDelay);
        return Promise.resolve();
      },
    },
  } as unknown as Client;
}
