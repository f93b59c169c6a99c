import type { IncomingMessage } from 'node:http';

export const SESSION_COOKIE = 'usher_session';

/** The value of one cookie; of several with one name the first counts, as browsers send the closest path first. */
export function readCookie(request: IncomingMessage, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
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
