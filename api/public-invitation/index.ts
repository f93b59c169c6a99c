export * from './accept';
export * from './decline';
export * from './lookup';
export * from './remind-later';
export * from './request-new-link';
export * from './unsubscribe';
