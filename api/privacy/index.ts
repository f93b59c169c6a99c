export * from './erase';
export * from './export';
export * from './get-erasure';
