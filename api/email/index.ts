export * from './delete-suppression';
export * from './email-events';
export * from './list-suppressions';
export * from './sendgrid-events';
