import type { Request, Response } from 'express';
import { Problem } from '../problem';
import { whileBodyComes } from '../limits/overload';
import { isWaiting } from './unread-bodies';

/**
 * Reads a body whose sender was let in, up to a limit: a longer one is refused by what it announces, or as soon as
 * it goes over.
 *
 * @throws {@link Problem} 413, 415 for a compressed body, 400 when it breaks off, 408 when it comes too slowly, and
 *   429 or 503 when too many others wait
 */
export function readBytes(request: Request, response: Response, limitBytes: number): Promise<Buffer> {
  requireReadable(request, limitBytes);
  return whileBodyComes(request, async (slow) => {
    invite(request, response);
    const chunks: Buffer[] = [];
    await receive(request, limitBytes, slow, (chunk) => chunks.push(chunk));
    return Buffer.concat(chunks);
  });
}

/**
 * Hands over a body as it comes, until it ends or `stop` says why not; the request stays open, so that it gets its
 * answer.
 *
 * @throws {@link Problem} 413, 400 when it breaks off, and what stops it
 */
export function receive(
  request: Request,
  limitBytes: number,
  stop: AbortSignal,
  take: (chunk: Buffer) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = limitBytes;
    const settle = (problem?: Problem) => {
      request.off('data', onData).off('end', onEnd).off('close', onClose).pause();
      if (problem === undefined) resolve();
      else reject(problem);
    };
    const onData = (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) settle(new Problem('payload-too-large'));
      else take(chunk);
    };
    const onEnd = () => settle();
    const onClose = () => settle(new Problem('malformed-json'));
    stop.addEventListener('abort', () => settle(stop.reason as Problem));
    request.on('data', onData).once('end', onEnd).once('close', onClose);
  });
}

/**
 * Refuses a body by its headers.
 *
 * @throws {@link Problem} 413, 415
 */
export function requireReadable(request: Request, limitBytes: number): void {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw new Problem('payload-too-large');
  const { 'content-encoding': encoding = 'identity' } = request.headers;
  if (encoding.toLowerCase() !== 'identity') throw new Problem('unsupported-media-type');
}

/** Tells a sender who waits for it (`Expect: 100-continue`) to go on. */
export function invite(request: Request, response: Response): void {
  if (isWaiting(request)) response.writeContinue();
}
