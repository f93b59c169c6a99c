import type { components, paths } from './openapi';

/** A schema of the API by its name, for example `Schema<'Invitation'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** The methods of the API. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that have a method. */
export type PathsOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never;
}[keyof paths];

type OperationOf<M extends Method, P extends keyof paths> =
  paths[P] extends Record<M, infer Operation> ? Operation : never;

/** What a call sends: `path`, `query`, `header` and `body` (or `csv`, or `file`) as the operation has them. */
export type RequestOf<M extends Method, P extends keyof paths> = ParametersOf<OperationOf<M, P>> &
  BodyOf<OperationOf<M, P>>;

type ParametersOf<Operation> = Operation extends {
  parameters: { path?: infer Path; query?: infer Query; header?: infer Header };
}
  ? Member<'path', Path, Operation['parameters']> &
      Member<'query', Query, Operation['parameters']> &
      HeaderOf<Header>
  : never;

/** The headers that are not made by the client itself. */
type HeaderOf<Header> = [NonNullable<Header>] extends [never]
  ? NoHeader
  : [Exclude<keyof NonNullable<Header>, 'Idempotency-Key'>] extends [never]
    ? NoHeader
    : HeaderNeeded<Readonly<Omit<NonNullable<Header>, 'Idempotency-Key'>>>;

/** Nothing has to be sent where every header may be left out. */
type HeaderNeeded<Own> = object extends Own ? { readonly header?: Own } : { readonly header: Own };

type NoHeader = { readonly header?: never };

/** One of the parameters, optional where the document says so. */
type Member<Name extends string, Value, Parameters> =
  Parameters extends Record<Name, unknown>
    ? Readonly<Record<Name, Sendable<NonNullable<Value>>>>
    : Readonly<Partial<Record<Name, Sendable<NonNullable<Value>>>>>;

type BodyOf<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? Sent<Content>
  : Operation extends { requestBody?: { content: infer Content } }
    ? Partial<Sent<Content>>
    : NoBody;

type NoBody = { readonly body?: never; readonly csv?: never; readonly file?: never };

type Sent<Content> = Content extends { 'application/json': infer Json }
  ? JsonBody<Json> | (Content extends { 'text/csv': string } ? CsvBody : never)
  : Content extends { 'application/octet-stream': string }
    ? FileBody
    : NoBody;

type JsonBody<Json> = { readonly body: Sendable<Json>; readonly csv?: never; readonly file?: never };
type CsvBody = {
  readonly body?: never;
  readonly csv: string | Uint8Array<ArrayBuffer>;
  readonly file?: never;
};
type FileBody = { readonly body?: never; readonly csv?: never; readonly file: Uint8Array<ArrayBuffer> };

/** Optional members may also be `undefined`: they are not sent then. */
type Sendable<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]: Partial<Pick<T, K>> extends Pick<T, K> ? T[K] | undefined : T[K] }
    : T;

/** What a call answers: the body of any 2xx, text or bytes where it is not JSON, `undefined` where there is none. */
export type AnswerOf<M extends Method, P extends keyof paths> =
  OperationOf<M, P> extends { responses: infer Responses }
    ? { [S in keyof Responses & Success]: ContentOf<Responses[S]> }[keyof Responses & Success]
    : never;

type Success = 200 | 201 | 202 | 204;

type ContentOf<Response> = Response extends { content: infer Content }
  ? Content extends { 'application/json': infer Json }
    ? Json
    : Content extends { 'application/octet-stream': string }
      ? Uint8Array<ArrayBuffer>
      : string
  : undefined;

/** The paths that answer a list with a cursor. */
export type ListPath = {
  [P in PathsOf<'get'>]: AnswerOf<'get', P> extends { items: unknown[]; nextCursor: string | null }
    ? P
    : never;
}[PathsOf<'get'>];

/** One thing of a list. */
export type ItemOf<P extends ListPath> =
  AnswerOf<'get', P> extends { items: readonly (infer Item)[] } ? Item : never;
