import type { Request } from 'express';
import type { z } from 'zod';
import { SESSION_COOKIE } from '../../api/http/cookies';
import { requestIdText } from '../../api/http/logging';
import { may, type Caller } from '../../api/http/caller';
import type { ApiDeps } from '../../api/deps';
import type { Answer, Endpoint } from '../../api/http/endpoint';
import { Problem } from '../../api/http/problem';
import { endpoints } from '../../api/endpoints';
import type { InvitationView, timelineItem } from '../../api/invitations/schema';
import { invoke, readerOf } from '../../api/http/invoke';

/** What the pages know of whoever calls. */
export interface Visitor {
  readonly deps: ApiDeps;
  readonly request: Request;
  readonly caller: Caller;
  readonly sessionToken: string;
}

type TypesOf<E extends Endpoint> = NonNullable<E['types']>;
type TextsOf<T> = { readonly [K in keyof T]: string };

/**
 * What a call needs, by what its endpoint takes. Values are texts as people typed them, and bodies whatever a form
 * makes of them: the endpoint's schemas say what is wrong with them.
 */
export type InputOf<E extends Endpoint> = {
  readonly body?: unknown;
  readonly raw?: Buffer;
  /** The Idempotency-Key of the form. */
  readonly key?: string | undefined;
} & (TypesOf<E>['params'] extends undefined
  ? { readonly params?: undefined }
  : { readonly params: TextsOf<TypesOf<E>['params']> }) &
  (TypesOf<E>['query'] extends undefined
    ? { readonly query?: undefined }
    : { readonly query?: { readonly [K in keyof TypesOf<E>['query']]?: string | undefined } });

/** What follows the endpoint in a call; it may be left out where the endpoint names nothing in its path. */
export type ArgsOf<E extends Endpoint> = TypesOf<E>['params'] extends undefined
  ? [input?: InputOf<E>]
  : [input: InputOf<E>];

/** What the endpoint returns: a union by status. */
export type AnswerOf<E extends Endpoint> = TypesOf<E>['answer'];

/** The body of what it returns, whichever status that has. */
export type BodyOf<E extends Endpoint> = Exclude<AnswerOf<E>['body'], Buffer | undefined>;

/** The type of an item of a list endpoint. */
export type ItemOf<E extends Endpoint> =
  AnswerOf<E> extends { readonly body: { readonly items: readonly (infer I)[] } } ? I : never;

/** Whether the visitor may call the endpoint; pages offer nothing else. */
export function mayCall({ caller }: Pick<Visitor, 'caller'>, endpoint: Endpoint | string): boolean {
  const access = (typeof endpoint === 'string' ? byRoute.get(endpoint) : endpoint)?.access;
  if (access === undefined) return false;
  return typeof access !== 'object' || may(caller, ...[access.scope].flat());
}

/**
 * Calls an endpoint of the API in the visitor's name, inside this process: with its scope, its schemas, its
 * idempotency and its handler. Pages decide nothing by themselves.
 *
 * @throws {@link Problem} as the endpoint would answer it
 */
export async function answerOf<E extends Endpoint>(
  visitor: Visitor,
  endpoint: E,
  ...[input]: ArgsOf<E>
): Promise<AnswerOf<E>> {
  return send(visitor, endpoint, (input ?? {}) as CallInput);
}

/** The body of {@link answerOf}. */
export async function call<E extends Endpoint>(
  visitor: Visitor,
  endpoint: E,
  ...args: ArgsOf<E>
): Promise<BodyOf<E>> {
  return (await answerOf(visitor, endpoint, ...args)).body as BodyOf<E>;
}

/** Every item of a list that an account has few of. */
export async function callAll<E extends Endpoint>(
  visitor: Visitor,
  endpoint: E,
  ...[input]: ArgsOf<E>
): Promise<ItemOf<E>[]> {
  const items: ItemOf<E>[] = [];
  const { query, ...rest } = (input ?? {}) as CallInput;
  let cursor: string | null = null;
  do {
    const wanted: CallInput = { ...rest, query: { ...query, limit: '100', cursor: cursor ?? undefined } };
    const page = (await send(visitor, endpoint, wanted)).body as ListOf<ItemOf<E>>;
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < MAX_ITEMS);
  return items;
}

const MAX_ITEMS = 1_000;

/** Calls the endpoint as if the visitor's request had come to it. */
function send({ deps, caller, request, sessionToken }: Visitor, endpoint: Endpoint, input: CallInput) {
  const { params = {}, query = {}, key, raw, body: json } = input;
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const set = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = new URLSearchParams(set).toString();
  const origin = {
    ip: request.ip ?? 'unknown',
    requestId: requestIdText(request),
    url: search === '' ? path : `${path}?${search}`,
    remoteAddress: request.socket.remoteAddress,
    headers: {
      cookie: `${SESSION_COOKIE}=${sessionToken}`,
      ...(key !== undefined && { 'idempotency-key': key }),
    },
  };
  const called = { deps, caller, origin, params, query: Object.fromEntries(set), json, raw };
  return invoke(endpoint, called, readerOf(endpoint, endpoints));
}

// What follows goes once every page calls by endpoint.

/** One page of a list as the API returns it. */
export interface ListOf<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** What a call by route needs. */
export interface CallInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly raw?: Buffer;
  readonly key?: string | undefined;
}

export type TimelineItem = z.output<typeof timelineItem>;
export type Invitation = InvitationView;

const byRoute = new Map(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint]));

function endpointOf(route: string): Endpoint {
  const endpoint = byRoute.get(route);
  if (endpoint === undefined) throw new Problem('not-found');
  return endpoint;
}

/** As {@link answerOf}, by `post /v1/users`. */
export async function callApi(visitor: Visitor, route: string, input: CallInput = {}): Promise<Answer> {
  return send(visitor, endpointOf(route), input);
}

/** The body of {@link callApi}. */
export async function read<T>(visitor: Visitor, route: string, input: CallInput = {}): Promise<T> {
  return (await callApi(visitor, route, input)).body as T;
}

/** As {@link callAll}, by route. */
export async function readAll<T>(visitor: Visitor, route: string, input: CallInput = {}): Promise<T[]> {
  return callAll(visitor, endpointOf(route), { params: {}, ...input }) as Promise<T[]>;
}
