import type { Request } from 'express';
import type { z } from 'zod';
import { SESSION_COOKIE } from '../../api/http/cookies';
import { authorise } from '../../api/http/authenticate';
import { withIdempotency } from '../../api/http/idempotency';
import { requestIdText } from '../../api/http/logging';
import { may } from '../../api/http/caller';
import type { Answer, Endpoint } from '../../api/http/endpoint';
import { Problem } from '../../api/http/problem';
import { endpoints } from '../../api/endpoints';
import type { InvitationView, timelineItem } from '../../api/invitations/schema';
import { perform, readerOf } from '../../api/http/serve';
import { parseInput } from '../../api/http/validate';
import type { PageContext } from './page-context';

/** One page of a list as the API answers it. */
export interface ListOf<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** What a call needs; `key` is the Idempotency-Key of the form. */
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

/** Whether the API has the endpoint and the visitor may call it; pages offer nothing else. */
export function mayCall({ caller }: Pick<PageContext, 'caller'>, route: string): boolean {
  const access = byRoute.get(route)?.access;
  if (access === undefined) return false;
  return typeof access !== 'object' || may(caller, ...[access.scope].flat());
}

/**
 * Calls an endpoint of the API in the visitor's name, inside this process: with its scope, its schemas, its
 * idempotency and its handler. Pages decide nothing by themselves.
 *
 * @throws {@link Problem} as the endpoint would answer it
 */
export async function callApi(context: PageContext, route: string, input: CallInput = {}): Promise<Answer> {
  const endpoint = byRoute.get(route);
  if (endpoint === undefined) throw new Problem('not-found');
  const { deps, caller } = context;
  authorise(endpoint.access, caller);
  const request = requestFor(context, endpoint, input);
  const call = {
    deps,
    caller,
    ...parseInput(endpoint, request, input.body),
    raw: input.raw,
    request,
    requestId: requestIdText(context.request),
    ip: context.request.ip ?? 'unknown',
  };
  return withIdempotency(endpoint, call, input.body ?? input.raw, (keyed) =>
    perform(endpoint, { ...call, ...keyed }, readerOf(endpoint, endpoints)),
  );
}

/** The body of the answer of a call that has no other than 200 and 201. */
export async function read<T>(context: PageContext, route: string, input: CallInput = {}): Promise<T> {
  return (await callApi(context, route, input)).body as T;
}

/** Every item of a list that an account has few of. */
export async function readAll<T>(
  context: PageContext,
  route: string,
  { query, ...input }: CallInput = {},
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const wanted: CallInput = { ...input, query: { ...query, limit: '100', cursor: cursor ?? undefined } };
    const page: ListOf<T> = await read<ListOf<T>>(context, route, wanted);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < MAX_ITEMS);
  return items;
}

const MAX_ITEMS = 1_000;

/** The visitor's request as if it had come to the endpoint itself. */
function requestFor({ request, sessionToken }: PageContext, endpoint: Endpoint, input: CallInput): Request {
  const { params = {}, query = {}, key, raw } = input;
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const set = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = new URLSearchParams(set).toString();
  const headers = {
    cookie: `${SESSION_COOKIE}=${sessionToken}`,
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    ...(raw === undefined ? {} : { 'content-type': 'text/csv' }),
  };
  const values = {
    method: endpoint.method.toUpperCase(),
    originalUrl: search === '' ? path : `${path}?${search}`,
    params,
    query: Object.fromEntries(set),
    headers,
  };
  const own = Object.entries(values).map(([name, value]) => [name, { value }] as const);
  return Object.create(request, Object.fromEntries(own)) as Request;
}
