export * from './list';
export * from './verify';
