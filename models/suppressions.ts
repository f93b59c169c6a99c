import type { Connection, Model } from 'mongoose';
import { defineModel, insertOnce } from './collection';

export type SuppressionReason = 'unsubscribed' | 'bounced' | 'spam_report' | 'manual';

interface SuppressionDoc {
  /** `<accountId>:<emailKey>` */
  readonly _id: string;
  readonly accountId: string;
  readonly emailKey: string;
  readonly reason: SuppressionReason;
  readonly createdAt: Date;
}

export const suppressionModel = (connection: Connection): Model<SuppressionDoc> =>
  defineModel<SuppressionDoc>(
    connection,
    'suppressions',
    { accountId: String, emailKey: String, reason: String, createdAt: Date },
    // Export by address.
    [{ keys: { emailKey: 1 } }],
  );

/** Addresses an account must not remind. */
export class SuppressionStore {
  private readonly model: Model<SuppressionDoc>;
  constructor(connection: Connection) {
    this.model = suppressionModel(connection);
  }

  /** From now on; the first reason stays. */
  async suppress(accountId: string, emailKey: string, reason: SuppressionReason): Promise<void> {
    const _id = `${accountId}:${emailKey}`;
    await insertOnce(this.model, { _id, accountId, emailKey, reason, createdAt: new Date() });
  }

  async isSuppressed(accountId: string, emailKey: string): Promise<boolean> {
    return (await this.model.exists({ _id: `${accountId}:${emailKey}` })) !== null;
  }

  /** Lifts it, for example when the contact asks to be mailed again. */
  async lift(accountId: string, emailKey: string): Promise<void> {
    await this.model.deleteOne({ _id: `${accountId}:${emailKey}` });
  }
}
