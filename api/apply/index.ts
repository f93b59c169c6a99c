export * from './apply';
export * from './ask-for-link';
export * from './open-form';
export * from './show-page';
export * from './upload';
