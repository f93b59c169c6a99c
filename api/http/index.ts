/** What endpoints are made of. */
export * from './audit';
export * from '../../domain/security/caller';
export * from './csv';
export * from './endpoint';
export * from './lists';
export * from './present';
export * from './problem';
export * from './validate';
export * as scalars from './schemas/scalars';
export { z } from './schemas/zod';
export type { ApiDeps } from '../deps';
