export * from './change';
export * from './delete';
export * from './list';
export * from './save';
