import type { IncomingHttpHeaders } from 'node:http';

/** What brings cookies: a request, or what is kept of one. */
export interface WithHeaders {
  readonly headers: IncomingHttpHeaders;
}

export const SESSION_COOKIE = 'usher_session';

/** The value of one cookie; of several with one name the first counts, as browsers send the closest path first. */
export function readCookie({ headers }: WithHeaders, name: string): string | undefined {
  for (const part of (headers.cookie ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return undefined;
}

/** A Set-Cookie line for the session; a life of 0 removes it. */
export function sessionCookie(token: string, lifeMs: number, publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  const age = Math.floor(lifeMs / 1000);
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`;
}
