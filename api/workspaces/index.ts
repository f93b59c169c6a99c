export * from './add-record';
export * from './create';
export * from './create-folder';
export * from './list';
export * from './list-folders';
export * from './list-records';
