export * from './delete-suppression';
export * from './list-suppressions';
export * from './sendgrid-events';
