export { ProblemError, UnreachableError, type ProblemCode } from './errors';
export type { components, paths, webhooks } from './openapi';
export type { AnswerOf, ItemOf, ListPath, PathsOf, RequestOf, Schema } from './operations';
export type { ClientOptions } from './send';
export { UsherClient, type CallOptions, type PostOptions } from './usher-client';
