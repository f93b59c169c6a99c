import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { renderPage, type Notice } from '../../templates/pages';
import type { ApiDeps } from '../../api/deps';
import { remindLaterByLink } from '../../api/invitations/answer';
import { requestNewLink } from '../../api/public-invitation/link-requests';
import { lookUp } from '../../api/public-invitation/view';
import { Problem } from '../../api/http/problem';
import * as scalars from '../../api/http/schemas/scalars';
import { z } from '../../api/http/schemas/zod';
import { parseBody } from '../../api/http/validate';
import { readForm } from '../kit/form-body';
import {
  showApplication,
  showDecline,
  submitApplication,
  submitDecline,
  type GenuineContext,
} from './answers';
import type { FormBody } from '../kit/page-context';
import { requireCsrf, INVITATION_COOKIE, keepToken, tokenInCookie, tokenInQuery } from './link-cookie';
import { sendClosed, sendHtml, sendNotice, showProblem } from './respond';
import { unsubscribePages } from './unsubscribe';
import { landingData, signedInUserOf, contextOf, type InviteeContext } from './landing';

/** Answers one request of a visitor; a path is where to go next (303). */
type InviteeHandler = (
  context: InviteeContext,
  request: Request,
  response: Response,
) => Promise<string | undefined>;

/** The closing page after each thing a visitor can do. */
const DONE: Readonly<Record<string, Notice>> = {
  accepted: 'accepted',
  received: 'received',
  declined: 'declined',
  reminded: 'reminded',
  'new-link': 'newLinkAsked',
};

/** As much as the API takes. */
const FORM_BYTES = 64 * 1024;

const remindLaterBody = z.strictObject({ in: scalars.duration() });

/**
 * The pages behind the link of an invitation e-mail. GET and HEAD change nothing, however often a mail
 * scanner calls them; every form carries a CSRF token; the link's token stays in an HttpOnly cookie.
 */
export function inviteePages(deps: ApiDeps): Router {
  const router = express.Router({ caseSensitive: true });
  const show = (path: string, step: InviteeHandler) => router.get(path, serve(deps, step));
  const act = (path: string, step: InviteeHandler) => router.post(path, serve(deps, checked(deps, step)));

  router.get('/invitation', takeTokenOutOfAddress(deps));
  show('/invitation', (context, request, response) => landing(deps, context, request, response));
  act('/invitation/open', (context) => open(deps, context));
  show('/invitation/application', async (context, _request, response) => {
    if (!isGenuine(context) || context.state !== 'open') return '/invitation';
    return showApplication(deps, context, response);
  });
  act('/invitation/application', async (context, { body }, response) => {
    if (!isGenuine(context) || isClosed(context)) return '/invitation';
    const decided = await submitApplication(deps, context, body as FormBody, response);
    return decided && doneAs(decided === 'queued' ? 'received' : 'accepted');
  });
  show('/invitation/decline', async (context, _request, response) => {
    if (!isGenuine(context) || isClosed(context)) return '/invitation';
    return showDecline(deps, context, response);
  });
  act('/invitation/decline', async (context, { body }, response) => {
    if (!isGenuine(context) || isClosed(context)) return '/invitation';
    const decided = await submitDecline(deps, context, body as FormBody, response);
    return decided && doneAs(decided === 'queued' ? 'received' : 'declined');
  });
  act('/invitation/remind-later', async (context, { body }) => {
    const { in: after } = parseBody(remindLaterBody, { in: (body as FormBody)['in'] });
    await remindLaterByLink(deps, context.token, after, undefined);
    return doneAs('reminded');
  });
  act('/invitation/new-link', async (context) => {
    await requestNewLink(deps, context.token);
    return doneAs('new-link');
  });
  show('/invitation/done', (context, request, response) =>
    Promise.resolve(closing(context, request, response)),
  );
  router.use(unsubscribePages(deps));
  router.use(['/invitation', '/unsubscribe'], showProblem(deps));
  return router;
}

function serve(deps: ApiDeps, step: InviteeHandler): RequestHandler {
  return async (request, response) => {
    await deps.rateLimits.publicCall(request.ip ?? 'unknown');
    const context = await contextOf(deps, request, tokenInCookie(request, INVITATION_COOKIE));
    const next = await step(context, request, response).catch(backToLanding);
    if (next !== undefined) response.set('Cache-Control', 'no-store').redirect(303, next);
  };
}

/** Reads the form of somebody whose link is genuine, and of nobody else. */
function checked(deps: ApiDeps, step: InviteeHandler): InviteeHandler {
  return async (context, request, response) => {
    if (!isGenuine(context)) throw new Problem('csrf');
    const form = await readForm(request, response, FORM_BYTES);
    requireCsrf(form['_csrf'], context.token, deps.settings);
    request.body = form;
    return step(context, request, response);
  };
}

/** Refusals about the invitation are what its landing page explains anyway. */
function backToLanding(error: unknown): string {
  const explained = [401, 409, 410];
  if (error instanceof Problem && explained.includes(error.status)) return '/invitation';
  throw error;
}

/** A token in the address would stay in the browser's history and be sent on by it. */
function takeTokenOutOfAddress({ settings }: ApiDeps): RequestHandler {
  return (request, response, next) => {
    const token = tokenInQuery(request);
    if (token === undefined) {
      next();
      return;
    }
    keepToken(response, INVITATION_COOKIE, token, settings);
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    response.redirect(303, request.query['intent'] === 'decline' ? '/invitation/decline' : '/invitation');
  };
}

async function landing(
  deps: ApiDeps,
  context: InviteeContext,
  request: Request,
  response: Response,
): Promise<undefined> {
  if (!isGenuine(context) || isClosed(context)) {
    sendClosed(response, context);
    return;
  }
  const { theme, locale, state, link } = context;
  const user = state === 'signIn' ? await signedInUserOf(deps, request, link.invitation) : {};
  const html = renderPage('landing', locale, {
    ...theme,
    ...(await landingData(deps, link.invitation, theme)),
    needsSignIn: state === 'signIn',
    otherUser: user.otherUser,
    isInvitee: user.isInvitee === true,
    signInHref: `/invitations/${link.invitation._id}`,
  });
  sendHtml(response, 200, theme, html);
}

/** The Submit Your Application button: the view is noted here and by no GET, as no scanner presses it. */
async function open(deps: ApiDeps, context: InviteeContext): Promise<string> {
  if (context.state !== 'open') return '/invitation';
  await lookUp(deps, context.token);
  return '/invitation/application';
}

function closing(context: InviteeContext, request: Request, response: Response): string | undefined {
  const { as } = request.query;
  const notice = typeof as === 'string' && Object.hasOwn(DONE, as) ? DONE[as] : undefined;
  if (notice === undefined) return '/invitation';
  if (notice === 'accepted' && context.state === 'active') return '/invitation';
  const backHref = notice === 'reminded' ? '/invitation' : undefined;
  sendNotice(response, notice, { locale: context.locale, theme: context.theme, backHref });
  return undefined;
}

function doneAs(what: keyof typeof DONE): string {
  return `/invitation/done?as=${what}`;
}

function isGenuine(context: InviteeContext): context is GenuineContext {
  return context.link !== undefined;
}

function isClosed({ state }: InviteeContext): boolean {
  return state !== 'open' && state !== 'signIn';
}
