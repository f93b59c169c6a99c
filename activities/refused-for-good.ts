import { ApplicationFailure } from '@temporalio/common';
import { causes } from '../domain/error-causes';
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
  const chain = causes(error);
  if (chain.some((cause) => cause instanceof ApplicationFailure)) return false;
  return chain.some(
    (cause) =>
      NAMES.has(cause.name) || (cause.name.startsWith('Mongo') && 'code' in cause && CODES.has(cause.code)),
  );
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
