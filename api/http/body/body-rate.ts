import type { Request } from 'express';

/** How fast a body has to come: after a while of grace, so many bytes a second on average. */
export interface BodyRate {
  readonly graceMs: number;
  readonly bytesPerSecond: number;
}

/** Looks so often within the time of grace. */
const LOOKS = 10;

/** Calls `tooSlow` once a body comes slower than it has to; call the answer to stop watching. */
export function watchRate(
  request: Request,
  { graceMs, bytesPerSecond }: BodyRate,
  tooSlow: () => void,
): () => void {
  const start = performance.now();
  let bytes = 0;
  const count = (chunk: Buffer) => (bytes += chunk.length);
  const isSlow = () => {
    const elapsed = performance.now() - start;
    return elapsed >= graceMs && bytes < (bytesPerSecond * elapsed) / 1000;
  };
  const stop = () => {
    clearInterval(looks);
    request.off('data', count);
  };
  const looks = setInterval(() => {
    if (!isSlow()) return;
    // What arrived while this process was busy is read first.
    setImmediate(() => isSlow() && tooSlow());
  }, graceMs / LOOKS);
  request.on('data', count);
  return stop;
}
