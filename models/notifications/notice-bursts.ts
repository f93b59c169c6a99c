import type { Burst, Notice } from '../../domain/notifications/notices';
import { gatheredUntil } from '../../domain/notifications/digest-time';
import { after, CLEARED_WHEN_EXPIRED, collection, insertOnce, lte, storeOf } from '../mongo/collection';

interface BurstDoc {
  /** `<accountId>:<userId>:<kind>` */
  readonly _id: string;
  readonly count: number;
  readonly expiresAt: Date;
}

export const noticeBurstModel = collection<BurstDoc>('notice_bursts', { count: Number, expiresAt: Date }, [
  CLEARED_WHEN_EXPIRED,
]);

/** How often two first notices may race before one of them is counted as the first. */
const TRIES = 5;

/** Counts the notices of a kind to one user; an hour begins with the first after the last one ended. */
export class NoticeBurstStore extends storeOf(noticeBurstModel) {
  /** Counts one more. Exact under races: no two callers of one hour get the same number. */
  async count(
    { accountId, userId, kind }: Pick<Notice, 'accountId' | 'userId' | 'kind'>,
    now: Date,
  ): Promise<Burst> {
    const _id = `${accountId}:${userId}:${kind}`;
    const fresh = { count: 1, expiresAt: gatheredUntil(now) };
    const first: Burst = { count: 1, endsAt: fresh.expiresAt };
    for (let tries = 0; tries < TRIES; tries += 1) {
      const running = await this.model
        .findOneAndUpdate(
          { _id, expiresAt: after(1, now) },
          { $inc: { count: 1 } },
          { returnDocument: 'after' },
        )
        .lean<BurstDoc>();
      if (running !== null) return { count: running.count, endsAt: running.expiresAt };
      const renewed = await this.model.updateOne({ _id, expiresAt: lte(now) }, { $set: fresh });
      if (renewed.modifiedCount === 1 || (await insertOnce(this.model, { _id, ...fresh }))) return first;
    }
    return first;
  }
}
