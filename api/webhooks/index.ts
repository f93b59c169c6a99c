export * from './create';
export * from './delete';
export * from './get';
export * from './list';
export * from './list-deliveries';
export * from './replay-delivery';
export * from './resume';
export * from './rotate-secret';
