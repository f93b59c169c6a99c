export * from './add';
export * from './assign';
export * from './list';
