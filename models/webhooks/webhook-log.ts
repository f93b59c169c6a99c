import type { WebhookAttemptOutcome, WebhookJob, WebhookLog } from '../../domain/ports';
import type { StoreSet } from '../stores';

/** Deliveries and their endpoints as the worker sees them. */
export class MongoWebhookLog implements WebhookLog {
  constructor(
    private readonly stores: Pick<StoreSet, 'auditLog' | 'webhookDeliveries' | 'webhookEndpoints'>,
  ) {}

  async find(deliveryId: string): Promise<WebhookJob | undefined> {
    const delivery = await this.stores.webhookDeliveries.findById(deliveryId);
    if (delivery === undefined) return undefined;
    const endpoint = await this.stores.webhookEndpoints.findById(delivery.endpointId);
    if (endpoint === undefined) return undefined;
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
    };
  }

  async note(deliveryId: string, endpointId: string, outcome: WebhookAttemptOutcome): Promise<void> {
    const { webhookDeliveries, webhookEndpoints } = this.stores;
    const { at } = outcome.attempt;
    if (outcome.state === 'delivered') await webhookEndpoints.noteSuccess(endpointId, at);
    else await webhookEndpoints.noteFailure(endpointId, at);
    // Last, because it is what makes a repeated attempt do nothing.
    await webhookDeliveries.note(deliveryId, outcome);
  }

  async stop(endpointId: string): Promise<void> {
    await this.stores.webhookDeliveries.stop(endpointId);
  }

  async pauseGone(endpointId: string): Promise<boolean> {
    const paused = await this.stores.webhookEndpoints.pause(endpointId, 'gone');
    if (paused) await this.audit(endpointId);
    return paused;
  }

  async pauseIfSilentSince(endpointId: string, since: Date): Promise<boolean> {
    const paused = await this.stores.webhookEndpoints.pauseIfSilentSince(endpointId, since);
    if (paused) await this.audit(endpointId);
    return paused;
  }

  /** Nobody asked for the pause, so the log says that Usher did it, and why. */
  private async audit(endpointId: string): Promise<void> {
    const endpoint = await this.stores.webhookEndpoints.findById(endpointId);
    if (!endpoint?.notice) return;
    const { accountId, notice } = endpoint;
    await this.stores.auditLog.append(accountId, [
      {
        key: `webhook-paused:${endpointId}:${notice.at.getTime()}`,
        at: notice.at,
        type: 'webhook_endpoint_paused',
        actor: { kind: 'system', id: 'usher' },
        target: { kind: 'webhook_endpoint', id: endpointId },
        after: { status: 'paused', notice: notice.code },
      },
    ]);
  }
}
