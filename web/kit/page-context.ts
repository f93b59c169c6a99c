import * as api from '../../api';
import type { Request, Response, Router } from 'express';
import { Readable } from 'node:stream';
import type { Screens } from '../../templates/pages/signed-in/screens';
import type { Caller } from '../../domain/security/caller';
import type { ApiDeps } from '../../api/deps';
import { callerOfSessionToken } from '../../api/http/authenticate';
import { sameSecret } from '../../domain/security/secrets';
import { readCookie, SESSION_COOKIE } from '../../api/http/cookies';
import type { Answer, CallTypes, Endpoint, JsonBodyOf } from '../../api/http/endpoint';
import { sendStream } from '../../api/http/serve';
import { Problem } from '../../api/http/problem';
import {
  answerOf,
  call,
  callAll,
  callTagged,
  callTaggedIfAny,
  type InputOf,
  type ListEndpoint,
  mayCall,
  type Visitor,
} from './api-call';
import { type FormBody, keyOf, newFormKey, textOf, textsOf, unixLines } from './form-body';
import { roleName } from './format';
import { mayInvite, navigationOf } from './navigation';
import { leaveNotice, type PageNotice, takeNotice } from './notices';
import { readBy } from './reader';
import { sendScreen } from './respond';
import { shortcutsFor } from './shortcuts';
import type { SentFile } from './upload';

/** What came with one request of somebody who is signed in. */
interface Values extends Visitor {
  readonly response: Response;
  /** Who the visitor is, as every page shows it. */
  readonly me: JsonBodyOf<typeof api.getMe>;
  readonly csrf: string;
  readonly form: FormBody;
  /** The key of the form that was sent, so that sending it twice does it once. */
  readonly key: string | undefined;
  /** What came with a form that may hold a file. */
  readonly file: Buffer | undefined;
  /** The same with its name and all that is known of it. */
  readonly sentFile: SentFile | undefined;
}

/** One request of somebody who is signed in, with all that pages do with it. */
export type PageContext = ReturnType<typeof pageContext>;

/** Answers one request of somebody who is signed in. */
export type PageHandler = (context: PageContext) => Promise<void> | void;

export type ShowAgain = (context: PageContext, problem: Problem) => Promise<void> | void;

/** The invitation that a form is about, or the program of one that is still to be made. */
export type AnswersOf = (
  context: PageContext,
) => { readonly invitation: string } | { readonly program: string };

/** Where pages are declared: reading needs a session, a form its CSRF token as well. */
export interface Pages {
  readonly router: Router;
  readonly deps: ApiDeps;
  get(path: string, step: PageHandler): void;
  /** A form; after a problem that people can do something about, `showAgain` shows it with what was typed. */
  post(path: string, step: PageHandler, showAgain?: ShowAgain): void;
  /** A form with custom fields, which may hold files; `answers` says of what they are answers. */
  postAnswers(path: string, answers: AnswersOf, step: PageHandler, showAgain: ShowAgain): void;
  /**
   * A form that may hold one file as documents are; `endpoint` is the one of the API that takes it. One that is too
   * large comes cut, and says so.
   */
  postFile(path: string, endpoint: Endpoint, step: PageHandler, showAgain: ShowAgain): void;
  /** A form that may hold a file; `endpoint` is the one of the API that takes it. */
  upload(path: string, endpoint: Endpoint, step: PageHandler, showAgain: ShowAgain): void;
}

/** The context of these values, or another one with some of them changed. */
export function pageContext(values: Values) {
  const { deps, request, response, form, key } = values;
  const goTo = (path: string, notice?: PageNotice) => {
    if (notice !== undefined) leaveNotice(response, deps.settings, notice);
    response.set('Cache-Control', 'no-store').redirect(303, path);
  };
  return {
    ...values,
    may: (endpoint: Endpoint) => mayCall(values, endpoint),
    call: <T extends CallTypes>(endpoint: Endpoint<T>, input?: InputOf<Endpoint<T>>) =>
      call(values, endpoint, input),
    /** Reads what a form is about to edit. */
    open: <T extends CallTypes>(endpoint: Endpoint<T>) => callTagged(values, endpoint),
    /** The same of something that need not be there; its tag is empty then. */
    openIfAny: <T extends CallTypes>(endpoint: Endpoint<T>) => callTaggedIfAny(values, endpoint),
    callAll: <I>(endpoint: ListEndpoint<I>, input?: InputOf<Endpoint>) => callAll(values, endpoint, input),
    answerOf: <T extends CallTypes>(endpoint: Endpoint<T>, input?: InputOf<Endpoint<T>>) =>
      answerOf(values, endpoint, input),
    /** Calls with what a form says, once however often it is sent. */
    submit: <T extends CallTypes>(endpoint: Endpoint<T>, body?: unknown) =>
      call(values, endpoint, { body, key }),
    /** Sends the CSV file that an endpoint returns, marked as UTF-8 for spreadsheets. */
    sendFile: async <T extends CallTypes>(
      endpoint: Endpoint<T>,
      input?: InputOf<Endpoint<T>>,
    ): Promise<void> => {
      const { status, headers = {}, body } = await answerOf(values, endpoint, input);
      response.status(status).set({ ...headers, 'Cache-Control': 'no-store' });
      await sendStream(deps, response, contentOf(body, headers));
    },
    /** A part of the page's path. */
    param: (name = 'id') => String(request.params[name]),
    /** One text of the address; of several the first, and never longer than any that we made. */
    query: (name: string) => queryOf(request, name),
    /** All texts of the address under one name. */
    queries: (name: string) =>
      [request.query[name]]
        .flat()
        .filter((one): one is string => typeof one === 'string' && one.length < 1_000),
    text: (name: string) => textOf(form, name),
    texts: (name: string) => textsOf(form, name),
    /** Shows a screen; one with a problem has the problem's status. */
    show: <Name extends keyof Screens>(name: Name, data: Screens[Name], status?: number) =>
      sendScreen(response, name, { ...layoutOf(values), ...data }, status),
    /** Answers the page that is shown with a part of it, or with nothing (204) where it may stay as it is. */
    sendPart: (html: string | undefined) => {
      response.set('Cache-Control', 'no-store').status(html === undefined ? 204 : 200);
      if (html === undefined) response.end();
      else response.type('html').send(html);
    },
    /** Goes to another page of ours after a form (303), with or without a notice there. */
    goTo,
    /** Goes on after something worked. */
    done: (path: string, text: string) => goTo(path, { kind: 'good', text }),
  };
}

/** What stands around every screen of somebody who is signed in. */
function layoutOf(values: Values) {
  const { request, response, me, csrf } = values;
  const navigation = navigationOf(values, me, queryOf(request, 'tab'));
  return {
    me: { ...me, role: { ...me.role, name: roleName(me.role.key, me.role.name) } },
    csrf,
    key: newFormKey(),
    notice: takeNotice(request, response),
    navigation,
    shortcuts: shortcutsFor(navigation, mayInvite(values)),
    mayExplore: me.invites && mayCall(values, api.getPartners),
    mayWorkspace: mayCall(values, api.getMeWorkspace),
    otherAccounts: me.accounts.filter(({ id }) => id !== me.account.id),
  };
}

/** Without the mark Excel reads a file in the code page of its machine. */
async function* marked(file: unknown): AsyncGenerator<string> {
  yield '\uFEFF';
  if (!(file instanceof Readable)) yield String(file);
  else for await (const some of file) yield String(some);
}

/** What is sent of a file: a table for spreadsheets, or the bytes as they are. */
function contentOf(file: unknown, headers: Answer['headers']): Readable {
  if (String(headers?.['Content-Type'] ?? '').startsWith('text/csv')) return Readable.from(marked(file));
  return file instanceof Readable ? file : Readable.from([file]);
}

function queryOf({ query }: Request, name: string): string | undefined {
  const [first]: unknown[] = [query[name]].flat();
  return typeof first === 'string' && first !== '' ? first.slice(0, 1_000) : undefined;
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
  const me = await call(visitor, api.getMe);
  readBy(request, me.preferences);
  const { csrfToken: csrf } = caller;
  const none = { form: {}, key: undefined, file: undefined, sentFile: undefined };
  return pageContext({ ...visitor, response, me, csrf, ...none });
}

/** The same context once its form was read. */
export function withForm(
  context: PageContext,
  body: FormBody,
  file?: Buffer,
  sentFile?: SentFile,
): PageContext {
  const form = unixLines(body);
  context.request.body = body;
  return pageContext({ ...context, form, key: keyOf(form), file, sentFile });
}

/** Somebody who brings one wrong session after the other is not looked up any more. */
async function callerOfVisitor(deps: ApiDeps, request: Request, token: string): Promise<Caller | undefined> {
  if (token === '') return undefined;
  const ip = request.ip ?? 'unknown';
  await deps.rateLimits.mayTry(ip, token);
  const caller = await callerOfSessionToken(deps, token);
  if (caller === undefined) await deps.rateLimits.refused(ip);
  else deps.rateLimits.opened(token);
  return caller;
}

/** Throws 403 `csrf` unless the form, or the script that sends it, has the token of the session. */
export function requireCsrf({ form, csrf, request }: PageContext): void {
  const given = form['_csrf'] ?? request.headers['x-csrf-token'];
  if (typeof given !== 'string' || !sameSecret(given, csrf)) throw new Problem('csrf');
}
