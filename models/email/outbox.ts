import type { Outbox, OutboxMessage, OutboxOutcome } from '../../domain/ports';
import { anyOf, collection, findOne, insertOnce, lte, storeOf } from '../mongo/collection';

export interface OutboxDoc {
  readonly _id: string;
  readonly invitationId: string | null;
  readonly accountId: string | null;
  readonly template: string;
  /** Null after erasure. */
  readonly to: string | null;
  readonly state: 'pending' | 'sending' | OutboxOutcome;
  /** Until then the claimer may still be sending. */
  readonly leaseUntil: Date;
  readonly attempts: number;
  /** A claimer vanished while sending, so the provider may have got the message before. */
  readonly maybeDuplicate: boolean;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

export const outboxModel = collection<OutboxDoc>(
  'outbox',
  {
    invitationId: String,
    accountId: String,
    template: String,
    to: String,
    state: String,
    leaseUntil: Date,
    attempts: Number,
    maybeDuplicate: Boolean,
    createdAt: Date,
    settledAt: Date,
  },
  // Messages of an invitation, for support and erasure.
  [{ keys: { invitationId: 1, createdAt: 1 } }],
);

/** One document per message; the database decides who may send it. */
export class OutboxStore extends storeOf(outboxModel) implements Outbox {
  /** Of any number of racing claims one gets `send`; a lease that ran out is handed to one other claim. */
  async claim(message: OutboxMessage, leaseMs: number): Promise<'send' | 'done' | 'refused' | 'busy'> {
    const now = new Date();
    const leaseUntil = new Date(now.getTime() + leaseMs);
    const claimed = await insertOnce(this.model, {
      _id: message.messageId,
      invitationId: message.invitationId ?? null,
      accountId: message.accountId ?? null,
      template: message.template,
      to: message.to,
      state: 'sending',
      leaseUntil,
      attempts: 1,
      maybeDuplicate: false,
      createdAt: now,
      settledAt: null,
    });
    if (claimed) return 'send';
    const current = await this.find(message.messageId);
    if (current === undefined) return 'busy';
    if (current.state === 'refused') return 'refused';
    if (current.state !== 'pending' && current.state !== 'sending') return 'done';
    return (await this.retake(current, now, leaseUntil)) ? 'send' : 'busy';
  }

  async settle(messageId: string, outcome: OutboxOutcome): Promise<void> {
    await this.model.updateOne({ _id: messageId }, { $set: { state: outcome, settledAt: new Date() } });
  }

  async release(messageId: string): Promise<void> {
    await this.model.updateOne({ _id: messageId, state: 'sending' }, { $set: { state: 'pending' } });
  }

  async find(messageId: string): Promise<OutboxDoc | undefined> {
    return findOne(this.model, { _id: messageId });
  }

  /** Which of these messages went out in the name of the account. */
  async ownedBy(accountId: string, messageIds: readonly string[]): Promise<ReadonlySet<string>> {
    const docs = await this.model
      .find({ _id: anyOf(messageIds), accountId })
      .select('_id')
      .lean<OutboxDoc[]>();
    return new Set(docs.map(({ _id }) => _id));
  }

  async ofInvitation(invitationId: string): Promise<OutboxDoc[]> {
    return this.model.find({ invitationId }).sort({ createdAt: 1, _id: 1 }).lean<OutboxDoc[]>();
  }

  /** Forgets where the invitation's messages went. */
  async erase(invitationId: string): Promise<void> {
    await this.model.updateMany({ invitationId }, { $set: { to: null } });
  }

  private async retake(current: OutboxDoc, now: Date, leaseUntil: Date): Promise<boolean> {
    const abandoned = current.state === 'sending';
    const { _id, state, attempts } = current;
    const held = abandoned ? { leaseUntil: lte(now) } : {};
    const result = await this.model.updateOne(
      { _id, state, attempts, ...held },
      {
        $set: { state: 'sending', leaseUntil, ...(abandoned ? { maybeDuplicate: true } : {}) },
        $inc: { attempts: 1 },
      },
    );
    return result.modifiedCount === 1;
  }
}
