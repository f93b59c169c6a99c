/** What is known of a failure: members of Node's system errors, what a program printed, and what it is about. */
export interface Failure {
  readonly code?: string;
  readonly syscall?: string;
  readonly message?: string;
  readonly output?: string;
  readonly path?: string;
  readonly setting?: string;
}

/** The sentence for a cause that is known; undefined for the rest. */
export function causeOf(failure: Failure): string | undefined;

/** What a person is shown of a start that failed: one sentence, or for a fault of Usher itself all there is. */
export function sentenceOf(error: unknown): unknown;

/** Runs what a setting decides over, so that an error on the way names the setting and the place. */
export function concerning<T>(setting: string, place: string, work: () => Promise<T> | T): Promise<T>;

/** Whether an error code says that something in the network does not answer. */
export function isAway(code: string | undefined): boolean;
