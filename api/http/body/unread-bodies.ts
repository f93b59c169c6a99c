import type { Request, RequestHandler, Response } from 'express';

/** So much may be thrown away to keep a connection, or to let somebody who still sends read the answer. */
const DISCARD_BYTES = 64 * 1024;
const DISCARD_WITHIN_MS = 500;

/**
 * Answers without reading what nobody asked for: a request that is refused before its body was read gets its answer
 * at once, and the connection ends soon after, whatever is still on its way.
 */
export const leaveBodiesUnread: RequestHandler = (request, response, next) => {
  if (isLong(request)) endEarly(request, response);
  next();
};

/** A short body is thrown away by Node itself, and the connection goes on. */
function isLong({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > DISCARD_BYTES;
}

/** Whether the sender keeps the body back until it is asked for. */
export function isWaiting({ headers }: Pick<Request, 'headers'>): boolean {
  return headers.expect?.toLowerCase() === '100-continue';
}

/** Event of a response that has been answered, while the rest of the body is still thrown away. */
export const ANSWERED = 'usher:answered';

const endingEarly = new WeakSet<Response>();

/** Makes the answer of a request the last one of its connection unless the body has arrived by then. */
export function endEarly(request: Request, response: Response): void {
  if (endingEarly.has(response)) return;
  endingEarly.add(response);
  const end = response.end.bind(response) as (...args: unknown[]) => Response;
  const first = (...args: unknown[]) => {
    response.end = end as Response['end'];
    if (request.readableEnded || request.destroyed) return end(...args);
    if (!response.headersSent) response.set('Connection', 'close');
    if (isWaiting(request)) return end(...args);
    const [chunk, encoding] = args;
    if (typeof chunk === 'string' || Buffer.isBuffer(chunk))
      response.write(chunk, encoding as BufferEncoding);
    else response.flushHeaders();
    response.emit(ANSWERED);
    discard(request, () => end());
    return response;
  };
  response.end = first as Response['end'];
}

/** Reads on for a moment, so that a sender who is still writing is not cut off before the answer arrived. */
function discard(request: Request, done: () => void): void {
  let left = DISCARD_BYTES;
  const stop = () => {
    clearTimeout(timer);
    request.off('data', onData).off('end', stop).off('close', stop).pause();
    done();
  };
  const onData = (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) stop();
  };
  const timer = setTimeout(stop, DISCARD_WITHIN_MS);
  request.on('data', onData).once('end', stop).once('close', stop);
}
