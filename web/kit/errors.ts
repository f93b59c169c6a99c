import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { ApiDeps } from '../../api/deps';
import { requestIdText } from '../../api/http/logging';
import { Problem, problemHeaders, problemOf } from '../../api/http/problem';
import { isFrame, sendFrameProblem } from './frames';
import { readKeptForm, repeatedFormOf } from './kept-form';
import { contextOf } from './page-context';
import { problemTitle } from './problem-text';
import { sendScreen } from './respond';

/** A path that is nobody's, asked for by a browser; programs get their problem document. */
export const pageNotFound: RequestHandler = (request, _response, next) => {
  next(wantsPage(request) ? new Problem('not-found') : undefined);
};

/** Tells browsers what went wrong as a page in the product's look; programs go on to the API's handler. */
export function showError(deps: ApiDeps): ErrorRequestHandler {
  return errorPage(deps, wantsPage, async (request, response, problem) => {
    if (isFrame(response)) {
      sendFrameProblem(response, problem);
      return;
    }
    response.set(isPoll(request) && problem.status >= 500 ? KEEP_ON : TAKE_ALL);
    // What was typed is kept where it may be.
    if (problem.status === 503) await readKeptForm(deps, request, response).catch(() => undefined);
    await sendError(deps, request, response, problem);
  });
}

/** Logs what is our own fault, sets the headers of the problem, and has it sent to whoever wants a page. */
export function errorPage(
  { logger }: ApiDeps,
  wants: (request: Request) => boolean,
  send: (request: Request, response: Response, problem: Problem) => Promise<void> | void,
): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    if (response.headersSent || !wants(request)) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    if (problem.status >= 500) {
      const { code, cause = error } = problem;
      logger.error({ err: cause, requestId: request.id, code }, 'page failed');
    }
    response.set(problemHeaders(problem)).removeHeader('WWW-Authenticate');
    await send(request, response, problem);
  };
}

/** htmx asked for a part of a page; what it gets instead stands in the place of the whole. */
const TAKE_ALL = { 'HX-Retarget': '#main', 'HX-Reselect': '#main', 'HX-Reswap': 'outerHTML' };

/** A page that moves on by itself stays, and asks again. */
const KEEP_ON = { 'HX-Reswap': 'none' };

/** An element that asks for its own successor does so again and again. */
function isPoll({ headers }: Request): boolean {
  const { 'hx-trigger': trigger, 'hx-target': target } = headers;
  return trigger !== undefined && trigger === target;
}

function wantsPage(request: Request): boolean {
  if (/^\/(v1|healthz|readyz|metrics|openapi\.json)(\/|$)/.test(request.path)) return false;
  // htmx accepts anything, and puts it into a page.
  return request.headers['hx-request'] === 'true' || request.accepts(['json', 'html']) === 'html';
}

/** With the menu around it where that can be had; an error page asks nothing of what just failed. */
async function sendError(
  deps: ApiDeps,
  request: Request,
  response: Response,
  problem: Problem,
): Promise<void> {
  const { title, text } = problemTitle(problem);
  const data = {
    title,
    text,
    status: problem.status,
    details: problem.options.errors?.map(({ pointer, detail }) => `${pointer}: ${detail}`),
    retryHref: problem.status >= 500 && request.method === 'GET' ? request.originalUrl : undefined,
    again: problem.status >= 500 ? repeatedFormOf(request) : undefined,
    home: 'Go to the start page',
    homeHref: '/',
    requestId: requestIdText(request),
  };
  const context =
    problem.status >= 500 ? undefined : await contextOf(deps, request, response).catch(() => undefined);
  if (context === undefined) sendScreen(response, 'error', data, problem.status);
  else context.show('error', data, problem.status);
}
