import * as api from '../../api';
import { browserName } from '../../domain/security/browser-name';
import type { Request, Response } from 'express';
import { sameSecret } from '../../domain/security/secrets';
import { knownDevice } from '../../api/http/device-cookie';
import { type SignedIn, signIn } from '../../api/sessions/cookies';
import { Problem, problemOf } from '../../api/http/problem';
import { newFormKey, ownPath, readForm, textOf } from '../kit/form-body';
import { FORM_BYTES, isOurOwn, type KeptForm, unpackForm } from '../kit/kept-form';
import { contextOf, type PageContext, type Pages } from '../kit/page-context';
import { sendScreen } from '../kit/respond';
import { showSignIn, signInCsrf } from './form';
import { resumeData } from './resume';

/** A form that is kept through the sign-in comes from a browser that has signed in before. */
const STRANGER_BYTES = 16 * 1024;

/** Signing in and out, and where to start. */
export function signInPages(pages: Pages): void {
  const { router, deps } = pages;
  router.get('/sign-in', async (request, response) => {
    await deps.rateLimits.publicCall(request.ip ?? 'unknown');
    const next = ownPath(request.query['next']);
    if ((await contextOf(deps, request, response)) !== undefined) response.redirect(303, next ?? '/');
    else showSignIn(deps, request, response, { next });
  });
  router.post('/sign-in', async (request, response) => {
    await deps.rateLimits.publicCall(request.ip ?? 'unknown');
    await trySignIn(pages, request, response);
  });
  pages.post('/sign-out', async (context) => {
    const { headers = {} } = await context.answerOf(api.deleteSession);
    context.response.set(headers);
    const next = ownPath(context.form['next']);
    const where = next === undefined ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
    context.goTo(where, { kind: 'info', text: 'You are signed out.' });
  });
  pages.get('/', (context) => context.goTo(startPageOf(context)));
}

async function trySignIn({ deps }: Pages, request: Request, response: Response): Promise<void> {
  const device = knownDevice(request, deps.settings);
  const form = await readForm(request, response, device === undefined ? STRANGER_BYTES : FORM_BYTES);
  const next = ownPath(form['next']);
  const email = textOf(form, 'email').trim();
  try {
    if (!sameSecret(textOf(form, '_csrf'), signInCsrf(deps, request, response))) throw new Problem('csrf');
    const signedIn = await signIn(
      deps,
      { email: email.slice(0, 254), password: textOf(form, 'password').slice(0, 1_000) },
      { ip: request.ip ?? 'unknown', device, browser: browserName(request.headers['user-agent']) },
    );
    const { cookies, csrfToken } = signedIn;
    response.append('Set-Cookie', [...cookies]).set('Cache-Control', 'no-store');
    const kept = unpackForm(textOf(form, 'kept'));
    if (kept === undefined) response.redirect(303, next ?? firstPageOf(signedIn));
    else resume(response, kept, csrfToken);
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status >= 500) throw error;
    // Another site could have sent a form of its own to go on with.
    const kept = isOurOwn(request) ? textOf(form, 'kept') : '';
    showSignIn(deps, request, response, { next, kept, email, problem });
  }
}

/** Who has several accounts and never chose one does so first; afterwards the one used last is it. */
function firstPageOf({ accounts, isChosen }: SignedIn): string {
  return accounts.length > 1 && !isChosen ? '/memberships' : '/';
}

function resume(response: Response, kept: KeptForm, csrf: string): void {
  const data = resumeData(kept, 'You are signed in again');
  sendScreen(response, 'resume', { ...data, csrf, key: newFormKey() });
}

/**
 * Whoever was invited, or works for an account that invites nobody, lands in the workspace on the initial module;
 * whoever only decides on what waits for a decision; everybody else on the lists.
 */
function startPageOf({ me, may }: PageContext): string {
  if ((me.invited || !me.invites) && may(api.getMeWorkspace)) return '/workspace';
  if (!may(api.getPartnerExplorerCounts)) return '/workspace';
  const onlyDecides = may(api.postInvitationsByIdApprove) && !may(api.postInvitations);
  return `/partner-explorer?tab=${onlyDecides ? 'pending' : 'invited'}`;
}
