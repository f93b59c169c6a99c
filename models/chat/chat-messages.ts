import { z } from 'zod';
import { chatBody } from '../../domain/chat/approval-message';
import { isId } from '../../domain/ids';
import type { ApprovalChat, WebhookJob } from '../../domain/ports';
import { isTerminal, webhookEventId, type InvitationStatus } from '../../workflows/contract';
import type { StoreSet } from '../stores';
import type { WebhookDeliveryDoc } from '../webhooks/webhook-deliveries';
import type { ChatChannelDoc } from './chat-channels';

/** What a delivery keeps of a message: no name, so that nothing has to be erased. */
const kept = z.strictObject({
  kind: z.enum(['requested', 'reminder', 'test']),
  invitationId: z.string().nullable(),
  link: z.string(),
});

export type ChatNote = z.output<typeof kept>;

/** What was kept of the message of a delivery. */
export const keptNoteOf = ({ body }: Pick<WebhookDeliveryDoc, 'body'>): ChatNote =>
  kept.parse(JSON.parse(body));

type Needed = Pick<StoreSet, 'chatChannels' | 'invitations' | 'webhookDeliveries'>;

/** Whether a delivery is a message to a chat. */
export const isChat = (endpointId: string): boolean => isId('cht', endpointId);

/** Messages to the chats of approvers; they go the way of webhooks. */
export class ChatMessages implements ApprovalChat {
  constructor(private readonly stores: Needed) {}

  async tell(invitationId: string, messageId: string, note: Pick<ChatNote, 'kind' | 'link'>): Promise<void> {
    const invitation = await this.stores.invitations.findById(invitationId);
    const channel = invitation && (await this.stores.chatChannels.find(invitation.accountId));
    if (channel === undefined) return;
    await this.open(channel, webhookEventId(messageId), { ...note, invitationId });
  }

  /** The same message again is the same delivery; to a paused channel it is noted as failed. */
  async open(channel: ChatChannelDoc, eventId: string, note: ChatNote): Promise<WebhookDeliveryDoc> {
    const { _id: endpointId, accountId, status } = channel;
    const body = JSON.stringify(note);
    const event = { accountId, endpointId, eventId, type: 'invitation.approval_requested', body } as const;
    return this.stores.webhookDeliveries.open(event, { paused: status === 'paused' });
  }

  /** The delivery as it is sent now; `undefined` when there is nobody to tell or nothing to tell any more. */
  async jobOf(delivery: WebhookDeliveryDoc): Promise<WebhookJob | undefined> {
    const channel = await this.stores.chatChannels.findById(delivery.endpointId);
    if (channel === undefined) return undefined;
    const body = await this.bodyOf(channel, keptNoteOf(delivery));
    if (body === undefined) {
      await this.stores.webhookDeliveries.drop(delivery._id, 'not-needed');
      return undefined;
    }
    const { eventId, state, attemptCount, nextAttemptAt, createdAt } = delivery;
    return {
      ...{ endpointId: channel._id, paused: channel.status === 'paused', secrets: [], body },
      ...{ url: this.stores.chatChannels.addressOf(channel), pausesWhenRefused: true },
      ...{ eventId, state, attemptCount, createdAt },
      ...(nextAttemptAt && { nextAttemptAt }),
    };
  }

  private async bodyOf(
    { format }: ChatChannelDoc,
    { kind, invitationId, link }: ChatNote,
  ): Promise<string | undefined> {
    if (invitationId === null) return chatBody(format, { kind, link, partnerName: '' });
    const invitation = await this.stores.invitations.findById(invitationId);
    if (invitation === undefined || invitation.erasedAt !== null || isDecided(invitation.status))
      return undefined;
    return chatBody(format, { kind, link, partnerName: invitation.partnerName });
  }
}

/** Nobody has to decide any more. */
function isDecided(status: InvitationStatus): boolean {
  return isTerminal(status) || status === 'provisioning' || status === 'failed';
}
