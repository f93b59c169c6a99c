import { createHmac, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Caller } from '../../api/http/caller';
import type { ApiDeps } from '../../api/deps';
import { callerOfSessionToken, sameSecret } from '../../api/http/authenticate';
import { readCookie, SESSION_COOKIE } from '../../api/http/cookies';
import { describeCaller } from '../../api/sessions/view';
import { Problem } from '../../api/http/problem';
import { call, callAll, type ArgsOf, type BodyOf, type ItemOf, type Visitor } from './api-call';
import type { Endpoint } from '../../api/http/endpoint';

/** What a browser sent: one text per field, several for a field with choices. */
export type FormBody = Readonly<Record<string, string | string[] | undefined>>;

/** Who the visitor is, as every page shows it. */
export type Me = Awaited<ReturnType<typeof describeCaller>>;

/** One request of somebody who is signed in. */
export interface PageContext extends Visitor {
  readonly response: Response;
  readonly me: Me;
  readonly csrf: string;
  readonly form: FormBody;
  /** The key of the form that was sent, so that sending it twice does it once. */
  readonly key: string | undefined;
  /** What came with a form that may hold a file. */
  readonly file: Buffer | undefined;
  /** See {@link call}. */
  call<E extends Endpoint>(endpoint: E, ...args: ArgsOf<E>): Promise<BodyOf<E>>;
  /** See {@link callAll}. */
  callAll<E extends Endpoint>(endpoint: E, ...args: ArgsOf<E>): Promise<ItemOf<E>[]>;
}

/** The context, or `undefined` when nobody is signed in. */
export async function contextOf(
  deps: ApiDeps,
  request: Request,
  response: Response,
): Promise<PageContext | undefined> {
  const sessionToken = readCookie(request, SESSION_COOKIE) ?? '';
  const caller = await callerOfVisitor(deps, request, sessionToken);
  if (caller?.csrfToken === undefined) return undefined;
  await deps.rateLimits.signedInCall(caller.credentialId);
  const visitor = { deps, request, caller, sessionToken };
  return {
    ...visitor,
    call: (endpoint, ...args) => call(visitor, endpoint, ...args),
    callAll: (endpoint, ...args) => callAll(visitor, endpoint, ...args),
    response,
    me: await describeCaller(deps, caller),
    csrf: caller.csrfToken,
    form: {},
    key: undefined,
    file: undefined,
  };
}

/** The same context once its form was read. */
export function withForm(context: PageContext, body: FormBody): PageContext {
  const form = unixLines(body);
  context.request.body = body;
  return { ...context, form, key: keyOf(form) };
}

/** Somebody who brings one wrong session after the other is not looked up any more. */
async function callerOfVisitor(deps: ApiDeps, request: Request, token: string): Promise<Caller | undefined> {
  if (token === '') return undefined;
  const ip = request.ip ?? 'unknown';
  await deps.rateLimits.mayTry(ip, token);
  const caller = await callerOfSessionToken(deps.stores, token);
  if (caller === undefined) await deps.rateLimits.refused(ip);
  else deps.rateLimits.opened(token);
  return caller;
}

/** Throws 403 `csrf` unless the form, or the script that sends it, has the token of the session. */
export function requireCsrf({ form, csrf, request }: PageContext): void {
  const given = form['_csrf'] ?? request.headers['x-csrf-token'];
  if (typeof given !== 'string' || !sameSecret(given, csrf)) throw new Problem('csrf');
}

/** A key for one showing of one form. */
export function newFormKey(): string {
  return `page.${randomBytes(16).toString('base64url')}`;
}

/** Browsers send every line break as two characters, which would make each text a changed one. */
function unixLines(form: FormBody): FormBody {
  const plain = (text: string) => text.replaceAll('\r\n', '\n');
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(plain) : value === undefined ? undefined : plain(value),
    ]),
  );
}

function keyOf({ _key }: FormBody): string | undefined {
  return typeof _key === 'string' && /^page\.[\w-]{22}$/.test(_key) ? _key : undefined;
}

/** One text of a form; of several the first. */
export function textOf(form: FormBody, name: string): string {
  return [form[name] ?? ''].flat()[0] ?? '';
}

/** All texts of a form under one name. */
export function textsOf(form: FormBody, name: string): string[] {
  return [form[name] ?? []].flat();
}

/** One text of the address; of several the first, and never longer than any that we made. */
export function queryOf({ request }: Pick<PageContext, 'request'>, name: string): string | undefined {
  const value = request.query[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first.slice(0, 1_000) : undefined;
}

const FORM_COOKIE = 'usher_form';

/**
 * The CSRF token of the sign-in form, which no session protects yet: it belongs to a cookie that only a page
 * of ours can have set.
 */
export function signInCsrf(deps: ApiDeps, request: Request, response: Response): string {
  const known = readCookie(request, FORM_COOKIE);
  const seed =
    known !== undefined && /^[\w-]{22}$/.test(known) ? known : randomBytes(16).toString('base64url');
  if (seed !== known) {
    const secure = deps.settings.publicUrl.startsWith('https:');
    response.cookie(FORM_COOKIE, seed, { path: '/sign-in', httpOnly: true, sameSite: 'lax', secure });
  }
  return createHmac('sha256', deps.settings.secret)
    .update(`usher:csrf:sign-in:v1:${seed}`)
    .digest('base64url');
}

/** A path of ours to go on with; anything that could lead elsewhere is no path. */
export function ownPath(text: unknown): string | undefined {
  if (typeof text !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || text.length > 500)
    return undefined;
  const base = 'http://usher.invalid';
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return url.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : undefined;
}
