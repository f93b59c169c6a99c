import type { Connection } from 'mongoose';
import type { EmailLimits, Sending } from '../../domain/email/allowance';
import { type KeyRing, keyedHash } from '../../domain/security/key-ring';
import { storeOf } from '../mongo/collection';
import { countDown, counters, countUp } from '../mongo/counters';

const DAY_MS = 24 * 60 * 60 * 1000;

export const emailCounterModel = counters('email_counters');

/**
 * Counts e-mails per account, and per account and recipient; limits are exact under races. What one account sends
 * never uses up another one's. IDs are `<day>:<account|recipient|address>:<key>`, with addresses hashed.
 */
export class EmailCounterStore extends storeOf(emailCounterModel) {
  constructor(
    connection: Connection,
    private readonly secret: KeyRing,
  ) {
    super(connection);
  }

  /** Takes one e-mail from both allowances, or from none and says which is used up. */
  async take(who: Sending, limits: EmailLimits, at = new Date()): Promise<'ok' | 'account' | 'recipient'> {
    const recipientId = this.recipientId(who, at);
    if (!(await this.takeOne(recipientId, limits.dailyEmailsPerRecipient, at))) return 'recipient';
    if (await this.takeOne(counterId('account', who.accountId, at), limits.dailyEmailsPerAccount, at)) {
      return 'ok';
    }
    await countDown(this.model, recipientId);
    return 'account';
  }

  /** Gives back what {@link take} took for an e-mail that will not be sent. */
  async refund(who: Sending, at = new Date()): Promise<void> {
    await countDown(this.model, this.recipientId(who, at));
    await countDown(this.model, counterId('account', who.accountId, at));
  }

  /** Takes one of the e-mails that an address may get from all accounts together; false when they are used up. */
  async takeOverall(emailKey: string, limits: EmailLimits, at = new Date()): Promise<boolean> {
    const limit = limits.dailyEmailsPerRecipientOverall ?? 0;
    return this.takeOne(counterId('address', this.hash(emailKey), at), limit, at);
  }

  /** Gives back what {@link takeOverall} took. */
  async refundOverall(emailKey: string, at = new Date()): Promise<void> {
    await countDown(this.model, counterId('address', this.hash(emailKey), at));
  }

  private async takeOne(_id: string, limit: number, at: Date): Promise<boolean> {
    if (limit === 0) return true;
    return countUp(this.model, { _id, expiresAt: new Date(at.getTime() + 2 * DAY_MS) }, limit);
  }

  private recipientId({ accountId, emailKey }: Sending, at: Date): string {
    return counterId('recipient', this.hash(`${accountId}:${emailKey}`), at);
  }

  private hash(key: string): string {
    return keyedHash(`usher:counter:v1:${key}`, this.secret);
  }
}

function counterId(kind: 'account' | 'recipient' | 'address', key: string, at: Date): string {
  return `${at.toISOString().slice(0, 10)}:${kind}:${key}`;
}
