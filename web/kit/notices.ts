import type { Request, Response } from 'express';
import type { ApiSettings } from '../../api/deps';
import { readCookie } from '../../api/http/cookies';

/** A short text on the page that follows a form. */
export interface PageNotice {
  readonly kind: 'good' | 'info' | 'bad';
  readonly text: string;
  /** A path of ours. */
  readonly href?: string | undefined;
  readonly link?: string | undefined;
  /** A second path of ours. */
  readonly alsoHref?: string | undefined;
  readonly alsoLink?: string | undefined;
}

const COOKIE = 'usher_notice';
const MAX_TEXT = 500;
const KINDS: readonly string[] = ['good', 'info', 'bad'];

/** Keeps the notice for the next page that is shown. */
export function leaveNotice(response: Response, { publicUrl }: ApiSettings, notice: PageNotice): void {
  const short = { ...notice, text: notice.text.slice(0, MAX_TEXT) };
  const value = Buffer.from(JSON.stringify(short)).toString('base64url');
  response.cookie(COOKIE, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
    maxAge: 60_000,
  });
}

/** The notice that was left, once; whatever else stands in the cookie is none. */
export function takeNotice(request: Request, response: Response): PageNotice | undefined {
  const value = readCookie(request, COOKIE);
  if (value === undefined || value === '') return undefined;
  response.clearCookie(COOKIE, { path: '/' });
  try {
    const { kind, text, ...links } = JSON.parse(
      Buffer.from(value, 'base64url').toString('utf8'),
    ) as Partial<PageNotice>;
    if (typeof text !== 'string' || kind === undefined || !KINDS.includes(kind)) return undefined;
    const [href, link] = ownLink(links.href, links.link);
    const [alsoHref, alsoLink] = ownLink(links.alsoHref, links.alsoLink);
    return { kind, text: text.slice(0, MAX_TEXT), href, link, alsoHref, alsoLink };
  } catch {
    return undefined;
  }
}

function ownLink(href: unknown, link: unknown): [href?: string, link?: string] {
  const own = typeof href === 'string' && typeof link === 'string' && /^\/[\w/.-]*$/.test(href);
  return own ? [href, link] : [];
}
