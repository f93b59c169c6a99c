export * from './delete';
export * from './get';
export * from './list-messages';
export * from './put';
export * from './resume';
export * from './test-message';
