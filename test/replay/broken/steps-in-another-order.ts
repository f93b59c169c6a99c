import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

const SWAPPED: Partial<Record<string, string>> = {
  assignDefaultRole: 'shareRecords',
  shareRecords: 'assignDefaultRole',
};

/** Shares the records before the role is assigned. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      scheduleLocalActivity: (input, next) =>
        next({ ...input, activityType: SWAPPED[input.activityType] ?? input.activityType }),
    },
  ],
});
