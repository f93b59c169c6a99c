import type { Connection, Model } from 'mongoose';
import { createHmac } from 'node:crypto';
import type { EmailLimits, Sending } from '../../domain/email/allowance';
import { after, defineModel, isDuplicateKey, lt } from '../mongo/collection';

interface EmailCounterDoc {
  /** `<day>:<account|recipient|address>:<key>`; addresses are hashed. */
  readonly _id: string;
  readonly count: number;
  readonly expiresAt: Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export const emailCounterModel = (connection: Connection): Model<EmailCounterDoc> =>
  defineModel<EmailCounterDoc>(
    connection,
    'email_counters',
    { count: Number, expiresAt: Date },
    // Real MongoDB clears what has expired.
    [{ keys: { expiresAt: 1 }, expireAfterSeconds: 0 }],
  );

/**
 * Counts e-mails per account, and per account and recipient; limits are exact under races. What one account sends
 * never uses up another one's.
 */
export class EmailCounterStore {
  private readonly model: Model<EmailCounterDoc>;
  constructor(
    connection: Connection,
    private readonly secret: string,
  ) {
    this.model = emailCounterModel(connection);
  }

  /** Takes one e-mail from both allowances, or from none and says which is used up. */
  async take(who: Sending, limits: EmailLimits, at = new Date()): Promise<'ok' | 'account' | 'recipient'> {
    const recipientId = this.recipientId(who, at);
    if (!(await this.takeOne(recipientId, limits.dailyEmailsPerRecipient, at))) return 'recipient';
    if (await this.takeOne(counterId('account', who.accountId, at), limits.dailyEmailsPerAccount, at)) {
      return 'ok';
    }
    await this.giveBack(recipientId);
    return 'account';
  }

  /** Gives back what {@link take} took for an e-mail that will not be sent. */
  async refund(who: Sending, at = new Date()): Promise<void> {
    await this.giveBack(this.recipientId(who, at));
    await this.giveBack(counterId('account', who.accountId, at));
  }

  /** Takes one of the e-mails that an address may get from all accounts together; false when they are used up. */
  async takeOverall(emailKey: string, limits: EmailLimits, at = new Date()): Promise<boolean> {
    const limit = limits.dailyEmailsPerRecipientOverall ?? 0;
    return this.takeOne(counterId('address', this.hash(emailKey), at), limit, at);
  }

  /** Gives back what {@link takeOverall} took. */
  async refundOverall(emailKey: string, at = new Date()): Promise<void> {
    await this.giveBack(counterId('address', this.hash(emailKey), at));
  }

  private async takeOne(_id: string, limit: number, at: Date, retries = 1): Promise<boolean> {
    if (limit === 0) return true;
    try {
      const update = { $inc: { count: 1 }, $setOnInsert: { expiresAt: new Date(at.getTime() + 2 * DAY_MS) } };
      const result = await this.model.updateOne({ _id, count: lt(limit) }, update, { upsert: true });
      return result.modifiedCount + result.upsertedCount === 1;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      // Either the counter is full, or two first counts raced: then the second try finds the document.
      return retries > 0 && this.takeOne(_id, limit, at, retries - 1);
    }
  }

  private async giveBack(_id: string): Promise<void> {
    await this.model.updateOne({ _id, count: after(1, 0) }, { $inc: { count: -1 } });
  }

  private recipientId({ accountId, emailKey }: Sending, at: Date): string {
    return counterId('recipient', this.hash(`${accountId}:${emailKey}`), at);
  }

  private hash(key: string): string {
    return createHmac('sha256', this.secret).update(`usher:counter:v1:${key}`).digest('base64url');
  }
}

function counterId(kind: 'account' | 'recipient' | 'address', key: string, at: Date): string {
  return `${at.toISOString().slice(0, 10)}:${kind}:${key}`;
}
