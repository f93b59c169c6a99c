export type { Activities } from './activities';
export { createActivities } from './create-activities';
export { withFaults, type Fault } from './faults';
