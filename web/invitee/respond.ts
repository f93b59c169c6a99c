import type { ErrorRequestHandler, Response } from 'express';
import type { ShippedLocale } from '../../templates/locales';
import { type InviteePage, type Notice, problemText, renderNotice, renderPage } from '../../templates/pages';
import type { ApiDeps } from '../../api/deps';
import type { Problem } from '../../api/http/problem';
import { ASSET_LINKS } from '../kit/assets';
import { errorPage } from '../kit/errors';
import { protectPage } from '../kit/page-headers';
import { askedLocale, type InviteeContext, type LinkState, type PageTheme, plainTheme } from './landing';

/** Who gets a page, in which language and how it looks. */
interface Reader {
  readonly response: Response;
  readonly locale: ShippedLocale;
  readonly theme: PageTheme;
}

const LAYOUT = { assets: ASSET_LINKS };

/** Sends a page with the headers that a page behind a link needs. */
export function sendPage(
  { response, locale, theme }: Reader,
  page: Exclude<InviteePage, 'notice'>,
  data: object = {},
  status = 200,
): void {
  sendHtml(response, status, theme, renderPage(page, locale, { ...theme, ...LAYOUT, ...data }));
}

export interface NoticeOptions {
  readonly status?: number;
  readonly canAskForLink?: boolean;
  readonly actionHref?: string | undefined;
  readonly backHref?: string | undefined;
}

/** Sends a short text that ends the visit. */
export function sendNotice(
  { response, locale, theme }: Reader,
  notice: Notice,
  { status = 200, ...data }: NoticeOptions = {},
): void {
  sendHtml(response, status, theme, renderNotice(notice, locale, { ...theme, ...LAYOUT, ...data }));
}

function sendHtml(response: Response, status: number, theme: PageTheme, html: string): void {
  protectPage(response, theme.brand.logoUrl);
  response.status(status).type('html').send(html);
}

/** What is wrong with the only field of a page, in the language of the page. */
export function problemOn({ locale }: Reader, problem: Problem | undefined) {
  const [error] = problem?.options.errors ?? [];
  return error === undefined ? { error: undefined } : { hasErrors: true, error: problemText(error, locale) };
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
export function sendClosed(context: InviteeContext): void {
  const { state, link } = context;
  if (state === 'open' || state === 'signIn')
    throw new TypeError(`an invitation that is ${state} is not closed`);
  sendNotice(context, state, {
    status: STATUS_OF_CLOSED[state],
    canAskForLink: (state === 'expired' || state === 'replaced') && link?.isForFormerAddress !== true,
    actionHref: state === 'active' ? '/sign-in' : undefined,
  });
}

/** Whatever goes wrong on these pages is told as a page, in the visitor's language. */
export function showProblem(deps: ApiDeps): ErrorRequestHandler {
  return errorPage(
    deps,
    () => true,
    (request, response, problem) => {
      const reader = { response, locale: askedLocale(request), theme: plainTheme() };
      sendNotice(reader, noticeOf(problem), { status: problem.status });
    },
  );
}

function noticeOf({ code, status }: Problem): Notice {
  if (code === 'csrf') return 'stale';
  if (code === 'not-found') return 'unknown';
  if (code === 'rate-limited') return 'busy';
  if (code === 'payload-too-large') return 'filesTooLarge';
  return status === 503 ? 'unavailable' : 'failed';
}
