import { ServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { causes } from '../../domain/error-causes';
import { temporalFaultOf } from '../../domain/temporal/faults';

/** Temporal did not answer in time; thrown by our own bounds around its client. */
export class TemporalUnavailableError extends Error {
  override readonly name = 'TemporalUnavailableError';
}

/** Temporal is there but did not finish in time, for example because no worker took the task. */
export class TemporalLateError extends Error {
  override readonly name = 'TemporalLateError';
}

/** Whether an error means that Temporal is of no use now, as opposed to having refused this one thing. */
export function isTemporalUnavailable(error: unknown): boolean {
  return causes(error).some(
    (cause) =>
      cause instanceof TemporalUnavailableError ||
      cause instanceof TemporalLateError ||
      cause instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
      temporalFaultOf(cause) !== undefined ||
      (cause instanceof ServiceError && cause.cause === undefined),
  );
}

/** Temporal is there, a worker is not. The class alone tells: its code and message vary from run to run. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof TemporalLateError;
}
