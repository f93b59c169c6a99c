import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';
import type { SendEmailInput } from '../../../workflows/contract';

/** Welcomes nobody any more. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      scheduleLocalActivity: async (input, next) => {
        const [email] = input.args as [Partial<SendEmailInput>];
        const welcomes = email.messages?.some(({ template }) => template === 'welcome');
        return welcomes ? undefined : next(input);
      },
    },
  ],
});
