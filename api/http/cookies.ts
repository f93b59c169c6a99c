import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';

/** What brings cookies: a request, or what is kept of one. */
export interface WithHeaders {
  readonly headers: IncomingHttpHeaders;
}

export const SESSION_COOKIE = 'usher_session';

/** The life of a cookie that keeps what somebody chose in this browser. */
export const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The value of one cookie; of several with one name the first counts, as browsers send the closest path first. */
export function readCookie({ headers }: WithHeaders, name: string): string | undefined {
  return parseCookie(headers.cookie ?? '')[name];
}

/** A Set-Cookie line for every page of ours and no script. */
export function setCookie(name: string, value: string, lifeSeconds: number, publicUrl: string): string {
  const secure = publicUrl.startsWith('https:');
  return stringifySetCookie(name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: lifeSeconds,
    secure,
  });
}

/** A Set-Cookie line for the session; a life of 0 removes it. */
export function sessionCookie(token: string, lifeMs: number, publicUrl: string): string {
  return setCookie(SESSION_COOKIE, token, Math.floor(lifeMs / 1000), publicUrl);
}
