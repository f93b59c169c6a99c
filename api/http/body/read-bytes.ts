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
  return whileBodyComes(request, (slow) => {
    invite(request, response);
    return collect(request, limitBytes, slow);
  });
}

function collect(request: Request, limitBytes: number, slow: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (problem?: Problem) => {
      request.off('data', onData).off('end', onEnd).off('close', onClose).pause();
      if (problem === undefined) resolve(Buffer.concat(chunks, size));
      else reject(problem);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limitBytes) settle(new Problem('payload-too-large'));
      else chunks.push(chunk);
    };
    const onEnd = () => settle();
    const onClose = () => settle(new Problem('malformed-json'));
    slow.addEventListener('abort', () => settle(slow.reason as Problem));
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
