export * from './change';
export * from './dry-run-rules';
export * from './get';
export * from './list';
export * from './logo';
export * from './preview-email';
export * from './send-test-email';
export * from './upload-logo';
