export * from './accept-own';
export * from './get';
export * from './get-version';
export * from './list-acceptances';
export * from './list-own';
export * from './publish';
export * from './withdraw';
