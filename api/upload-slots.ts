import { Problem } from './problem';

/** Files of one account that are taken in at the same time. */
const PER_ACCOUNT = 2;
/** Files that this process takes in at the same time; each may hold ten megabytes. */
const PER_PROCESS = 8;
const RETRY_AFTER_SECONDS = 5;

const busy = new Map<string, number>();

/**
 * Takes one of the few places for large bodies; the answer gives it back.
 *
 * @throws {@link Problem} 429 `rate-limited` when the account has its share, 503 `overloaded` when all are taken
 */
export function takeUploadSlot(accountId: string): () => void {
  const own = busy.get(accountId) ?? 0;
  if (own >= PER_ACCOUNT) {
    throw new Problem('rate-limited', {
      detail: `An account sends ${PER_ACCOUNT} files at a time.`,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }
  const all = [...busy.values()].reduce((sum, count) => sum + count, 0);
  if (all >= PER_PROCESS) throw new Problem('overloaded', { retryAfterSeconds: RETRY_AFTER_SECONDS });
  busy.set(accountId, own + 1);
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    const left = (busy.get(accountId) ?? 1) - 1;
    if (left === 0) busy.delete(accountId);
    else busy.set(accountId, left);
  };
}
