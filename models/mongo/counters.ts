import type { Model } from 'mongoose';
import { after, CLEARED_WHEN_EXPIRED, collection, isDuplicateKey, lt } from './collection';

interface CounterDoc {
  readonly _id: string;
  readonly count: number;
  readonly expiresAt: Date;
}

/** A collection of counters, each of which ends by itself. */
export const counters = (name: string) =>
  collection<CounterDoc>(name, { count: Number, expiresAt: Date }, [CLEARED_WHEN_EXPIRED]);

/** Adds one unless the counter has reached its limit; returns whether it did. Exact under races. */
export async function countUp(
  model: Model<CounterDoc>,
  { _id, expiresAt }: Omit<CounterDoc, 'count'>,
  limit: number,
  retries = 1,
): Promise<boolean> {
  const update = { $inc: { count: 1 }, $setOnInsert: { expiresAt } };
  try {
    const result = await model.updateOne({ _id, count: lt(limit) }, update, { upsert: true });
    return result.modifiedCount + result.upsertedCount === 1;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Either the counter is full, or two first counts raced: then the second try finds the document.
    return retries > 0 && countUp(model, { _id, expiresAt }, limit, retries - 1);
  }
}

/** Takes one away again; never below zero. */
export async function countDown(model: Model<CounterDoc>, _id: string): Promise<void> {
  await model.updateOne({ _id, count: after(1, 0) }, { $inc: { count: -1 } });
}
