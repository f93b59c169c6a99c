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
import { showApplication, showDecline, submitApplication, submitDecline, type GenuineVisit } from './answers';
import type { FormBody } from './application-form';
import { demandCsrf, INVITATION_COOKIE, keepToken, tokenInCookie, tokenInQuery } from './link-cookie';
import { sendClosed, sendHtml, sendNotice, showProblem } from './respond';
import { unsubscribePages } from './unsubscribe';
import { lettering, signedInUserOf, visitOf, type Visit } from './landing';

/** Answers one request of a visitor; a path is where to go next (303). */
type Step = (visit: Visit, request: Request, response: Response) => Promise<string | undefined>;

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
  const show = (path: string, step: Step) => router.get(path, serve(deps, step));
  const act = (path: string, step: Step) => router.post(path, serve(deps, checked(deps, step)));

  router.get('/invitation', takeTokenOutOfAddress(deps));
  show('/invitation', (visit, request, response) => landing(deps, visit, request, response));
  act('/invitation/open', (visit) => open(deps, visit));
  show('/invitation/application', async (visit, _request, response) => {
    if (!isGenuine(visit) || visit.state !== 'open') return '/invitation';
    return showApplication(deps, visit, response);
  });
  act('/invitation/application', async (visit, { body }, response) => {
    if (!isGenuine(visit) || isClosed(visit)) return '/invitation';
    const decided = await submitApplication(deps, visit, body as FormBody, response);
    return decided && doneAs(decided === 'queued' ? 'received' : 'accepted');
  });
  show('/invitation/decline', async (visit, _request, response) => {
    if (!isGenuine(visit) || isClosed(visit)) return '/invitation';
    return showDecline(deps, visit, response);
  });
  act('/invitation/decline', async (visit, { body }, response) => {
    if (!isGenuine(visit) || isClosed(visit)) return '/invitation';
    const decided = await submitDecline(deps, visit, body as FormBody, response);
    return decided && doneAs(decided === 'queued' ? 'received' : 'declined');
  });
  act('/invitation/remind-later', async (visit, { body }) => {
    const { in: after } = parseBody(remindLaterBody, { in: (body as FormBody)['in'] });
    await remindLaterByLink(deps, visit.token, after, undefined);
    return doneAs('reminded');
  });
  act('/invitation/new-link', async (visit) => {
    await requestNewLink(deps, visit.token);
    return doneAs('new-link');
  });
  show('/invitation/done', (visit, request, response) => Promise.resolve(closing(visit, request, response)));
  router.use(unsubscribePages(deps));
  router.use(['/invitation', '/unsubscribe'], showProblem(deps));
  return router;
}

function serve(deps: ApiDeps, step: Step): RequestHandler {
  return async (request, response) => {
    await deps.rateLimits.publicCall(request.ip ?? 'unknown');
    const visit = await visitOf(deps, request, tokenInCookie(request, INVITATION_COOKIE));
    const next = await step(visit, request, response).catch(backToLanding);
    if (next !== undefined) response.set('Cache-Control', 'no-store').redirect(303, next);
  };
}

/** Reads the form of somebody whose link is genuine, and of nobody else. */
function checked(deps: ApiDeps, step: Step): Step {
  return async (visit, request, response) => {
    if (!isGenuine(visit)) throw new Problem('csrf');
    const form = await readForm(request, response, FORM_BYTES);
    demandCsrf(form['_csrf'], visit.token, deps.settings);
    request.body = form;
    return step(visit, request, response);
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
  visit: Visit,
  request: Request,
  response: Response,
): Promise<undefined> {
  if (!isGenuine(visit) || isClosed(visit)) {
    sendClosed(response, visit);
    return;
  }
  const { look, locale, state, link } = visit;
  const user = state === 'signIn' ? await signedInUserOf(deps, request, link.invitation) : {};
  const html = renderPage('landing', locale, {
    ...look,
    ...(await lettering(deps, link.invitation, look)),
    needsSignIn: state === 'signIn',
    otherUser: user.otherUser,
    isInvitee: user.isInvitee === true,
    signInHref: `/invitations/${link.invitation._id}`,
  });
  sendHtml(response, 200, look, html);
}

/** The Submit Your Application button: the view is noted here and by no GET, as no scanner presses it. */
async function open(deps: ApiDeps, visit: Visit): Promise<string> {
  if (visit.state !== 'open') return '/invitation';
  await lookUp(deps, visit.token);
  return '/invitation/application';
}

function closing(visit: Visit, request: Request, response: Response): string | undefined {
  const { as } = request.query;
  const notice = typeof as === 'string' && Object.hasOwn(DONE, as) ? DONE[as] : undefined;
  if (notice === undefined) return '/invitation';
  if (notice === 'accepted' && visit.state === 'active') return '/invitation';
  const backHref = notice === 'reminded' ? '/invitation' : undefined;
  sendNotice(response, notice, { locale: visit.locale, look: visit.look, backHref });
  return undefined;
}

function doneAs(what: keyof typeof DONE): string {
  return `/invitation/done?as=${what}`;
}

function isGenuine(visit: Visit): visit is GenuineVisit {
  return visit.link !== undefined;
}

function isClosed({ state }: Visit): boolean {
  return state !== 'open' && state !== 'signIn';
}
