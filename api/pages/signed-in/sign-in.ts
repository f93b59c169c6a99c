import type { Request, Response } from 'express';
import { sameSecret } from '../../middleware/authenticate';
import { membershipOf } from '../../operations/own-workspace';
import { signIn } from '../../operations/sign-in';
import { Problem, problemHeaders, problemOf } from '../../problem';
import { callApi, mayCall } from './api-call';
import { formData, line, type FieldGroup } from './forms';
import { formBody, type Pages } from './pages-router';
import { problemSentence } from './problem-text';
import { takeNotice } from './notices';
import { goTo, noticeData, sendPlainScreen } from './respond';
import { ownPath, signInCsrf, textOf, visitOf, type FormBody, type Visit } from './visit';

const FIELDS: readonly FieldGroup[] = [
  {
    fields: [
      {
        name: 'email',
        label: 'E-mail',
        inputType: 'email',
        required: true,
        autocomplete: 'username',
        wide: true,
      },
      {
        name: 'password',
        label: 'Password',
        inputType: 'password',
        required: true,
        autocomplete: 'current-password',
        wide: true,
      },
    ],
  },
];

/** Signing in and out, and where to start. */
export function signInPages(pages: Pages): void {
  const { router, deps } = pages;
  router.get('/sign-in', async (request, response) => {
    await deps.rateLimits.publicCall(request.ip ?? 'unknown');
    const next = ownPath(request.query['next']);
    if ((await visitOf(deps, request, response)) !== undefined) response.redirect(303, next ?? '/');
    else showForm(pages, request, response, { next });
  });
  router.post('/sign-in', formBody, async (request, response) => {
    await deps.rateLimits.publicCall(request.ip ?? 'unknown');
    await trySignIn(pages, request, response);
  });
  pages.post('/sign-out', async (visit) => {
    const { headers = {} } = await callApi(visit, 'delete /v1/session');
    visit.response.set(headers);
    const next = ownPath(visit.form['next']);
    const where = next === undefined ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
    goTo(visit, where, { kind: 'info', text: 'You are signed out.' });
  });
  pages.get('/', async (visit) => goTo(visit, await startPageOf(visit)));
}

interface Shown {
  readonly next?: string | undefined;
  readonly email?: string;
  readonly problem?: Problem;
}

async function trySignIn({ deps, ...pages }: Pages, request: Request, response: Response): Promise<void> {
  const form = (request.body as FormBody | undefined) ?? {};
  const next = ownPath(form['next']);
  const email = textOf(form, 'email').trim();
  try {
    if (!sameSecret(textOf(form, '_csrf'), signInCsrf(deps, request, response))) throw new Problem('csrf');
    const { cookie } = await signIn(
      deps,
      email.slice(0, 254),
      textOf(form, 'password').slice(0, 1_000),
      request.ip ?? 'unknown',
    );
    response
      .append('Set-Cookie', cookie)
      .set('Cache-Control', 'no-store')
      .redirect(303, next ?? '/');
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status >= 500) throw error;
    showForm({ deps, ...pages }, request, response, { next, email, problem });
  }
}

function showForm(
  { deps }: Pages,
  request: Request,
  response: Response,
  { next, email, problem }: Shown,
): void {
  const form = formData(FIELDS, { values: { email } });
  if (problem !== undefined) response.set(problemHeaders(problem)).removeHeader('WWW-Authenticate');
  const data = {
    title: 'Sign in',
    csrf: signInCsrf(deps, request, response),
    next,
    notice: noticeData(takeNotice(request, response)),
    ...form,
    hasErrors: problem !== undefined,
    errors: problem === undefined ? [] : [line(sentenceOf(problem))],
    errorsHeading: 'That did not work',
    resetHref: '/forgot-password',
  };
  sendPlainScreen(response, 'sign-in', data, problem?.status ?? 200);
}

function sentenceOf(problem: Problem): string {
  if (problem.code === 'unauthenticated')
    return 'E-mail and password do not match. Check both and try again.';
  if (problem.code === 'csrf') return 'The page was open for too long. Please sign in again.';
  return problemSentence(problem);
}

/** Whom an invitation made lands in the workspace, on the initial module; everybody else on the lists. */
async function startPageOf(visit: Visit): Promise<string> {
  const { membership } = await membershipOf(visit.deps, visit.caller);
  const invited = membership.createdBy !== null && mayCall(visit, 'get /v1/me/workspace');
  if (!invited && mayCall(visit, 'get /v1/partner-explorer/counts')) return '/partner-explorer?tab=invited';
  return '/workspace';
}
