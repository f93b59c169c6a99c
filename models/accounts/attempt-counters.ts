import { createHmac } from 'node:crypto';
import type { Connection, Model } from 'mongoose';
import { after, defineModel, isDuplicateKey, lt } from '../mongo/collection';

interface AttemptCounterDoc {
  /** `<start of the window>:<hash>`; whom it counts for cannot be read from it. */
  readonly _id: string;
  readonly count: number;
  readonly expiresAt: Date;
}

/** What is counted, and up to where. */
export interface Attempts {
  readonly what: 'ip' | 'pair' | 'user' | 'device' | 'reset';
  readonly who: string;
  /** 0 counts nothing. */
  readonly most: number;
  readonly windowMs: number;
}

export const attemptCounterModel = (connection: Connection): Model<AttemptCounterDoc> =>
  defineModel<AttemptCounterDoc>(
    connection,
    'attempt_counters',
    { count: Number, expiresAt: Date },
    // Real MongoDB clears what has expired.
    [{ keys: { expiresAt: 1 }, expireAfterSeconds: 0 }],
  );

/** Counts attempts of strangers over all processes; exact under races. */
export class AttemptCounterStore {
  private readonly model: Model<AttemptCounterDoc>;
  constructor(
    connection: Connection,
    private readonly secret: string,
  ) {
    this.model = attemptCounterModel(connection);
  }

  /** Counts one attempt; returns how long to wait, in milliseconds, when there were too many. */
  async take(attempts: Attempts, at = Date.now()): Promise<number | undefined> {
    if (attempts.most === 0) return undefined;
    const ends = endOf(attempts, at);
    return (await this.count(attempts, ends, 1)) ? undefined : ends - at;
  }

  /** Takes back one attempt that turned out well. */
  async giveBack(attempts: Attempts, at = Date.now()): Promise<void> {
    const _id = this.idOf(attempts, endOf(attempts, at));
    await this.model.updateOne({ _id, count: after(1, 0) }, { $inc: { count: -1 } });
  }

  /** Forgets all attempts of one kind. */
  async forget(attempts: Attempts, at = Date.now()): Promise<void> {
    await this.model.deleteOne({ _id: this.idOf(attempts, endOf(attempts, at)) });
  }

  private async count(attempts: Attempts, ends: number, retries: number): Promise<boolean> {
    const filter = { _id: this.idOf(attempts, ends), count: lt(attempts.most) };
    const update = { $inc: { count: 1 }, $setOnInsert: { expiresAt: new Date(ends) } };
    try {
      const result = await this.model.updateOne(filter, update, { upsert: true });
      return result.modifiedCount + result.upsertedCount === 1;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      // Either the counter is full, or two first counts raced: then the second try finds the document.
      return retries > 0 && this.count(attempts, ends, retries - 1);
    }
  }

  private idOf({ what, who, windowMs }: Attempts, ends: number): string {
    const hash = createHmac('sha256', this.secret).update(`usher:attempts:v1:${what}:${windowMs}:${who}`);
    return `${ends}:${hash.digest('base64url')}`;
  }
}

function endOf({ windowMs }: Attempts, at: number): number {
  return (Math.floor(at / windowMs) + 1) * windowMs;
}
