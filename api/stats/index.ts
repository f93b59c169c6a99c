export * from './cohorts';
export * from './funnel';
