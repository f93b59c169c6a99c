/** Nobody else waits longer than this for work that can be cut into pieces. */
const SLICE_MS = 10;

const waiting: (() => void)[] = [];

/**
 * Cuts long work: called between its pieces, it lets all other requests go first once 10 ms are used up. The
 * works of several callers take turns, one in each turn of the event loop, so that their slices never add up.
 */
export function yieldEvery10ms(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await nextTurn();
    since = performance.now();
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(wakeOne);
  });
}

function wakeOne(): void {
  const wake = waiting.shift();
  if (waiting.length > 0) setImmediate(wakeOne);
  wake?.();
}
