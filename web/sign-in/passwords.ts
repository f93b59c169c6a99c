import * as api from '../../api';
import express, { type Request, type Response, type Router } from 'express';
import type { Notice } from '../../templates/pages';
import type { ApiDeps } from '../../api/deps';
import { holderOfLink } from '../../api/sessions/password';
import { Problem, problemOf } from '../../api/http/problem';
import { z } from '../../api/http/schemas/zod';
import { parseBody } from '../../api/http/validate';
import { answerOf } from '../kit/api-call';
import { isWrongEntry } from '../invitee/answers';
import { askedLocale, type LinkContext, plainTheme } from '../invitee/landing';
import {
  csrfTokenOf,
  isVisitorToken,
  limitedByIp,
  type LinkCookie,
  readLinkForm,
  takeTokenOutOfAddress,
  tokenInCookie,
  visitorToken,
} from '../invitee/link-cookie';
import { type NoticeOptions, problemOn, sendNotice, sendPage, showProblem } from '../invitee/respond';
import * as scalars from '../../api/http/schemas/scalars';

const SET_PASSWORD_COOKIE: LinkCookie = { name: 'usher_set_password', path: '/set-password' };
const FORGOT_COOKIE: LinkCookie = { name: 'usher_forgot', path: '/forgot-password' };

const address = z.strictObject({ email: scalars.email });

/** Pages on which somebody sets a password, by the link of an e-mail, or asks for such a link. */
export function accountPages(deps: ApiDeps): Router {
  const router = express.Router({ caseSensitive: true });
  router.use(['/set-password', '/forgot-password'], limitedByIp(deps));
  const { settings } = deps;
  router.get('/set-password', takeTokenOutOfAddress(SET_PASSWORD_COOKIE, settings), (request, response) =>
    showSetPassword(contextOf(deps, request, response, tokenInCookie(request, SET_PASSWORD_COOKIE))),
  );
  router.post('/set-password', (request, response) =>
    setPassword(contextOf(deps, request, response, tokenInCookie(request, SET_PASSWORD_COOKIE))),
  );
  router.get('/forgot-password', (request, response) => {
    const token = visitorToken(request, response, FORGOT_COOKIE, settings);
    showForgotPassword(contextOf(deps, request, response, token));
  });
  router.post('/forgot-password', (request, response) =>
    forgotPassword(contextOf(deps, request, response, tokenInCookie(request, FORGOT_COOKIE))),
  );
  router.use(['/set-password', '/forgot-password'], showProblem(deps));
  return router;
}

function contextOf(deps: ApiDeps, request: Request, response: Response, token: string): LinkContext {
  const theme = { ...plainTheme(), csrf: csrfTokenOf(token, deps.settings) };
  return { deps, request, response, token, locale: askedLocale(request), theme };
}

async function showSetPassword(context: LinkContext, problem?: Problem): Promise<void> {
  try {
    const { email, joins } = await holderOfLink(context.deps, context.token);
    const data = { ...problemOn(context, problem), email, joins };
    sendPage(context, 'set-password', data, problem?.status);
  } catch (error) {
    sendDeadLink(context, error);
  }
}

async function setPassword(context: LinkContext): Promise<void> {
  const { deps, response, token } = context;
  try {
    await holderOfLink(deps, token);
    const form = await readLinkForm(context);
    const body = { token, password: form['password'] ?? '' };
    const { headers = {} } = await answerOf(context, api.postPublicSetPassword, { body });
    response.set(headers);
  } catch (error) {
    if (isWrongEntry(error)) await showSetPassword(context, error);
    else sendDeadLink(context, error);
    return;
  }
  response.clearCookie(SET_PASSWORD_COOKIE.name, { path: SET_PASSWORD_COOKIE.path });
  sendEnd(context, 'passwordSet', { actionHref: '/sign-in' });
}

/** Ends the visit on a page that is the same for everybody, whatever token they came with. */
function sendEnd(context: LinkContext, notice: Notice, options: NoticeOptions): void {
  sendNotice({ ...context, theme: plainTheme() }, notice, options);
}

/** A link that opens nothing; another one is a form away. */
function sendDeadLink(context: LinkContext, error: unknown): void {
  const { response } = context;
  const { status, code } = problemOf(error);
  if (code === 'unauthenticated') {
    // The address of an offer belongs to a user by now, who answers after signing in.
    response.clearCookie(SET_PASSWORD_COOKIE.name, { path: SET_PASSWORD_COOKIE.path });
    response.set('Cache-Control', 'no-store').redirect(303, '/memberships');
  } else if (code === 'invalid-transition') sendEnd(context, 'offerUnbacked', { status });
  else if (code === 'not-found' || code === 'link-replaced')
    sendEnd(context, 'passwordLinkDead', { status, actionHref: '/forgot-password' });
  else throw error;
}

function showForgotPassword(context: LinkContext, email = '', problem?: Problem): void {
  const data = { ...problemOn(context, problem), email };
  sendPage(context, 'forgot-password', data, problem?.status);
}

async function forgotPassword(context: LinkContext): Promise<void> {
  if (!isVisitorToken(context.token)) throw new Problem('csrf');
  const form = await readLinkForm(context);
  const typed = typeof form['email'] === 'string' ? form['email'] : '';
  try {
    await answerOf(context, api.postPasswordResets, { body: parseBody(address, { email: typed }) });
  } catch (error) {
    if (!isWrongEntry(error)) throw error;
    showForgotPassword(context, typed.slice(0, 254), error);
    return;
  }
  sendEnd(context, 'passwordMailed', { actionHref: '/sign-in' });
}
