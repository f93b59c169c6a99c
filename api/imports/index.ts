export * from './cancel';
export * from './get';
export * from './list';
export * from './list-rows';
export * from './rejected-csv';
export * from './repeat';
export * from './upload';
