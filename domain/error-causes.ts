import { types } from 'node:util';

/** So deep no error of ours or of a driver is nested; what refers to itself ends here. */
const MOST = 8;

/** An error, what caused it, what caused that and so on; nothing of what is no error. */
export function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let cause = error; isError(cause) && found.length < MOST; cause = cause.cause) found.push(cause);
  return found;
}

/** Errors of Node itself are none of this realm's under a test runner. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}
