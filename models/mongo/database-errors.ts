import { causes, isError } from '../../domain/error-causes';

/** Errors of the driver and of mongoose about the way to the server. */
const AWAY =
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

/** Errors with which a server answers. */
const ANSWERS = /^Mongo(Server|BulkWrite|ClientBulkWrite|WriteConcern)Error$/;

/**
 * Codes with which a server says that the call itself is wrong: values, names, types, options, duplicates. Five
 * digits from 15000 on are assertions about the call as well.
 */
const WRONG_CALL_CODES = new Set([
  2, 9, 14, 15, 16, 20, 21, 22, 26, 27, 28, 40, 48, 52, 53, 54, 55, 56, 57, 59, 61, 66, 67, 68, 72, 73, 85,
  86, 115, 121, 168, 197, 238, 10334, 11000, 11001,
]);
const FIRST_ASSERTION_CODE = 15_000;

/**
 * Whether an error, or what caused it, says that the database does not work now, rather than that the call was
 * wrong: it cannot be reached, or it answers with a failure of its own (no primary, no room, no right to work).
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  return causes(error).some(
    (cause) =>
      AWAY.test(cause.name) ||
      (ANSWERS.test(cause.name) && !isWrongCall(cause)) ||
      (cause.name === 'MongooseError' && /initial connection|buffering timed out/.test(cause.message)) ||
      cause.name === 'DisconnectedError' ||
      ('code' in cause && SOCKET_CODES.has(String(cause.code))),
  );
}

function isWrongCall(error: Error): boolean {
  const code = 'code' in error ? Number(error.code) : 0;
  return WRONG_CALL_CODES.has(code) || code >= FIRST_ASSERTION_CODE;
}

/** Whether an error is a mistake in code or settings, which waiting does not heal. */
export function isMistake(error: unknown): boolean {
  return isError(error) && MISTAKES.test(error.name);
}

const MISTAKES =
  /^(ReferenceError|TypeError|SyntaxError|RangeError|Mongo(Parse|InvalidArgument|MissingDependency)Error)$/;
