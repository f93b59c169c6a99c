export * from './change';
export * from './get';
