import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Pauses between two looks at something that takes its time, each longer than the one before: who asks again and
 * again keeps those busy whom everybody waits for.
 */
export function pauses(): () => Promise<void> {
  let ms = 10;
  return async () => {
    await sleep(ms);
    ms = Math.min(250, 1.4 * ms);
  };
}
