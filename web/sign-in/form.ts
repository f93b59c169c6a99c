import type { Request, Response } from 'express';
import type { ApiDeps } from '../../api/deps';
import { type Problem, problemHeaders } from '../../api/http/problem';
import { type FieldGroup, formData } from '../kit/forms';
import { type PageNotice, takeNotice } from '../kit/notices';
import { problemSentence } from '../kit/problem-text';
import { failure, sendScreen } from '../kit/respond';
import { csrfTokenOf, type LinkCookie, visitorToken } from '../invitee/link-cookie';
import { href } from '../kit/tables';

const ASKED = { required: true, wide: true };
const FIELDS: readonly FieldGroup[] = [
  {
    fields: [
      { ...ASKED, name: 'email', label: 'E-mail', inputType: 'email', autocomplete: 'username' },
      {
        ...ASKED,
        name: 'password',
        label: 'Password',
        inputType: 'password',
        autocomplete: 'current-password',
      },
    ],
  },
];

/** What the form carries besides its fields. */
export interface SignInForm {
  /** A path of ours to go on with. */
  readonly next?: string | undefined;
  /** A packed form to go on with. */
  readonly kept?: string;
  readonly email?: string;
  readonly problem?: Problem;
  readonly status?: number;
}

const KEPT_NOTICE: PageNotice = {
  kind: 'info',
  text: 'You were signed out in the meantime. Sign in to go on; what you typed is kept.',
};

const FORM_COOKIE: LinkCookie = { name: 'usher_form', path: '/sign-in' };

/** The CSRF token of the form: it belongs to a cookie that only a page of ours can have set. */
export function signInCsrf({ settings }: ApiDeps, request: Request, response: Response): string {
  return csrfTokenOf(visitorToken(request, response, FORM_COOKIE, settings), settings);
}

/** Shows the form to sign in with, on its own address or in the place of a page that needs it. */
export function showSignIn(deps: ApiDeps, request: Request, response: Response, shown: SignInForm): void {
  const { next, kept = '', email, problem, status = 200 } = shown;
  if (problem !== undefined) response.set(problemHeaders(problem)).removeHeader('WWW-Authenticate');
  const data = {
    title: 'Sign in',
    csrf: signInCsrf(deps, request, response),
    next,
    kept,
    notice: kept === '' ? takeNotice(request, response) : KEPT_NOTICE,
    ...formData(FIELDS, { email }),
    ...failure(problem, problem && sentenceOf(problem)),
    resetHref: '/forgot-password',
    ssoHref: href('/sign-in/sso', { next }),
  };
  sendScreen(response, 'sign-in', data, problem?.status ?? status);
}

function sentenceOf(problem: Problem): string {
  if (problem.code === 'unauthenticated')
    return 'E-mail and password do not match. Check both and try again.';
  if (problem.code === 'csrf') return 'The page was open for too long. Please sign in again.';
  return problemSentence(problem);
}
