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
