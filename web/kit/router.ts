import * as api from '../../api';
import { fileName } from '../../domain/documents/file-name';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { Endpoint } from '../../api/http/endpoint';
import { whileDatabaseAnswers } from '../../api/http/database';
import type { ApiDeps } from '../../api/deps';
import { bodyIsOf } from '../../api/http/limits/overload';
import { Problem, problemOf } from '../../api/http/problem';
import { inUploadTurn, takeUploadSlot } from '../../api/http/limits/upload-slots';
import { showSignIn } from '../sign-in/form';
import { resumeData } from '../sign-in/resume';
import { DOCUMENT_FORM, holdsFiles, isChosen, withFileIds } from '../documents/uploads';
import { type FormBody, readForm } from './form-body';
import { FORM_BYTES, isPart, keptFormOf, packForm, readKeptForm } from './kept-form';
import {
  type AnswersOf,
  contextOf,
  type PageContext,
  type PageHandler,
  type Pages,
  requireCsrf,
  type ShowAgain,
  withForm,
} from './page-context';
import { readFiles, readUpload } from './upload';

/** The declarations of all pages of the signed-in side. */
export function pagesOn(router: Router, deps: ApiDeps): Pages {
  return {
    router,
    deps,
    get: (path, step) => router.get(path, handler(deps, step)),
    post: (path, step, showAgain) =>
      router.post(
        path,
        handler(deps, (context) => takeFields(context, step, showAgain)),
      ),
    postAnswers: (path, answers, step, showAgain) =>
      router.post(
        path,
        handler(deps, (context) => takeAnswers(context, answers, step, showAgain)),
      ),
    postFile: (path, endpoint, step, showAgain) =>
      router.post(
        path,
        handler(deps, (context) => takeFile(context, endpoint, step, showAgain)),
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

/** A form of fields alone. */
async function takeFields(
  context: PageContext,
  step: PageHandler,
  showAgain: ShowAgain | undefined,
): Promise<void> {
  const { request, response } = context;
  const filled = withForm(context, await readForm(request, response, FORM_BYTES));
  if (hasToken(filled)) await attempt(step, showAgain, filled);
}

/** A form with custom fields; files that were chosen in it are stored, and their IDs stand in their fields. */
async function takeAnswers(
  context: PageContext,
  answers: AnswersOf,
  step: PageHandler,
  showAgain: ShowAgain,
): Promise<void> {
  const { request, response, caller } = context;
  if (!holdsFiles(request)) return takeFields(context, step, showAgain);
  const release = takeUploadSlot(caller);
  try {
    // Without the token of the session no byte of a file is kept, but what was typed is not lost.
    const letIn = (form: FormBody) => isSent(withForm(context, form));
    const sent = await readFiles(request, response, letIn, DOCUMENT_FORM);
    const filled = withForm(context, sent.fields);
    if (!hasToken(filled)) return;
    await inUploadTurn(async () => {
      const { form, problem } = await withFileIds({ ...sent, fields: filled.form }, async (field, file) => {
        const query = { ...answers(filled), field, name: fileName(file.name) };
        return (await filled.call(api.postDocuments, { raw: file.content, query })).id;
      });
      const answered = withForm(context, form);
      if (problem === undefined) await attempt(step, showAgain, answered);
      else await showAgain(answered, problem);
    });
  } finally {
    release();
  }
}

/** A form that may hold one file, from somebody who may send it. */
async function takeFile(
  context: PageContext,
  endpoint: Endpoint,
  step: PageHandler,
  showAgain: ShowAgain,
): Promise<void> {
  const { request, response, caller } = context;
  if (!context.may(endpoint)) throw new Problem('forbidden');
  if (!holdsFiles(request)) return takeFields(context, step, showAgain);
  const release = takeUploadSlot(caller);
  try {
    const letIn = (form: FormBody) => isSent(withForm(context, form));
    const { fields, files } = await readFiles(request, response, letIn, { ...DOCUMENT_FORM, files: 1 });
    const [file] = files.filter(isChosen);
    const filled = withForm(context, fields, undefined, file);
    if (hasToken(filled)) await inUploadTurn(() => attempt(step, showAgain, filled));
  } finally {
    release();
  }
}

function isSent(context: PageContext): boolean {
  try {
    requireCsrf(context);
    return true;
  } catch {
    return false;
  }
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
    await whileDatabaseAnswers(deps.database, run(deps, step, request, response));
  };
}

async function run(deps: ApiDeps, step: PageHandler, request: Request, response: Response): Promise<void> {
  const context = await contextOf(deps, request, response);
  // The page that says what is away has been sent.
  if (response.headersSent) return;
  if (context === undefined) {
    await readKeptForm(deps, request, response);
    askToSignIn(deps, request, response);
    return;
  }
  bodyIsOf(request, context.caller.accountId);
  await step(context);
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
