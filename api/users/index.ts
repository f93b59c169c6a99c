export * from './add';
export * from './change';
export * from './create-account';
export * from './get';
export * from './list';
export * from './list-responsibilities';
export * from './remove';
export * from './resend';
