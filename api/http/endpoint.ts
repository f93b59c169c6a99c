import type { Request } from 'express';
import type { z } from 'zod';
import type { AuditFacts, AuditSpec } from './audit';
import type { Caller } from './caller';
import type { ApiDeps } from '../deps';
import type { Scope } from '../../models';

/**
 * Who may call: anybody; anybody signed in; only a browser session; only the holder of the instance key; or
 * anybody whose credential has the scope, or one of the scopes.
 */
export type Access =
  'public' | 'signed-in' | 'session' | 'instance-key' | { readonly scope: Scope | readonly Scope[] };

type Shape = z.ZodObject;
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type CallerOf<A extends Access> = A extends 'public' | 'instance-key' ? undefined : Caller;

/** What a call owes to its Idempotency-Key; nothing without one. */
export interface Keyed {
  /** Already checked. */
  readonly idempotencyKey: string | undefined;
  /** 26 characters for the ID of what the call makes: the same ones when a call that died is repeated. */
  readonly reservedId: string | undefined;
}

/** What a handler gets: parsed scalars, the caller, and nothing that still has to be checked. */
export interface Call<A extends Access, P, Q, B> extends Keyed {
  readonly deps: ApiDeps;
  readonly caller: CallerOf<A>;
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  /** The bytes of a body that is not JSON (see {@link EndpointSpec.rawBody}). */
  readonly raw: Buffer | undefined;
  readonly request: Request;
  readonly requestId: string;
  readonly ip: string;
}

/** What a handler answers; a body that is neither text nor bytes is sent as JSON. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** For the audit log, never sent; null where nothing was changed after all. */
  readonly audit?: AuditFacts | null;
}

/** One possible answer, as `/openapi.json` describes it. */
export interface ResponseSpec {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** Media type of an answer that is not JSON. */
  readonly contentType?: string;
  /** Further media types that the caller may ask for. */
  readonly alsoAs?: readonly string[];
}

/** All that makes an endpoint: route, access, schemas, answers and handler. */
export interface EndpointSpec<A extends Access, P, Q, B> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** OpenAPI form: `/v1/invitations/{id}`. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly tag: string;
  readonly access: A;
  readonly params?: P;
  readonly query?: Q;
  /** Strict object; a missing body is parsed as `{}`. */
  readonly body?: B;
  /** Bodies that reach the handler as bytes, besides or instead of JSON. */
  readonly rawBody?: { readonly contentTypes: readonly string[]; readonly limitBytes: number };
  readonly responses: Readonly<Record<number, ResponseSpec>>;
  /**
   * Public endpoints only: what the token in the body proves, as a name for it. Nothing is kept for the
   * Idempotency-Key of somebody who proves nothing.
   */
  readonly provenBy?: (deps: ApiDeps, body: Parsed<B>) => Promise<string | undefined>;
  /** Refuses by the headers alone, before anything of the body is read. */
  readonly admit?: (deps: ApiDeps, request: Request) => void;
  /** Member of the answer that is a secret: it is kept nowhere, and `null` when the answer is repeated. */
  readonly shownOnce?: string;
  /** How the audit log names a call that succeeded; without it the name comes from method and path. */
  readonly audit?: AuditSpec;
  handler(call: Call<A, P, Q, B>): Promise<Answer>;
}

/** An endpoint with its types forgotten, as the router and the OpenAPI document see it. */
export interface Endpoint extends Omit<
  EndpointSpec<Access, Shape | undefined, Shape | undefined, z.ZodType | undefined>,
  'handler' | 'params' | 'query' | 'body' | 'provenBy'
> {
  readonly params?: Shape;
  readonly query?: Shape;
  readonly body?: z.ZodType;
  readonly provenBy?: (deps: ApiDeps, body: unknown) => Promise<string | undefined>;
  handler(call: unknown): Promise<Answer>;
}

/**
 * Declares one endpoint. Its route, its checks and its place in /openapi.json all come from this value, so
 * none of them can be forgotten or differ.
 */
export function defineEndpoint<
  const A extends Access,
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(spec: EndpointSpec<A, P, Q, B>): Endpoint {
  return spec as unknown as Endpoint;
}

/** 200 with a body. */
export function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** 201 with a body and where the new thing lives. */
export function created(body: unknown, location: string): Answer {
  return { status: 201, body, headers: { Location: location } };
}

/** 204 without a body. */
export function noContent(headers: Record<string, string> = {}): Answer {
  return { status: 204, headers };
}
