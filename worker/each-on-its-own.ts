import { forEachAtOnce } from '../domain/for-each-at-once';

/** Failures in a row that no odd item explains: the database or Temporal is away. */
const OUTAGE = 16;

/** What became of a list of items. */
export interface Worked<T> {
  readonly done: readonly T[];
  /** Why some were not done, in no order. */
  readonly failures: readonly Error[];
}

/**
 * Does the work for each item, several at once. An item that fails keeps no other from being done.
 *
 * @throws the last of 16 failures in a row, because then it is not the items
 */
export async function eachOnItsOwn<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<unknown>,
): Promise<Worked<T>> {
  const done: T[] = [];
  const failures: Error[] = [];
  let inARow = 0;
  await forEachAtOnce(items, atOnce, async (item) => {
    try {
      await work(item);
      done.push(item);
      inARow = 0;
    } catch (error) {
      failures.push(error instanceof Error ? error : new Error('unknown'));
      inARow += 1;
      if (inARow >= OUTAGE) throw error;
    }
  });
  return { done, failures };
}
