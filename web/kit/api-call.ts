import { Readable } from 'node:stream';
import type * as api from '../../api';
import type { Request } from 'express';
import { SESSION_COOKIE } from '../../api/http/cookies';
import { requestIdText } from '../../api/http/logging';
import { type Caller, may } from '../../domain/security/caller';
import type { ApiDeps } from '../../api/deps';
import type { Answer, Bytes, CallTypes, Endpoint, JsonBodyOf } from '../../api/http/endpoint';
import type { InvitationView } from '../../api/invitations/schema';
import { invoke } from '../../api/http/invoke';
import { Problem } from '../../api/http/problem';
import { defined } from '../../domain/defined';
import { href } from './tables';

/** Whoever calls by a page; of somebody who is signed in the pages know more. */
export interface Visit {
  readonly deps: ApiDeps;
  readonly request: Request;
  readonly caller?: Caller;
  readonly sessionToken?: string;
}

export type Visitor = Required<Visit>;

type TypesOf<E extends Endpoint> = NonNullable<E['types']>;

/**
 * What a call needs, by what its endpoint takes. Values are texts as people typed them, and bodies whatever a form
 * makes of them: the endpoint's schemas say what is wrong with them.
 */
export type InputOf<E extends Endpoint> = {
  readonly body?: unknown;
  readonly raw?: Buffer;
  /** The Idempotency-Key of the form. */
  readonly key?: string | undefined;
  /** Those that the endpoint reads itself, in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Those that are left out are the page's own. */
  readonly params?: { readonly [K in keyof TypesOf<E>['params']]?: string };
  readonly query?: { readonly [K in keyof TypesOf<E>['query']]?: string | undefined };
};

/** The type of an item of a list endpoint. */
export type ItemOf<E extends Endpoint> =
  JsonBodyOf<E> extends { readonly items: readonly (infer I)[] } ? I : never;

/** Whether the visitor may call the endpoint; pages offer nothing else. */
export function mayCall({ caller }: Pick<Visitor, 'caller'>, { access }: Endpoint): boolean {
  return typeof access !== 'object' || may(caller, ...[access.scope].flat());
}

/**
 * Calls an endpoint of the API in the visitor's name, inside this process: with its scope, its schemas, its
 * idempotency and its handler. Pages decide nothing by themselves.
 *
 * @throws {@link Problem} as the endpoint would answer it
 */
export async function answerOf<T extends CallTypes>(
  visitor: Visit,
  endpoint: Endpoint<T>,
  input: InputOf<Endpoint<T>> = {},
): Promise<T['answer']> {
  return send(visitor, endpoint, input as CallInput);
}

/** The body of {@link answerOf}; what is no JSON is for `sendFile`. */
export async function call<T extends CallTypes>(
  visitor: Visitor,
  endpoint: Endpoint<T>,
  input: InputOf<Endpoint<T>> = {},
): Promise<Exclude<T['answer']['body'], Bytes>> {
  return jsonOf(endpoint, answerOf(visitor, endpoint, input));
}

/** The same with the tag of what was read, to change it by. */
export async function callTagged<T extends CallTypes>(visitor: Visitor, endpoint: Endpoint<T>) {
  const answer = answerOf(visitor, endpoint);
  const known = await jsonOf(endpoint, answer);
  const { headers }: Pick<Answer, 'headers'> = await answer;
  return { known, etag: String(headers?.['ETag'] ?? '') };
}

/** The same of something that need not be there; its tag is empty then. */
export async function callTaggedIfAny<T extends CallTypes>(visitor: Visitor, endpoint: Endpoint<T>) {
  try {
    return await callTagged(visitor, endpoint);
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return { known: undefined, etag: '' };
    throw error;
  }
}

async function jsonOf<T extends CallTypes>(
  { path }: Endpoint<T>,
  answer: Promise<T['answer']>,
): Promise<Exclude<T['answer']['body'], Bytes>> {
  const { body }: { readonly body?: T['answer']['body'] } = await answer;
  if (!isJson(body)) throw new TypeError(`${path} returned no JSON.`);
  return body;
}

function isJson<B>(body: B): body is Exclude<B, Bytes> {
  return typeof body !== 'string' && !Buffer.isBuffer(body) && !(body instanceof Readable);
}

/** An endpoint that returns a list page by page. */
export type ListEndpoint<I> = Endpoint<
  CallTypes & { readonly answer: Answer & { readonly body: ListOf<I> } }
>;

/** Every item of a list that an account has few of. */
export async function callAll<I>(
  visitor: Visitor,
  endpoint: ListEndpoint<I>,
  input: InputOf<Endpoint> = {},
): Promise<I[]> {
  const items: I[] = [];
  const { query, ...rest } = input as CallInput;
  let cursor: string | null = null;
  do {
    const wanted: CallInput = { ...rest, query: { ...query, limit: '100', cursor: cursor ?? undefined } };
    const { body: page } = await send(visitor, endpoint, wanted);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < MAX_ITEMS);
  return items;
}

const MAX_ITEMS = 1_000;

/** Calls the endpoint as if the visitor's request had come to it. */
function send<T extends CallTypes>(
  { deps, caller, request, sessionToken }: Visit,
  endpoint: Endpoint<T>,
  input: CallInput,
) {
  const { query = {}, key, raw, body: json, headers } = input;
  const params: Record<string, string> = {};
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    params[name] = input.params?.[name] ?? String(request.params[name]);
    return encodeURIComponent(params[name]);
  });
  const origin = {
    ip: request.ip ?? 'unknown',
    requestId: requestIdText(request),
    url: href(path, query),
    remoteAddress: request.socket.remoteAddress,
    headers: {
      ...headers,
      ...(sessionToken !== undefined && { cookie: `${SESSION_COOKIE}=${sessionToken}` }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
  };
  const called = { deps, caller, origin, params, query: defined(query), json, raw };
  return invoke(endpoint, called);
}

interface ListOf<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

interface CallInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly raw?: Buffer;
  readonly key?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Invitation = InvitationView;
export type InvitationDetails = JsonBodyOf<typeof api.getInvitationsById>;
