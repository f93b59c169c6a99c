import * as api from '../../api';
import express, { type Request, type Response, type Router } from 'express';
import { shippedLocale } from '../../templates/locales';
import type { ApiDeps } from '../../api/deps';
import { openUnsubscribeLink } from '../../api/public-invitation/link-requests';
import { ignoreUnknown } from '../../api/public-invitation/view';
import { Problem } from '../../api/http/problem';
import { answerOf } from '../kit/api-call';
import { askedLocale, plainTheme, themeOf } from './landing';
import {
  limitedByIp,
  readLinkForm,
  takeTokenOutOfAddress,
  tokenInCookie,
  tokenInQuery,
  UNSUBSCRIBE_COOKIE,
} from './link-cookie';
import { sendNotice, sendPage } from './respond';

/**
 * Stops reminders: by a page with a button, because mail scanners follow links, or by the mail client's own
 * button, which posts to the link itself (RFC 8058). That post needs no CSRF token: what it proves itself
 * with is the token in its address, which no browser adds by itself.
 */
export function unsubscribePages(deps: ApiDeps): Router {
  const router = express.Router({ caseSensitive: true });
  const limited = limitedByIp(deps);
  const { settings } = deps;
  router.get(
    '/unsubscribe',
    limited,
    takeTokenOutOfAddress(UNSUBSCRIBE_COOKIE, settings),
    (request, response) => showButton(deps, request, response),
  );
  router.post('/unsubscribe', limited, async (request, response) => {
    const byClient = tokenInQuery(request);
    const token = byClient ?? tokenInCookie(request, UNSUBSCRIBE_COOKIE);
    const reader = await readerOf(deps, request, response, token);
    if (byClient === undefined) {
      if (reader.link === undefined) throw new Problem('csrf');
      await readLinkForm(reader);
    }
    if (reader.link?.isForFormerAddress === true) sendNotice(reader, 'replaced', { status: 410 });
    else {
      await answerOf(reader, api.postPublicInvitationUnsubscribe, { body: { token } });
      sendNotice(reader, 'unsubscribed');
    }
  });
  return router;
}

async function showButton(deps: ApiDeps, request: Request, response: Response): Promise<void> {
  const reader = await readerOf(deps, request, response, tokenInCookie(request, UNSUBSCRIBE_COOKIE));
  if (reader.link === undefined) sendNotice(reader, 'unknown', { status: 404 });
  else if (reader.link.isForFormerAddress) sendNotice(reader, 'replaced', { status: 410 });
  else sendPage(reader, 'unsubscribe');
}

async function readerOf(deps: ApiDeps, request: Request, response: Response, token: string) {
  const link = await openUnsubscribeLink(deps, token).catch(ignoreUnknown);
  const common = { deps, request, response, token, link };
  if (link === undefined) return { ...common, locale: askedLocale(request), theme: plainTheme() };
  const theme = await themeOf(deps, link.invitation, token);
  return { ...common, locale: shippedLocale(link.invitation.locale), theme };
}
