import type { Schema } from './operations';

/** Usher's codes for what went wrong, and one for an answer that is no problem document (a proxy's, say). */
export type ProblemCode = Schema<'Problem'>['code'] | 'unexpected-answer';

/** The members of RFC 9457 problem details as Usher writes them. */
type Details = Omit<Schema<'Problem'>, 'code'>;

/** Usher refused: the members of its problem document, and what its headers said. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly code: ProblemCode;
  readonly title: string;
  readonly detail: string;
  /** What is wrong with which member, by JSON pointer. */
  readonly errors: NonNullable<Details['errors']>;
  /** Of the live invitation that stands in the way (`invitation-already-open`). */
  readonly invitationId: string | undefined;
  /** The status that does not allow it (`invalid-transition`). */
  readonly currentStatus: string | undefined;

  constructor(
    status: number,
    /** The body as it came: parsed where it was JSON. */
    readonly answer: unknown,
    readonly requestId: string | undefined,
    readonly retryAfterSeconds: number | undefined,
  ) {
    const problem = problemIn(answer);
    const title = problem?.title ?? `Usher answered ${status}`;
    super(problem?.detail ?? title);
    this.status = status;
    this.code = problem?.code ?? 'unexpected-answer';
    this.title = title;
    this.detail = problem?.detail ?? '';
    this.errors = problem?.errors ?? [];
    this.invitationId = problem?.invitationId;
    this.currentStatus = problem?.currentStatus;
  }
}

/** No answer came: the connection failed or took too long; `cause` says which. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
  constructor(
    readonly url: string,
    cause: unknown,
  ) {
    super(`Usher cannot be reached at ${url}.`, { cause });
  }
}

function problemIn(answer: unknown): (Partial<Details> & Pick<Schema<'Problem'>, 'code'>) | undefined {
  const isProblem =
    typeof answer === 'object' && answer !== null && 'code' in answer && typeof answer.code === 'string';
  return isProblem ? (answer as Schema<'Problem'>) : undefined;
}
