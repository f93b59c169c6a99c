export * from './get-rebuild';
export * from './healthz';
export * from './metrics-endpoint';
export * from './readyz';
export * from './rotate-secret';
export * from './start-rebuild';
