import { ApplicationFailure, CancelledFailure, TemporalFailure } from '@temporalio/common';
import { FAILURES, INVITATION_STATUSES } from '../workflows/contract';
import { codeOf } from './email/delivery';

/** What an activity may fail with besides the {@link FAILURES}; their messages hold counts, steps and statuses. */
const OWN_TYPES: ReadonlySet<string> = new Set([
  ...Object.keys(FAILURES),
  'EmailFailed',
  'EmailDeferred',
  'ProvisioningUnavailable',
  'WebhookNotTaken',
]);

/**
 * The failure of an activity as histories may keep it: a type and codes, never a value. Errors of drivers,
 * parsers and servers quote what they were given (addresses, names, whole documents), and so do their causes;
 * of those only the name of the class and the code remain. Failures of the contract stay as they are, without
 * their causes.
 */
export function failureOfError(error: unknown): Error {
  if (error instanceof ApplicationFailure && OWN_TYPES.has(error.type ?? '')) return ownFailure(error);
  if (error instanceof CancelledFailure) return new CancelledFailure('The activity was cancelled.');
  const name = nameOf(error);
  // The SDK tells these two from failures by their names.
  if (name === 'AbortError' || name === 'CompleteAsyncError') return named(name);
  const isTemporal = error instanceof TemporalFailure;
  return ApplicationFailure.create({
    message: isTemporal ? 'A call of Temporal failed.' : `The activity failed (${name}).`,
    type: name,
    nonRetryable: error instanceof ApplicationFailure && error.nonRetryable === true,
    details: [{ code: numberOrWord(error) }],
  });
}

function ownFailure({
  type,
  message,
  nonRetryable,
  details,
  nextRetryDelay,
}: ApplicationFailure): ApplicationFailure {
  const known = OWN_MESSAGES.some((pattern) => pattern.test(message));
  const usual = (FAILURES as Readonly<Record<string, string>>)[type ?? ''] ?? 'The activity failed.';
  return ApplicationFailure.create({
    message: known ? message : usual,
    ...(type != null && { type }),
    nonRetryable: nonRetryable === true,
    details: (details ?? []).map((detail: unknown) => withoutValues(detail)),
    ...(nextRetryDelay !== undefined && { nextRetryDelay: nextRetryDelay as number }),
  });
}

/** Messages of ours that say more than the type does. */
const OWN_MESSAGES = [
  /^\d{1,9} of \d{1,9} e-mails could not be handed over yet\.$/,
  /^The external system (?:did not answer [a-zA-Z]{1,40}|answered [a-zA-Z]{1,40} with \d{1,3})\.$/,
  /^The invitation could not be read\.$/,
  /^The receiver (?:answered HTTP \d{3}|did not answer: [a-z-]{1,30})\.$/,
];

/** A class is named by programmers, so its name is no value; one that is no name is left out. */
function nameOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  return /^[A-Za-z]{1,60}$/.test(name) ? name : 'Error';
}

function numberOrWord(error: unknown): number | string {
  const { code } = Object(error) as { readonly code?: unknown };
  return typeof code === 'number' ? code : codeOf(error);
}

function named(name: string): Error {
  return Object.assign(new Error('The activity ended early.'), { name });
}

const MAX_DEPTH = 4;

const WORDS: ReadonlySet<string> = new Set([...OWN_TYPES, ...INVITATION_STATUSES]);

/** Numbers, flags, statuses, types, and codes such as `HTTP_503`; of anything else only that it was there. */
function withoutValues(detail: unknown, depth = 0): unknown {
  if (typeof detail === 'number' || typeof detail === 'boolean' || detail === null) return detail;
  if (typeof detail === 'string') {
    return WORDS.has(detail) || /^[A-Z][A-Z0-9_]{1,40}$/.test(detail) ? detail : '[text]';
  }
  if (typeof detail !== 'object' || depth >= MAX_DEPTH) return undefined;
  if (Array.isArray(detail)) return detail.map((one) => withoutValues(one, depth + 1));
  return Object.fromEntries(
    Object.entries(detail).map(([key, value]) => [key, withoutValues(value, depth + 1)]),
  );
}
