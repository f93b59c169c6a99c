import type { WebhookAttemptOutcome, WebhookJob, WebhookLog } from '../../domain/ports';
import { ChatMessages, isChat } from '../chat/chat-messages';
import type { StoreSet } from '../stores';
import { isKnownToWork } from './delivery-target';
import type { WebhookDeliveryDoc } from './webhook-deliveries';
import type { WebhookEndpointDoc } from './webhook-endpoints';

type LogStores = Pick<
  StoreSet,
  'auditLog' | 'chatChannels' | 'invitations' | 'webhookDeliveries' | 'webhookEndpoints'
>;

/** Deliveries and their endpoints as the worker sees them; messages to chats among them. */
export class MongoWebhookLog implements WebhookLog {
  private readonly chat: ChatMessages;

  constructor(private readonly stores: LogStores) {
    this.chat = new ChatMessages(stores);
  }

  async find(deliveryId: string): Promise<WebhookJob | undefined> {
    const delivery = await this.stores.webhookDeliveries.findById(deliveryId);
    if (delivery === undefined) return undefined;
    if (isChat(delivery.endpointId)) return this.chat.jobOf(delivery);
    const endpoint = await this.stores.webhookEndpoints.findById(delivery.endpointId);
    return endpoint && this.jobOf(delivery, endpoint);
  }

  /** A delivery to an endpoint, for whoever has read both. */
  jobOf(delivery: WebhookDeliveryDoc, endpoint: WebhookEndpointDoc): WebhookJob {
    const { eventId, body, state, attemptCount, nextAttemptAt, createdAt } = delivery;
    return {
      endpointId: endpoint._id,
      paused: endpoint.status === 'paused',
      url: endpoint.url,
      secrets: this.stores.webhookEndpoints.signingSecrets(endpoint),
      eventId,
      body,
      state,
      attemptCount,
      ...(nextAttemptAt && { nextAttemptAt }),
      createdAt,
      isKnownToWork: isKnownToWork(endpoint),
    };
  }

  async note(deliveryId: string, job: WebhookJob, outcome: WebhookAttemptOutcome): Promise<void> {
    const { endpointId } = job;
    const { at } = outcome.attempt;
    if (outcome.state !== 'delivered') await this.targetsOf(endpointId).noteFailure(endpointId, at);
    else if (job.isKnownToWork !== true) await this.targetsOf(endpointId).noteSuccess(endpointId, at);
    // Last, because it is what makes a repeated attempt do nothing.
    await this.stores.webhookDeliveries.note(deliveryId, outcome);
  }

  async stop(endpointId: string): Promise<void> {
    await this.stores.webhookDeliveries.stop(endpointId);
  }

  async pauseGone(endpointId: string): Promise<boolean> {
    const paused = await this.targetsOf(endpointId).pause(endpointId, 'gone');
    if (paused) await this.audit(endpointId);
    return paused;
  }

  async pauseIfSilentSince(endpointId: string, since: Date): Promise<boolean> {
    const paused = await this.targetsOf(endpointId).pauseIfSilentSince(endpointId, since);
    if (paused) await this.audit(endpointId);
    return paused;
  }

  private targetsOf(endpointId: string) {
    return isChat(endpointId) ? this.stores.chatChannels : this.stores.webhookEndpoints;
  }

  /** Nobody asked for the pause, so the log says that Usher did it, and why. */
  private async audit(endpointId: string): Promise<void> {
    const endpoint = await this.targetsOf(endpointId).findById(endpointId);
    if (!endpoint?.notice) return;
    const kind = isChat(endpointId) ? 'approval_chat' : 'webhook_endpoint';
    const { accountId, notice } = endpoint;
    await this.stores.auditLog.append(accountId, [
      {
        key: `webhook-paused:${endpointId}:${notice.at.getTime()}`,
        at: notice.at,
        type: `${kind}_paused`,
        actor: { kind: 'system', id: 'usher' },
        target: { kind, id: endpointId },
        after: { status: 'paused', notice: notice.code },
      },
    ]);
  }
}
