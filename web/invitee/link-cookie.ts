import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { ApiSettings } from '../../api/deps';
import { readCookie } from '../../api/http/cookies';
import { Problem } from '../../api/http/problem';

/** Where a link's token goes once it has left the address bar. */
export interface LinkCookie {
  readonly name: string;
  /** Only these pages get to see it. */
  readonly path: string;
}

export const INVITATION_COOKIE: LinkCookie = { name: 'usher_invitation', path: '/invitation' };
export const UNSUBSCRIBE_COOKIE: LinkCookie = { name: 'usher_unsubscribe', path: '/unsubscribe' };

/** Everything a genuine token may hold; anything else is kept as a text that no token equals. */
const TOKEN_CHARACTERS = /^[A-Za-z0-9._-]{1,200}$/;
const NO_TOKEN = 'none';

/** The token of the address, if the request has one at all. */
export function tokenInQuery(request: Request): string | undefined {
  const { token } = request.query;
  if (token === undefined) return undefined;
  return typeof token === 'string' && TOKEN_CHARACTERS.test(token) ? token : NO_TOKEN;
}

/** The token that the cookie holds. */
export function tokenInCookie(request: Request, { name }: LinkCookie): string {
  return readCookie(request, name) ?? NO_TOKEN;
}

/** Keeps the token for this context: no script sees it, and no other site's form sends it. */
export function keepToken(
  response: Response,
  cookie: LinkCookie,
  token: string,
  settings: ApiSettings,
): void {
  response.cookie(cookie.name, token, {
    path: cookie.path,
    httpOnly: true,
    sameSite: 'lax',
    secure: settings.publicUrl.startsWith('https:'),
  });
}

/** The CSRF token of whoever holds this token's cookie; nobody else can compute it. */
export function csrfTokenOf(token: string, { secret }: Pick<ApiSettings, 'secret'>): string {
  return createHmac('sha256', secret).update(`usher:csrf:link:v1:${token}`).digest('base64url');
}

/** @throws {@link Problem} 403 `csrf` unless the form was made for the cookie it came with */
export function requireCsrf(given: unknown, token: string, settings: Pick<ApiSettings, 'secret'>): void {
  const expected = Buffer.from(csrfTokenOf(token, settings));
  const actual = Buffer.from(typeof given === 'string' ? given : '');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) throw new Problem('csrf');
}
