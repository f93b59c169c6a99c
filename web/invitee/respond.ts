import type { ErrorRequestHandler, Response } from 'express';
import type { ShippedLocale } from '../../templates/locales';
import { renderNotice, type Notice } from '../../templates/pages';
import type { ApiDeps } from '../../api/deps';
import { problemHeaders, problemOf, type Problem } from '../../api/http/problem';
import { protectPage } from '../kit/page-headers';
import { askedLocale, plainTheme, type LinkState, type PageTheme, type InviteeContext } from './landing';

/** Sends a page with the headers that a page behind a link needs. */
export function sendHtml(response: Response, status: number, theme: PageTheme, html: string): void {
  protectPage(response, theme.brand.logoUrl);
  response.status(status).type('html').send(html);
}

export interface NoticeOptions {
  readonly status?: number;
  readonly locale: ShippedLocale;
  readonly theme: PageTheme;
  readonly canAskForLink?: boolean;
  readonly actionHref?: string | undefined;
  readonly backHref?: string | undefined;
}

/** Sends a short text that ends the context. */
export function sendNotice(response: Response, notice: Notice, options: NoticeOptions): void {
  const { status = 200, locale, theme, canAskForLink = false, actionHref, backHref } = options;
  const html = renderNotice(notice, locale, { ...theme, canAskForLink, actionHref, backHref });
  sendHtml(response, status, theme, html);
}

const STATUS_OF_CLOSED: Readonly<Record<Exclude<LinkState, 'open' | 'signIn'>, number>> = {
  unknown: 404,
  expired: 410,
  replaced: 410,
  revoked: 410,
  declined: 410,
  rejected: 410,
  accepted: 200,
  active: 200,
};

/** Says why a link shows no invitation, and what can still be done. */
export function sendClosed(response: Response, { state, locale, theme, link }: InviteeContext): void {
  if (state === 'open' || state === 'signIn')
    throw new TypeError(`an invitation that is ${state} is not closed`);
  sendNotice(response, state, {
    status: STATUS_OF_CLOSED[state],
    locale,
    theme,
    canAskForLink: (state === 'expired' || state === 'replaced') && link?.isForFormerAddress !== true,
    actionHref: state === 'active' ? '/sign-in' : undefined,
  });
}

/** Whatever goes wrong on these pages is told as a page, in the visitor's language. */
export function showProblem(deps: ApiDeps): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    if (problem.status >= 500) {
      deps.logger.error(
        { err: problem.cause ?? error, requestId: request.id, code: problem.code },
        'page failed',
      );
    }
    response.set(problemHeaders(problem)).removeHeader('WWW-Authenticate');
    const { status } = problem;
    sendNotice(response, noticeOf(problem), { status, locale: askedLocale(request), theme: plainTheme() });
  };
}

function noticeOf({ code, status }: Problem): Notice {
  if (code === 'csrf') return 'stale';
  if (code === 'not-found') return 'unknown';
  if (code === 'rate-limited') return 'busy';
  return status === 503 ? 'unavailable' : 'failed';
}
