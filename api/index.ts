/** Every endpoint of the API but its own description; pages and `/openapi.json` take them from here. */
export * from './api-keys';
export * from './audit-log';
export * from './email';
export * from './imports';
export * from './invitations';
export * from './memberships';
export * from './partners';
export * from './privacy';
export * from './programs';
export * from './public-invitation';
export * from './roles';
export * from './sessions';
export * from './stats';
export * from './system';
export * from './users';
export * from './webhooks';
export * from './workspaces';
