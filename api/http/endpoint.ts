import type { Readable } from 'node:stream';
import type { Immutable } from '../../domain/immutable';
import type { AuditFacts, AuditSpec } from './audit-spec';
import type { Caller } from '../../domain/security/caller';
import type { ApiDeps } from '../deps';
import type { Origin } from './origin';
import type { ProblemCode } from './problem';
import type { Scope } from '../../domain/accounts/roles';
import * as scalars from './schemas/scalars';
import { z } from './schemas/zod';

/**
 * Who may call: anybody; anybody signed in; only a browser session; only the holder of the instance key; or
 * anybody whose credential has the scope, or one of the scopes.
 */
export type Access =
  'public' | 'signed-in' | 'session' | 'instance-key' | { readonly scope: Scope | readonly Scope[] };

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Route = `${Method} /${string}`;
type Shape = z.ZodObject;
type NamesIn<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type ParamsOf<T> = [NamesIn<T>] extends [never] ? undefined : z.ZodObject<Record<NamesIn<T>, z.ZodString>>;
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
export interface Call<A extends Access, P, Q, B> extends Keyed, Origin {
  readonly deps: ApiDeps;
  readonly caller: CallerOf<A>;
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  /** The bytes of a body that is not JSON (see {@link EndpointSpec.rawBody}). */
  readonly raw: Buffer | undefined;
}

/** What a handler returns; a body that is neither text nor bytes nor a stream of them is sent as JSON. */
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

type Responses = Readonly<Record<number, ResponseSpec>>;

/** What is sent as it is; a stream while it is being made. */
export type Bytes = string | Buffer | Readable;

type TextOf<S> = S extends { readonly contentType: string } | { readonly alsoAs: object } ? Bytes : never;
type JsonOf<S, Side extends 'input' | 'output'> = S extends { readonly schema: infer Z extends z.ZodType }
  ? Side extends 'input'
    ? Immutable<z.input<Z>>
    : z.output<Z>
  : never;
type BodyOf<S, Side extends 'input' | 'output'> = S extends
  { readonly schema: z.ZodType } | { readonly contentType: string }
  ? { readonly body: JsonOf<S, Side> | TextOf<S> }
  : { readonly body?: Record<string, never> };

/** The answers that the schemas of an endpoint allow: as handlers return them, or as callers get them. */
type AnswerOf<R, Side extends 'input' | 'output'> = {
  [S in keyof R & number]: Omit<Answer, 'status' | 'body'> & { readonly status: S } & BodyOf<R[S], Side>;
}[keyof R & number];

/** What a caller of an endpoint sends and gets; a value of the type {@link Endpoint} carries it. */
export interface CallTypes {
  readonly params: unknown;
  readonly query: unknown;
  readonly answer: Answer;
}

/** The JSON among the bodies that an endpoint returns, whichever status they have. */
export type JsonBodyOf<E extends Endpoint> = Exclude<NonNullable<E['types']>['answer']['body'], Bytes>;

/** All that makes an endpoint: route, access, schemas, answers and handler. */
export interface EndpointSpec<T extends Route, A extends Access, P, Q, B, R extends Responses = Responses> {
  /** Method and path in OpenAPI form: `get /v1/invitations/{id}`. */
  readonly route: T;
  readonly summary: string;
  readonly access: A;
  /** Needed only where a name in the path stands for something else than an ID or a key. */
  readonly params?: P;
  readonly query?: Q;
  /** Headers of its own, for the description: the handler reads them itself. */
  readonly headers?: Shape;
  /** Strict object; a missing body is parsed as `{}`. */
  readonly body?: B;
  /** Bodies that reach the handler as bytes, besides or instead of JSON. */
  readonly rawBody?: {
    readonly contentTypes: readonly string[];
    readonly limitBytes: number;
    /** What the handler makes of them, for the description. */
    readonly schema?: z.ZodType;
  };
  readonly responses: R;
  /** Codes of what its handler refuses; those of the pipeline are added to them. */
  readonly problems?: readonly ProblemCode[];
  /**
   * Public endpoints only: what the token in the body proves, as a name for it. Nothing is kept for the
   * Idempotency-Key of somebody who proves nothing.
   */
  readonly provenBy?: (deps: ApiDeps, body: Parsed<B>) => Promise<string | undefined>;
  /** Refuses by the headers alone, before anything of the body is read. */
  readonly admit?: (deps: ApiDeps, origin: Origin) => void;
  /** Member of the answer that is a secret: it is kept nowhere, and `null` when the answer is repeated. */
  readonly shownOnce?: string;
  /** Reads what another endpoint edits: the answer has an ETag, which that one takes as If-Match. */
  readonly versioned?: true;
  /**
   * What reads the thing that this one edits: the audit log has before and after, edits of one thing take turns, and
   * one whose If-Match is of something else is refused.
   */
  readonly edits?: Endpoint;
  /** How the audit log names a call that succeeded; without it the name comes from method and path. */
  readonly audit?: AuditSpec;
  handler(call: Call<A, P, Q, B>): Promise<AnswerOf<R, 'input'>>;
}

/** An endpoint as the router and the OpenAPI document see it; `T` is what its callers know of it. */
export interface Endpoint<T extends CallTypes = CallTypes> extends Omit<
  EndpointSpec<Route, Access, Shape | undefined, Shape | undefined, z.ZodType | undefined>,
  'route' | 'handler' | 'params' | 'query' | 'body' | 'provenBy'
> {
  readonly method: Method;
  readonly path: `/${string}`;
  readonly params?: Shape;
  readonly query?: Shape;
  readonly body?: z.ZodType;
  readonly provenBy?: (deps: ApiDeps, body: unknown) => Promise<string | undefined>;
  handler(call: unknown): Promise<T['answer']>;
  /** Never there: where the compiler looks what a caller has to send. */
  readonly types?: T;
}

interface TypesOf<P, Q, R> extends CallTypes {
  readonly params: P extends z.ZodType ? z.input<P> : undefined;
  readonly query: Q extends z.ZodType ? z.input<Q> : undefined;
  readonly answer: AnswerOf<R, 'output'>;
}

/**
 * Declares one endpoint. Its route, its checks and its place in /openapi.json all come from this value, so
 * none of them can be forgotten or differ; the compiler holds its handler to the schemas of its answers.
 */
export function defineEndpoint<
  const T extends Route,
  const A extends Access,
  const R extends Responses,
  P extends Shape | undefined = ParamsOf<T>,
  Q extends Shape | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>({ route, ...spec }: EndpointSpec<T, A, P, Q, B, R>): Endpoint<TypesOf<P, Q, R>> {
  const [method, path = ''] = route.split(' ');
  return { method, path, params: paramsOf(path), ...spec } as unknown as Endpoint<TypesOf<P, Q, R>>;
}

function paramsOf(path: string): Shape | undefined {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  if (names.length === 0) return undefined;
  return z.strictObject(
    Object.fromEntries(names.map((name) => [name, name === 'key' ? scalars.key : scalars.pathId])),
  );
}

/** 200 with a body. */
export function ok<const B>(body: B) {
  return { status: 200 as const, body };
}

/** 201 with a body, and where the new thing lives if it has a place of its own. */
export function created<const B>(body: B, location?: string) {
  return { status: 201 as const, body, headers: location === undefined ? {} : { Location: location } };
}

/** 202 with a body, and where to see what becomes of it. */
export function accepted<const B>(body: B, location?: string) {
  return { ...created(body, location), status: 202 as const };
}

/** 204 without a body. */
export function noContent(headers: Record<string, string> = {}) {
  return { status: 204 as const, headers };
}

/** 200 with a CSV file of that name. */
export function csvFile(name: string, body: string | Readable) {
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
  };
  return { status: 200 as const, headers, body };
}
