import { types } from 'node:util';
import { ServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { temporalFaultOf } from './temporal-faults';

/** Temporal did not answer in time; thrown by our own bounds around its client. */
export class TemporalUnavailableError extends Error {
  override readonly name = 'TemporalUnavailableError';
}

/** Temporal is there but did not finish in time, for example because no worker took the task. */
export class TemporalLateError extends Error {
  override readonly name = 'TemporalLateError';
}

const DATABASE_ERRORS =
  /^(?:Mongo(?:ose)?)?(ServerSelection|Network|NetworkTimeout|OperationTimeout|NotConnected|TopologyClosed|PoolCleared|PoolClosed|PoolClearedOnNetwork|WaitQueueTimeout|ClientClosed|ServerClosed|Expired\w*)Error$/;

/** Socket errors that the driver lets through as they are when a connection dies under a write. */
const SOCKET_CODES = new Set([
  'EPIPE',
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'ENOTFOUND',
]);

/** Codes with which a server says that it is not the one to ask now: stepping down, shutting down, no primary. */
const NOT_PRIMARY_CODES = new Set([91, 189, 10107, 11600, 11602, 13435, 13436]);

/** Whether an error means that MongoDB cannot be reached now, as opposed to having refused something. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return causes(error).some(
    (cause) =>
      DATABASE_ERRORS.test(cause.name) ||
      (cause.name === 'MongoServerError' && 'code' in cause && NOT_PRIMARY_CODES.has(Number(cause.code))) ||
      (cause.name === 'MongooseError' && /initial connection|buffering timed out/.test(cause.message)) ||
      cause.name === 'DisconnectedError' ||
      ('code' in cause && SOCKET_CODES.has(String(cause.code))),
  );
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

function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let cause = error; isError(cause) && found.length < 8; cause = cause.cause) found.push(cause);
  return found;
}

/** Errors of Node itself are none of this realm's under a test runner. */
function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}
