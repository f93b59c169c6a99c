import * as api from '../../api';
import express, { type RequestHandler, type Router } from 'express';
import type { Notice } from '../../templates/pages';
import type { ApiDeps } from '../../api/deps';
import { Problem } from '../../api/http/problem';
import { whileFilesAreTaken } from '../documents/uploads';
import { answerOf } from '../kit/api-call';
import type { FormBody } from '../kit/form-body';
import {
  type GenuineContext,
  showApplication,
  showDecline,
  submitApplication,
  submitDecline,
} from './answers';
import { contextOf, type InviteeContext, landingData, signedInUserOf } from './landing';
import {
  INVITATION_COOKIE,
  readFilledForm,
  readLinkForm,
  takeTokenOutOfAddress,
  tokenInCookie,
} from './link-cookie';
import { sendClosed, sendNotice, sendPage, showProblem } from './respond';
import { unsubscribePages } from './unsubscribe';

/** Answers one request of a visitor; a path is where to go next (303). */
type InviteeHandler = (context: InviteeContext, form: FormBody) => Promise<string | undefined>;
type GenuineHandler = (context: GenuineContext, form: FormBody) => Promise<string | undefined>;

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

/**
 * The pages behind the link of an invitation e-mail. GET and HEAD change nothing, however often a mail
 * scanner calls them; every form carries a CSRF token; the link's token stays in an HttpOnly cookie.
 */
export function inviteePages(deps: ApiDeps): Router {
  const router = express.Router({ caseSensitive: true });
  const show = (path: string, step: InviteeHandler) => router.get(path, serve(deps, step));
  const act = (path: string, step: GenuineHandler) => router.post(path, serve(deps, checked(step)));

  router.get(
    '/invitation',
    takeTokenOutOfAddress(INVITATION_COOKIE, deps.settings, ({ query: { intent } }) =>
      intent === 'decline' ? '/invitation/decline' : '/invitation',
    ),
  );
  show('/invitation', landing);
  act('/invitation/open', open);
  show('/invitation/application', async (context) => {
    if (!isGenuine(context) || context.state !== 'open') return '/invitation';
    return showApplication(context);
  });
  router.post('/invitation/application', serve(deps, apply));
  show(
    '/invitation/decline',
    whileOpen((context) => showDecline(context)),
  );
  act(
    '/invitation/decline',
    whileOpen(async (context, form) => {
      const given = await submitDecline(context, form);
      return given && doneAs(given.status === 202 ? 'received' : 'declined');
    }),
  );
  act('/invitation/remind-later', async (context, form) => {
    const body = { token: context.token, in: form['in'] };
    await answerOf(context, api.postPublicInvitationRemindLater, { body });
    return doneAs('reminded');
  });
  act('/invitation/new-link', async (context) => {
    await answerOf(context, api.postPublicInvitationRequestNewLink, { body: { token: context.token } });
    return doneAs('new-link');
  });
  show('/invitation/done', (context) => Promise.resolve(closing(context)));
  router.use(unsubscribePages(deps));
  router.use(['/invitation', '/unsubscribe'], showProblem(deps));
  return router;
}

function serve(deps: ApiDeps, step: InviteeHandler): RequestHandler {
  return async (request, response) => {
    await deps.rateLimits.publicCall(request.ip ?? 'unknown');
    const context = await contextOf(deps, request, response, tokenInCookie(request, INVITATION_COOKIE));
    const next = await step(context, {}).catch(backToLanding);
    if (next !== undefined) response.set('Cache-Control', 'no-store').redirect(303, next);
  };
}

/** Reads the form of somebody whose link is genuine, and of nobody else. */
function checked(step: GenuineHandler): InviteeHandler {
  return async (context) => {
    if (!isGenuine(context)) throw new Problem('csrf');
    return step(context, await readLinkForm(context, FORM_BYTES));
  };
}

/** Takes an application with the files that were chosen in it; of a closed invitation nothing is read. */
async function apply(context: InviteeContext): Promise<string | undefined> {
  if (!isGenuine(context)) throw new Problem('csrf');
  if (isClosed(context)) return '/invitation';
  return whileFilesAreTaken(context, async () => {
    const given = await submitApplication(context, await readFilledForm(context, FORM_BYTES));
    return given && doneAs(given.status === 202 ? 'received' : 'accepted');
  });
}

/** What can be done with an open invitation only; the landing page says why not. */
function whileOpen(step: GenuineHandler): InviteeHandler {
  return async (context, form) =>
    isGenuine(context) && !isClosed(context) ? step(context, form) : '/invitation';
}

/** Refusals about the invitation are what its landing page explains anyway. */
function backToLanding(error: unknown): string {
  const explained = [401, 409, 410];
  if (error instanceof Problem && explained.includes(error.status)) return '/invitation';
  throw error;
}

async function landing(context: InviteeContext): Promise<undefined> {
  const { state } = context;
  if (!isGenuine(context) || isClosed(context)) {
    sendClosed(context);
    return;
  }
  const { invitation } = context.link;
  sendPage(context, 'landing', {
    ...landingData(invitation),
    question: context.question,
    joins: context.joins,
    needsSignIn: state === 'signIn',
    ...(state === 'signIn' && (await signedInUserOf(context, invitation))),
    signInHref: `/invitations/${invitation._id}`,
  });
}

/** The Submit Your Application button: the view is noted here and by no GET, as no scanner presses it. */
async function open(context: InviteeContext): Promise<string> {
  if (context.state !== 'open') return '/invitation';
  await answerOf(context, api.postPublicInvitationLookup, { body: { token: context.token } });
  return '/invitation/application';
}

function closing(context: InviteeContext): string | undefined {
  const { as } = context.request.query;
  const notice = typeof as === 'string' && Object.hasOwn(DONE, as) ? DONE[as] : undefined;
  if (notice === undefined || (notice === 'accepted' && context.state === 'active')) return '/invitation';
  sendNotice(context, notice, { backHref: notice === 'reminded' ? '/invitation' : undefined });
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
