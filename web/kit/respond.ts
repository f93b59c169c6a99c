import type { Response } from 'express';
import { renderScreen, type Screen } from '../../templates/pages/signed-in/render';
import { ASSET_LINKS } from './assets';
import { navigationOf } from './navigation';
import { leaveNotice, takeNotice, type PageNotice } from './notices';
import { mayCall } from './api-call';
import { newFormKey, type PageContext } from './page-context';

/** What a screen adds to its layout. */
export interface ScreenData {
  readonly title: string;
  readonly [name: string]: unknown;
}

/** Everything that the layout asks for, so that a screen names only what it needs. */
const NOTHING = {
  me: undefined,
  csrf: undefined,
  key: undefined,
  notice: undefined,
  refreshSeconds: undefined,
  hasErrors: false,
  errors: undefined,
  errorsHeading: 'Please check your entries',
  navigation: [],
  mayExplore: false,
  mayWorkspace: false,
  otherAccounts: [],
  intro: undefined,
  back: undefined,
  assets: ASSET_LINKS,
};

/** Sends a screen to somebody who is signed in. */
export function sendScreen(context: PageContext, screen: Screen, data: ScreenData, status = 200): void {
  const { request, response, me, csrf } = context;
  const html = renderScreen(screen, {
    ...NOTHING,
    me,
    csrf,
    key: newFormKey(),
    notice: noticeData(takeNotice(request, response)),
    navigation: navigationOf(context),
    mayExplore: mayCall(context, 'get /v1/partners'),
    mayWorkspace: mayCall(context, 'get /v1/me/workspace'),
    otherAccounts: me.accounts.filter(({ id }) => id !== me.account.id),
    ...data,
  });
  sendPage(response, status, html);
}

/** Sends a screen to anybody. */
export function sendPlainScreen(response: Response, screen: Screen, data: ScreenData, status = 200): void {
  sendPage(response, status, renderScreen(screen, { ...NOTHING, ...data }));
}

/** Goes to another page of ours after a form (303), with or without a notice there. */
export function goTo(context: PageContext, path: string, notice?: PageNotice): void {
  const { response, deps } = context;
  if (notice !== undefined) leaveNotice(response, deps.settings, notice);
  response.set('Cache-Control', 'no-store').redirect(303, path);
}

/** A notice in which every member is named, as strict templates ask for. */
export function noticeData(notice: PageNotice | undefined) {
  if (notice === undefined) return undefined;
  const { kind, text, href, link, alsoHref, alsoLink } = notice;
  return { kind, text, href, link, alsoHref, alsoLink };
}

function sendPage(response: Response, status: number, html: string): void {
  if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-store');
  response.set({ 'X-Robots-Tag': 'noindex, nofollow' });
  response.status(status).type('html').send(html);
}
