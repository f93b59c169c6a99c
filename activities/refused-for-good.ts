import { ApplicationFailure } from '@temporalio/common';
import { failureOf } from '../workflows/contract';
import type { Activities } from './activities';

/** Errors by which a store says that what it was given can never be stored or asked for. */
const NAMES: ReadonlySet<string> = new Set([
  'CastError',
  'ValidationError',
  'StrictModeError',
  'ObjectExpectedError',
  'ObjectParameterError',
  'BSONError',
  'BSONRuntimeError',
]);

/** Codes of MongoDB for the same: bad value, failed to parse, type mismatch, bad field names, validation, too large. */
const CODES: ReadonlySet<unknown> = new Set([2, 9, 14, 52, 57, 121, 10334, 17280, 17419, 17420]);

/** Whether the same call can never succeed, whatever heals meanwhile. */
export function isRefusedForGood(error: unknown): boolean {
  for (let cause = error, depth = 0; isErrorLike(cause) && depth < 8; cause = cause.cause, depth += 1) {
    if (cause instanceof ApplicationFailure) return false;
    if (NAMES.has(cause.name)) return true;
    if (cause.name.startsWith('Mongo') && CODES.has(cause.code)) return true;
  }
  return false;
}

/** Every activity with what the store refuses for good told as such, without a value, instead of tried for ever. */
export function withRefusals(activities: Activities): Activities {
  const told = Object.entries(
    activities as unknown as Record<string, (input: never) => Promise<unknown>>,
  ).map(([name, activity]) => [
    name,
    async (input: never) => {
      try {
        return await activity(input);
      } catch (error) {
        throw isRefusedForGood(error) ? failureOf({ type: 'StoreRefused' }) : error;
      }
    },
  ]);
  const wrapped: unknown = Object.fromEntries(told);
  return wrapped as Activities;
}

interface ErrorLike {
  readonly name: string;
  readonly code?: unknown;
  readonly cause?: unknown;
}

/** Errors of another realm, as under a test runner, are errors too. */
function isErrorLike(value: unknown): value is ErrorLike {
  return typeof value === 'object' && value !== null && typeof (value as ErrorLike).name === 'string';
}
