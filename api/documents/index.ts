export * from './content';
export * from './get';
export * from './upload';
export * from './upload-by-link';
