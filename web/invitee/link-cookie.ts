import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { ApiDeps, ApiSettings } from '../../api/deps';
import { readCookie } from '../../api/http/cookies';
import { Problem } from '../../api/http/problem';
import { isKeyedHash, keyedHash } from '../../domain/security/key-ring';
import { DOCUMENT_FORM, holdsFiles } from '../documents/uploads';
import { type FormBody, readForm, textOf } from '../kit/form-body';
import { type FilledForm, readFiles } from '../kit/upload';

/** Where a link's token goes once it has left the address bar. */
export interface LinkCookie {
  readonly name: string;
  /** Only these pages get to see it. */
  readonly path: string;
}

/** One request on a page that nobody has signed in for. */
export interface LinkVisit {
  readonly deps: ApiDeps;
  readonly request: Request;
  readonly response: Response;
  /** The link's, or what stands for a visitor without one. */
  readonly token: string;
}

export const INVITATION_COOKIE: LinkCookie = { name: 'usher_invitation', path: '/invitation' };
export const UNSUBSCRIBE_COOKIE: LinkCookie = { name: 'usher_unsubscribe', path: '/unsubscribe' };

/** Everything a genuine token may hold; anything else is kept as a text that no token equals. */
const TOKEN_CHARACTERS = /^[A-Za-z0-9._-]{1,200}$/;
const NO_TOKEN = 'none';

/** What comes along when a link is copied out of a text: the end of a sentence, a bracket, a blank that is not seen. */
const COPIED_ALONG = /[^A-Za-z0-9_-]+$/;

/** The token of the address, if the request has one at all. */
export function tokenInQuery(request: Request): string | undefined {
  const { token } = request.query;
  if (token === undefined) return undefined;
  const clean = typeof token === 'string' ? token.slice(0, 300).replace(COPIED_ALONG, '') : '';
  return TOKEN_CHARACTERS.test(clean) ? clean : NO_TOKEN;
}

/** The token that the cookie holds. */
export function tokenInCookie(request: Request, { name }: LinkCookie): string {
  return readCookie(request, name) ?? NO_TOKEN;
}

/** Keeps the token for this visit: no script sees it, and no other site's form sends it. */
function keepToken(response: Response, cookie: LinkCookie, token: string, settings: ApiSettings): void {
  response.cookie(cookie.name, token, {
    path: cookie.path,
    httpOnly: true,
    sameSite: 'lax',
    secure: settings.publicUrl.startsWith('https:'),
  });
}

const VISITOR_TOKEN = /^[\w-]{22}$/;

/** Whether the token is one of {@link visitorToken}; a visitor without a cookie has none. */
export const isVisitorToken = (token: string): boolean => VISITOR_TOKEN.test(token);

/** What stands for a visitor without a link, for forms that nothing else protects; made on the first visit. */
export function visitorToken(
  request: Request,
  response: Response,
  cookie: LinkCookie,
  settings: ApiSettings,
): string {
  const known = tokenInCookie(request, cookie);
  if (isVisitorToken(known)) return known;
  const token = randomBytes(16).toString('base64url');
  keepToken(response, cookie, token, settings);
  return token;
}

/** The CSRF token of whoever holds this token's cookie; nobody else can compute it. */
export function csrfTokenOf(token: string, { secret }: Pick<ApiSettings, 'secret'>): string {
  return keyedHash(csrfText(token), secret);
}

const csrfText = (token: string) => `usher:csrf:link:v1:${token}`;

/** Strangers ask for these pages no more often than for what the API opens to them. */
export function limitedByIp(deps: ApiDeps): RequestHandler {
  return async (request, _response, next) => {
    await deps.rateLimits.publicCall(request.ip ?? 'unknown');
    next();
  };
}

/** A token in the address would stay in the browser's history and be sent on by it. */
export function takeTokenOutOfAddress(
  cookie: LinkCookie,
  settings: ApiSettings,
  pathOf: (request: Request) => string = () => cookie.path,
): RequestHandler {
  return (request, response, next) => {
    const token = tokenInQuery(request);
    if (token === undefined) {
      next();
      return;
    }
    keepToken(response, cookie, token, settings);
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    response.redirect(303, pathOf(request));
  };
}

/**
 * Reads a form that was made for the cookie it came with.
 *
 * @throws {@link Problem} 403 `csrf`, 413
 */
export async function readLinkForm(
  { deps, request, response, token }: LinkVisit,
  limitBytes = 8 * 1024,
): Promise<FormBody> {
  const form = await readForm(request, response, limitBytes);
  requireOwnForm(form, token, deps.settings);
  return form;
}

/**
 * The same for a form that may hold files; nothing of a file is read before the form was found to be ours.
 *
 * @throws {@link Problem} 403 `csrf`, 413, and whatever else reading may come to
 */
export async function readFilledForm(visit: LinkVisit, limitBytes: number): Promise<FilledForm> {
  const { deps, request, response, token } = visit;
  if (!holdsFiles(request)) return { fields: await readLinkForm(visit, limitBytes), files: [] };
  const check = (form: FormBody) => {
    requireOwnForm(form, token, deps.settings);
    return true;
  };
  const filled = await readFiles(request, response, check, DOCUMENT_FORM);
  check(filled.fields);
  return filled;
}

function requireOwnForm(form: FormBody, token: string, settings: ApiSettings): void {
  if (!isKeyedHash(textOf(form, '_csrf'), csrfText(token), settings.secret)) throw new Problem('csrf');
}
