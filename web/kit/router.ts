import type { Request, RequestHandler, Response, Router } from 'express';
import type { Endpoint } from '../../api/http/endpoint';
import { type Patience, whileDatabaseAnswers } from '../../api/http/database';
import type { ApiDeps } from '../../api/deps';
import { knownDevice } from '../../api/http/device-cookie';
import { bodyIsOf } from '../../api/http/limits/overload';
import { Problem, problemOf } from '../../api/http/problem';
import { inUploadTurn, takeUploadSlot } from '../../api/http/limits/upload-slots';
import { showSignIn } from '../sign-in/form';
import { resumeData } from '../sign-in/resume';
import { readForm } from './form-body';
import { isOurOwn, keptFormOf, packForm } from './kept-form';
import {
  contextOf,
  type PageContext,
  type PageHandler,
  type Pages,
  requireCsrf,
  type ShowAgain,
  withForm,
} from './page-context';
import { readUpload } from './upload';

/** Only an e-mail template can reach it. */
const FORM_BYTES = 256 * 1024;

/** The declarations of all pages of the signed-in side. */
export function pagesOn(router: Router, deps: ApiDeps): Pages {
  return {
    router,
    deps,
    get: (path, step) => router.get(path, handler(deps, step)),
    post: (path, step, showAgain) =>
      router.post(
        path,
        handler(deps, async (context) => {
          const { request, response } = context;
          const filled = withForm(context, await readForm(request, response, FORM_BYTES));
          if (hasToken(filled)) await attempt(step, showAgain, filled);
        }),
      ),
    upload: (path, endpoint, step, showAgain) =>
      router.post(
        path,
        handler(
          deps,
          uploaded(endpoint, (context) => attempt(step, showAgain, context)),
        ),
      ),
  };
}

/** Takes a file from somebody who may send it, whose form comes first and holds the token of the session. */
function uploaded(endpoint: Endpoint, step: PageHandler): PageHandler {
  return async (context) => {
    if (!context.may(endpoint)) throw new Problem('forbidden');
    const release = takeUploadSlot(context.caller);
    try {
      const { request, response } = context;
      const { fields, file } = await readUpload(request, response, (form) =>
        requireCsrf(withForm(context, form)),
      );
      await inUploadTurn(async () => step(withForm(context, fields, file)));
    } finally {
      release();
    }
  };
}

async function attempt(
  step: PageHandler,
  showAgain: ShowAgain | undefined,
  context: PageContext,
): Promise<void> {
  try {
    await step(context);
  } catch (error) {
    const problem = problemOf(error);
    if (showAgain === undefined || problem.code === 'internal-error') throw error;
    await showAgain(context, problem);
  }
}

function handler(deps: ApiDeps, step: PageHandler): RequestHandler {
  return async (request, response) => {
    response.locals['route'] = routeOf(request);
    await run(deps, step, request, response);
  };
}

async function run(deps: ApiDeps, step: PageHandler, request: Request, response: Response): Promise<void> {
  const context = await whileDatabaseAnswers(
    deps.database,
    contextOf(deps, request, response),
    PATIENCE,
  ).catch(async (error: unknown) => {
    // The page that says what is away keeps what was typed.
    await readKeptForm(deps, request, response);
    throw error;
  });
  if (context === undefined) {
    await readKeptForm(deps, request, response);
    askToSignIn(deps, request, response);
    return;
  }
  bodyIsOf(request, context.caller.accountId);
  await whileDatabaseAnswers(deps.database, Promise.resolve(step(context)), PATIENCE);
}

/** A browser in which somebody has signed in before may have a form that is worth keeping; a stranger has not. */
async function readKeptForm(deps: ApiDeps, request: Request, response: Response): Promise<void> {
  if (request.method !== 'POST' || isPart(request) || !isOurOwn(request)) return;
  if (knownDevice(request, deps.settings) === undefined) return;
  await deps.rateLimits.publicCall(request.ip ?? 'unknown');
  request.body = await readForm(request, response, FORM_BYTES);
}

/** A page that was open while its reader signed in again has an old token; its form is not lost for that. */
function hasToken(context: PageContext): boolean {
  try {
    requireCsrf(context);
    return true;
  } catch (error) {
    const kept = keptFormOf(context.request);
    if (kept === undefined || isPart(context.request)) throw error;
    context.show('resume', resumeData(kept, 'This page was open for too long'), problemOf(error).status);
    return false;
  }
}

/** Whether the answer goes into a page that stays as it is: into a frame of it, or wherever htmx puts it. */
function isPart({ headers }: Request): boolean {
  return headers['hx-request'] === 'true' || headers['sec-fetch-dest'] === 'iframe';
}

/** A page is where to go on after signing in; a form of ours is kept for it. */
function askToSignIn(deps: ApiDeps, request: Request, response: Response): void {
  const kept = keptFormOf(request);
  if (isPart(request) && request.method === 'POST') {
    // The page around it holds what was typed: it is asked to sign in when the form is sent.
    response.status(204).end();
    return;
  }
  if (kept !== undefined) {
    showSignIn(deps, request, response, { kept: packForm(kept), status: 401 });
    return;
  }
  const next = request.method === 'GET' ? request.originalUrl : undefined;
  const where = next === undefined || next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
  response.set('Cache-Control', 'no-store');
  if (isPart(request)) response.status(401).set('HX-Redirect', where).end();
  else response.redirect(303, where);
}

function routeOf({ route }: Request): string {
  const path: unknown = (route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? path : 'page';
}

/** As for the API, with what is left for making a page. */
const PATIENCE: Patience = { suspiciousAfterMs: 2_300, pingWithinMs: 400 };
