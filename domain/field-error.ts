/** One thing wrong with a request; `pointer` is a JSON pointer (RFC 6901) into the body or query. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** JSON pointer (RFC 6901) of a path; over-long names are cut. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => '/' + String(part).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1'))
    .join('');
}
