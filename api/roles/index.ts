export * from './change';
export * from './create';
export * from './delete';
export * from './get';
export * from './list';
