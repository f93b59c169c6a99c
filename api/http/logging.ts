import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DestinationStream, Logger } from 'pino';
import pino from 'pino';
import pinoHttp from 'pino-http';
import { ulid } from 'ulid';
import { describeError, loggedPath } from '../../domain/security/loggable';

const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;

/** The caller's X-Request-Id when it is harmless, else a fresh one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : ulid();
}

/** The ID that {@link requestLog} gave the request. */
export function requestIdText(request: IncomingMessage): string {
  return typeof request.id === 'string' ? request.id : '';
}

/** The API's logger: JSON lines that hold no body, no header, no query and no address. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const serializers = { err: (error: unknown) => describeError(error) };
  return pino({ level, base: { service: 'api' }, serializers }, destination ?? pino.destination(1));
}

/** One line per request: method, path without its query, status and time. */
export function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    genReqId: requestIdOf,
    serializers: {
      req: (request: { id: unknown; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: loggedPath(request.url),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      // What went wrong is logged where it is answered.
      err: () => undefined,
    },
    wrapSerializers: true,
    customLogLevel: (_request: IncomingMessage, response: ServerResponse, error?: Error) =>
      error !== undefined || response.statusCode >= 500 ? 'warn' : 'info',
    autoLogging: { ignore: (request) => request.url === '/healthz' || request.url === '/readyz' },
  });
}
