import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_PAUSE_MS = 250;

/**
 * Looks again until what is found holds, and answers it; throws with the failure of what it found last. Each pause is
 * longer than the one before: who asks again and again keeps those busy whom everybody waits for.
 */
export async function lookUntil<T>(
  look: () => T | Promise<T>,
  holds: (found: T) => boolean | Promise<boolean>,
  withinMs: number,
  failure: (found: T) => string,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (let pauseMs = 10; ; pauseMs = Math.min(LONGEST_PAUSE_MS, 1.4 * pauseMs)) {
    const found = await look();
    if (await holds(found)) return found;
    if (Date.now() > end) throw new Error(failure(found));
    await sleep(pauseMs);
  }
}
