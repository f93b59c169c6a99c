export * from './accept';
export * from './decline';
export * from './list';
