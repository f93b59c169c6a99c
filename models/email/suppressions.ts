import { createHash } from 'node:crypto';
import { collection, findOne, insertOnce, storeOf } from '../mongo/collection';
import { pageOf, type Page, type PageQuery } from '../mongo/page';

export type SuppressionReason = 'unsubscribed' | 'bounced' | 'spam_report' | 'manual';

export interface SuppressionDoc {
  /** `<accountId>:<emailKey>` */
  readonly _id: string;
  readonly accountId: string;
  readonly emailKey: string;
  readonly reason: SuppressionReason;
  readonly createdAt: Date;
}

export const suppressionModel = collection<SuppressionDoc>(
  'suppressions',
  { accountId: String, emailKey: String, reason: String, createdAt: Date },
  [
    // Export by address.
    { keys: { emailKey: 1 } },
    // An account's list, newest first.
    { keys: { accountId: 1, createdAt: -1, _id: -1 } },
  ],
);

/** Names a suppression without naming the address. */
export function suppressionId(id: string): string {
  return `sup_${createHash('sha256').update(id).digest('hex').slice(0, 26)}`;
}

/** Whether the address does not want or take any mail of the account; who only stopped reminders is still invited. */
export function isUndeliverable({ reason }: Pick<SuppressionDoc, 'reason'>): boolean {
  return reason !== 'unsubscribed';
}

/** Addresses an account must not remind. */
export class SuppressionStore extends storeOf(suppressionModel) {
  /** From now on; the first reason stays, unless it only stopped reminders. */
  async suppress(accountId: string, emailKey: string, reason: SuppressionReason): Promise<void> {
    const _id = `${accountId}:${emailKey}`;
    const added = await insertOnce(this.model, { _id, accountId, emailKey, reason, createdAt: new Date() });
    if (!added) await this.model.updateOne({ _id, reason: 'unsubscribed' }, { $set: { reason } });
  }

  async find(accountId: string, emailKey: string): Promise<SuppressionDoc | undefined> {
    return findOne(this.model, { _id: `${accountId}:${emailKey}` });
  }

  async isSuppressed(accountId: string, emailKey: string): Promise<boolean> {
    return (await this.model.exists({ _id: `${accountId}:${emailKey}` })) !== null;
  }

  /**
   * One page of an account's addresses.
   *
   * @throws InvalidPageError for a cursor or sort order that is none
   */
  async list(accountId: string, query: PageQuery): Promise<Page<SuppressionDoc>> {
    return pageOf(this.model, [{ accountId }], { createdAt: 'createdAt' }, query);
  }

  /** The address behind {@link suppressionId}; an account has few enough to look at each. */
  async addressOf(accountId: string, id: string): Promise<string | undefined> {
    const all = await this.model.find({ accountId }).lean<SuppressionDoc[]>();
    return all.find(({ _id }) => suppressionId(_id) === id)?.emailKey;
  }

  idOf(accountId: string, emailKey: string): string {
    return suppressionId(`${accountId}:${emailKey}`);
  }

  /** Lifts it, for example when the contact asks to be mailed again. */
  async lift(accountId: string, emailKey: string): Promise<void> {
    await this.model.deleteOne({ _id: `${accountId}:${emailKey}` });
  }
}
