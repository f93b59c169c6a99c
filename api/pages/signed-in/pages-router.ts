import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { ApiDeps } from '../../deps';
import { Problem, problemOf } from '../../problem';
import { keptFormOf, packForm } from './kept-form';
import { sendScreen } from './respond';
import { resumeData } from './resume';
import { showSignIn } from './sign-in-form';
import { demandCsrf, visitOf, type Visit } from './visit';

/** Answers one request of somebody who is signed in. */
export type Step = (visit: Visit) => Promise<void> | void;

/** Where pages are declared: reading needs a session, a form its CSRF token as well. */
export interface Pages {
  readonly router: Router;
  readonly deps: ApiDeps;
  get(path: string, step: Step): void;
  post(path: string, step: Step): void;
}

/** Reads a form; one over 256 KB, which only an e-mail template can reach, is refused. */
export const formBody = express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 2_000 });

/** The declarations of all pages of the signed-in side. */
export function pagesOn(router: Router, deps: ApiDeps): Pages {
  return {
    router,
    deps,
    get: (path, step) => router.get(path, handler(deps, step)),
    post: (path, step) =>
      router.post(
        path,
        formBody,
        handler(deps, async (visit) => {
          if (hasToken(visit)) await step(visit);
        }),
      ),
  };
}

function handler(deps: ApiDeps, step: Step): RequestHandler {
  return async (request, response) => {
    response.locals['route'] = routeOf(request);
    await whileDatabaseAnswers(deps, run(deps, step, request, response));
  };
}

async function run(deps: ApiDeps, step: Step, request: Request, response: Response): Promise<void> {
  const visit = await visitOf(deps, request, response);
  if (visit === undefined) askToSignIn(deps, request, response);
  else await step(visit);
}

/** A page that was open while its reader signed in again has an old token; its form is not lost for that. */
function hasToken(visit: Visit): boolean {
  try {
    demandCsrf(visit);
    return true;
  } catch (error) {
    const kept = keptFormOf(visit.request);
    if (kept === undefined || isPart(visit.request)) throw error;
    sendScreen(visit, 'resume', resumeData(kept, 'This page was open for too long'), problemOf(error).status);
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

const SUSPICIOUS_AFTER_MS = 2_300;

/** As for the API: a frozen database answers neither yes nor no, so that pages ask after it when they wait. */
async function whileDatabaseAnswers(deps: ApiDeps, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const watch = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      void deps.database.reachable(400).then((reachable) => {
        if (!reachable) reject(new Problem('database-unavailable'));
      });
    }, SUSPICIOUS_AFTER_MS);
  });
  try {
    await Promise.race([work, watch]);
  } finally {
    clearTimeout(timer);
  }
}
