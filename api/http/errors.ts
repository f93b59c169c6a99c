import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { Problem, problemDocument, problemHeaders, problemOf } from './problem';

/** Answers whatever was thrown as problem+json; what is our fault is logged, never told. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    if (problem.status >= 500) {
      logger[problem.status === 503 ? 'warn' : 'error'](
        { err: problem.cause ?? error, requestId: request.id, code: problem.code },
        'request failed',
      );
    }
    sendProblem(request, response, problem);
  };
}

const MAX_INSTANCE_CHARS = 200;

/** Writes one problem; `instance` is the path alone, so that the same problem is the same bytes. */
export function sendProblem(request: Request, response: Response, problem: Problem): void {
  const instance = request.originalUrl.split('?')[0]?.slice(0, MAX_INSTANCE_CHARS) ?? '/';
  response
    .status(problem.status)
    .set(problemHeaders(problem))
    .type('application/problem+json')
    .send(JSON.stringify(problemDocument(problem, instance)));
}

/** 404 for every path that is nobody's. */
export const notFound: RequestHandler = () => {
  throw new Problem('not-found');
};

/** 405 with Allow for a path that is served, but not by this method. */
export function methodNotAllowed(methods: readonly string[]): RequestHandler {
  const allow = [
    ...new Set(methods.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]))),
  ];
  return (request, response) => {
    if (request.method === 'OPTIONS') {
      response.status(204).set('Allow', allow.join(', ')).end();
      return;
    }
    throw new Problem('method-not-allowed', { headers: { Allow: allow.join(', ') } });
  };
}
