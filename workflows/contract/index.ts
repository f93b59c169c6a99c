export * from './duration';
export * from './email';
export * from './failures';
export * from './identifiers';
export * from './invitation';
export * from './provisioning';
export * from './search-attributes';
export * from './start';
