import { sleep, type WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** Waits a second before it begins. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [
    {
      execute: async (input, next) => {
        await sleep('1s');
        return next(input);
      },
    },
  ],
});
