export * from './change';
export * from './check';
export * from './finish';
export * from './forget-identity';
export * from './get';
export * from './remove';
export * from './start';
