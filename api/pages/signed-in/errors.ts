import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { ApiDeps } from '../../deps';
import { requestIdText } from '../../middleware/logging';
import { Problem, problemHeaders, problemOf } from '../../problem';
import { problemTitle } from './problem-text';
import { sendPlainScreen, sendScreen, type ScreenData } from './respond';
import { visitOf } from './visit';

/** A path that is nobody's, asked for by a browser; programs get their problem document. */
export const pageNotFound: RequestHandler = (request, _response, next) => {
  next(wantsPage(request) ? new Problem('not-found') : undefined);
};

/** Tells browsers what went wrong as a page in the product's look; programs go on to the API's handler. */
export function showError(deps: ApiDeps): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    if (response.headersSent || !wantsPage(request)) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    if (problem.status >= 500) {
      deps.logger.error(
        { err: problem.cause ?? error, requestId: request.id, code: problem.code },
        'page failed',
      );
    }
    response.set(problemHeaders(problem)).removeHeader('WWW-Authenticate');
    // htmx asked for a part of a page; what it gets instead stands in the place of the whole.
    response.set({ 'HX-Retarget': '#main', 'HX-Reselect': '#main', 'HX-Reswap': 'outerHTML' });
    await sendError(deps, request, response, problem);
  };
}

function wantsPage(request: Request): boolean {
  if (/^\/(v1|healthz|readyz|metrics|openapi\.json)(\/|$)/.test(request.path)) return false;
  return request.accepts(['json', 'html']) === 'html';
}

/** With the menu around it where that can be had; an error page asks nothing of what just failed. */
async function sendError(
  deps: ApiDeps,
  request: Request,
  response: Response,
  problem: Problem,
): Promise<void> {
  const { title, text } = problemTitle(problem);
  const data: ScreenData = {
    title,
    text,
    status: problem.status,
    details: problem.options.errors?.map(({ pointer, detail }) => `${pointer}: ${detail}`),
    retryHref: problem.status >= 500 && request.method === 'GET' ? request.originalUrl : undefined,
    home: 'Go to the start page',
    homeHref: '/',
    requestId: requestIdText(request),
  };
  const visit =
    problem.status >= 500 ? undefined : await visitOf(deps, request, response).catch(() => undefined);
  if (visit === undefined) sendPlainScreen(response, 'error', data, problem.status);
  else sendScreen(visit, 'error', data, problem.status);
}
