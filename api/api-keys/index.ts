export * from './create';
export * from './list';
export * from './revoke';
export * from './rotate';
