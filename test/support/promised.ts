import os from 'node:os';

/**
 * A time that the documents promise, as long as more work than cores makes it: on a machine that has nothing else to
 * do it is held to the letter.
 */
export function promised(time: number): number {
  return time * Math.max(1, (os.loadavg()[0] ?? 0) / os.availableParallelism());
}
