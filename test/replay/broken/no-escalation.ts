import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** Arms no timer any more that would remind the approvers. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      startTimer: (input, next) =>
        input.options?.summary === 'escalation' ? new Promise<never>(() => undefined) : next(input),
    },
  ],
});
