import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { shippedLocale } from '../../templates/locales';
import { renderPage } from '../../templates/pages';
import type { ApiDeps } from '../../api/deps';
import { openUnsubscribeLink, unsubscribe } from '../../api/public-invitation/link-requests';
import { ignoreUnknown } from '../../api/public-invitation/view';
import { Problem } from '../../api/http/problem';
import { readForm } from '../kit/form-body';
import { requireCsrf, keepToken, tokenInCookie, tokenInQuery, UNSUBSCRIBE_COOKIE } from './link-cookie';
import { sendHtml, sendNotice } from './respond';
import { askedLocale, themeOf, plainTheme } from './landing';

/** A button and its token. */
const FORM_BYTES = 8 * 1024;

/**
 * Stops reminders: by a page with a button, because mail scanners follow links, or by the mail client's own
 * button, which posts to the link itself (RFC 8058). That post needs no CSRF token: what it proves itself
 * with is the token in its address, which no browser adds by itself.
 */
export function unsubscribePages(deps: ApiDeps): Router {
  const router = express.Router({ caseSensitive: true });
  const limited: RequestHandler = async (request, _response, next) => {
    await deps.rateLimits.publicCall(request.ip ?? 'unknown');
    next();
  };
  router.get('/unsubscribe', limited, async (request, response) => {
    const token = tokenInQuery(request);
    if (token === undefined) {
      await showButton(deps, request, response);
      return;
    }
    keepToken(response, UNSUBSCRIBE_COOKIE, token, deps.settings);
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    response.redirect(303, '/unsubscribe');
  });
  router.post('/unsubscribe', limited, async (request, response) => {
    const byClient = tokenInQuery(request);
    const token = byClient ?? tokenInCookie(request, UNSUBSCRIBE_COOKIE);
    const { locale, theme, link } = await reader(deps, request, token);
    if (byClient === undefined) {
      if (link === undefined) throw new Problem('csrf');
      requireCsrf((await readForm(request, response, FORM_BYTES))['_csrf'], token, deps.settings);
    }
    if (link?.isForFormerAddress === true) {
      sendNotice(response, 'replaced', { status: 410, locale, theme });
      return;
    }
    await unsubscribe(deps, token);
    sendNotice(response, 'unsubscribed', { locale, theme });
  });
  return router;
}

async function showButton(deps: ApiDeps, request: Request, response: Response): Promise<void> {
  const { locale, theme, link } = await reader(deps, request, tokenInCookie(request, UNSUBSCRIBE_COOKIE));
  if (link === undefined) sendNotice(response, 'unknown', { status: 404, locale, theme });
  else if (link.isForFormerAddress) sendNotice(response, 'replaced', { status: 410, locale, theme });
  else sendHtml(response, 200, theme, renderPage('unsubscribe', locale, theme));
}

async function reader(deps: ApiDeps, request: Request, token: string) {
  const link = await openUnsubscribeLink(deps, token).catch(ignoreUnknown);
  if (link === undefined) return { link, locale: askedLocale(request), theme: plainTheme() };
  const theme = await themeOf(deps, link.invitation, token);
  return { link, locale: shippedLocale(link.invitation.locale), theme };
}
