import * as api from '../../api';
import type { Request, Response } from 'express';
import { sameSecret } from '../../domain/security/secrets';
import { readCookie } from '../../api/http/cookies';
import { Problem, problemHeaders, problemOf } from '../../api/http/problem';
import { ssoRefused } from '../../api/sso/refusals';
import { answerOf } from '../kit/api-call';
import { ownPath, readForm, textOf } from '../kit/form-body';
import { type FieldGroup, formData } from '../kit/forms';
import type { Pages } from '../kit/page-context';
import { problemSentence } from '../kit/problem-text';
import { failure, sendScreen } from '../kit/respond';
import { href } from '../kit/tables';
import { signInCsrf } from './form';

const PATH = '/sign-in/sso';
/** The sign-in that is under way in this browser, sealed; the provider sends people back with a link. */
const COOKIE = 'usher_sso';
const COOKIE_LIFE_MS = 10 * 60_000;
const FORM_BYTES = 16 * 1024;

const FIELDS: readonly FieldGroup[] = [
  {
    fields: [
      {
        ...{ name: 'email', label: 'E-mail', inputType: 'email', autocomplete: 'username' },
        ...{ required: true, wide: true },
      },
    ],
  },
];

interface Shown {
  readonly next?: string | undefined;
  readonly email?: string;
  readonly problem?: Problem;
}

/** Signing in by the identity provider of the own organisation: out to it, and back. */
export function ssoPages({ router, deps }: Pages): void {
  const counted = (request: Request) => deps.rateLimits.publicCall(request.ip ?? 'unknown');
  router.get(PATH, async (request, response) => {
    await counted(request);
    showForm({ deps, request, response }, { next: ownPath(request.query['next']) });
  });
  router.post(PATH, async (request, response) => {
    await counted(request);
    await leave({ deps, request, response });
  });
  router.get(`${PATH}/callback`, async (request, response) => {
    await counted(request);
    // To look whether the address is there must not use up what it brings.
    if (request.method === 'HEAD') response.status(204).end();
    else await comeBack({ deps, request, response });
  });
}

type Visit = Pick<Pages, 'deps'> & { readonly request: Request; readonly response: Response };

function showForm({ deps, request, response }: Visit, { next, email, problem }: Shown): void {
  if (problem !== undefined) response.set(problemHeaders(problem));
  const data = {
    title: 'Sign in with SSO',
    csrf: signInCsrf(deps, request, response),
    next,
    signInHref: href('/sign-in', { next }),
    ...formData(FIELDS, { email }),
    ...failure(problem, problem && sentenceOf(problem)),
  };
  sendScreen(response, 'sso', data, problem?.status);
}

function sentenceOf(problem: Problem): string {
  if (problem.code === 'not-found')
    return 'There is no SSO for addresses like this one. Sign in with your password.';
  if (problem.code === 'identity-provider-unavailable')
    return 'The identity provider of your organisation does not answer. Try again in a moment.';
  if (problem.code === 'csrf') return 'The page was open for too long. Please try again.';
  return problemSentence(problem);
}

/** A page of its own names the provider: a form may lead nowhere but to ourselves. */
async function leave(visit: Visit): Promise<void> {
  const { deps, request, response } = visit;
  const form = await readForm(request, response, FORM_BYTES);
  const next = ownPath(form['next']);
  const email = textOf(form, 'email').trim().slice(0, 254);
  try {
    if (!sameSecret(textOf(form, '_csrf'), signInCsrf(deps, request, response))) throw new Problem('csrf');
    const { body } = await answerOf(visit, api.postSessionSso, { body: { email, next } });
    keepFlow(visit, body.flow);
    const { url, provider } = body;
    sendScreen(response, 'sso-leave', {
      title: 'Sign in with SSO',
      url,
      provider,
      backHref: href(PATH, { next }),
    });
  } catch (error) {
    showForm(visit, { next, email, problem: expected(error) });
  }
}

async function comeBack(visit: Visit): Promise<void> {
  const { request, response } = visit;
  try {
    const [, query = ''] = request.originalUrl.split('?', 2);
    const flow = readCookie(request, COOKIE) ?? '';
    if (flow === '' || query === '') throw ssoRefused('other-browser');
    const { body, headers = {} } = await answerOf(visit, api.postSessionSsoFinish, {
      body: { flow, query },
      headers: { 'user-agent': request.headers['user-agent'] ?? '' },
    });
    dropFlow(response);
    response.append('Set-Cookie', [headers['Set-Cookie'] ?? []].flat());
    response.set('Cache-Control', 'no-store').redirect(303, ownPath(body.next) ?? '/');
  } catch (error) {
    const problem = expected(error);
    // While the provider does not answer, the same address may still work.
    if (problem.status < 500) dropFlow(response);
    showForm(visit, { problem });
  }
}

/** A problem that people can do something about; everything else is an error page. */
function expected(error: unknown): Problem {
  const problem = problemOf(error);
  if (problem.status >= 500 && problem.code !== 'identity-provider-unavailable') throw error;
  return problem;
}

function keepFlow({ deps, response }: Visit, flow: string): void {
  const secure = deps.settings.publicUrl.startsWith('https:');
  response.cookie(COOKIE, flow, {
    ...{ path: PATH, httpOnly: true, sameSite: 'lax', secure, maxAge: COOKIE_LIFE_MS },
  });
}

const dropFlow = (response: Response) => response.clearCookie(COOKIE, { path: PATH });
