import { ProblemError, UnreachableError } from '../client/src';

/** A call that ends the command; `exitCode` tells scripts why. */
export class CliError extends Error {
  override readonly name = 'CliError';
  constructor(
    message: string,
    readonly exitCode: ExitCode,
  ) {
    super(message);
  }
}

/** 0 done, 1 refused by Usher, 2 wrong usage or set-up, 3 Usher cannot be reached. */
export type ExitCode = 1 | 2 | 3;
export const REFUSED = 1;
export const USAGE = 2;
export const UNREACHABLE = 3;

/** What the client throws, as the failure of a command; anything else as it is. */
export function failureOf(error: unknown): unknown {
  if (error instanceof UnreachableError) return new CliError(error.message, UNREACHABLE);
  if (error instanceof ProblemError) return new CliError(describeProblem(error), REFUSED);
  return error;
}

/** A problem in one line, and one more for each thing it names. */
export function describeProblem(problem: ProblemError): string {
  const { status, code, title, detail, errors, currentStatus, invitationId } = problem;
  const what = detail === '' ? title : detail;
  const named = Object.entries({ currentStatus, invitationId }).filter(([, value]) => value !== undefined);
  const lines = [...named, ...errors.map((error) => [error.pointer, error.detail])];
  return [`${what} (${status} ${code})`, ...lines.map(([name, text]) => `  ${name}: ${text}`)].join('\n');
}
