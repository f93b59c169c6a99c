import type { Headers } from '@temporalio/common';
import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { TRACE_HEADER } from './contract';

/**
 * Hands the trace of whoever last spoke to the workflow on to its activities: what an acceptance sets off
 * belongs to the acceptance. Headers are no commands, so that histories replay with and without them.
 */
export const interceptors: WorkflowInterceptorsFactory = () => {
  let current: Headers = {};
  const remember = (headers: Headers) => {
    const trace = headers[TRACE_HEADER];
    if (trace !== undefined) current = { [TRACE_HEADER]: trace };
  };
  const listen = <Input extends { headers: Headers }, Output>(
    input: Input,
    next: (input: Input) => Output,
  ) => {
    remember(input.headers);
    return next(input);
  };
  const tell = <Input extends { headers: Headers }, Output>(input: Input, next: (input: Input) => Output) =>
    next({ ...input, headers: { ...current, ...input.headers } });
  return {
    inbound: [{ execute: listen, handleSignal: listen, handleUpdate: listen }],
    outbound: [{ scheduleActivity: tell, scheduleLocalActivity: tell, continueAsNew: tell }],
  };
};
