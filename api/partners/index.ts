export * from './count';
export * from './deactivate';
export * from './get';
export * from './list';
export * from './list-shares';
export * from './reactivate';
export * from './share';
export * from './unshare';
