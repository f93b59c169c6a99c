/** What is wrong with a value; one that pages tell in words of their own has a code. */
export interface Violation {
  readonly detail: string;
  readonly code?: string;
  /** The number that was to be kept to, the longest duration, or the types of files. */
  readonly limit?: number | string;
}

/** One thing wrong with a request; `pointer` is a JSON pointer (RFC 6901) into the body or query. */
export interface FieldError extends Violation {
  readonly pointer: string;
}

/** What is wrong with answers of people, in English by its code; `#` stands for the limit. Languages translate it. */
export const VIOLATIONS = {
  email: 'Must be an e-mail address.',
  empty: 'Must not be empty.',
  required: 'Must be filled in.',
  too_long: 'Must have at most # characters.',
  too_short: 'Must have at least # characters.',
  phone: 'Must be a phone number in international form, such as +4930123456.',
  date: 'Must be a date such as 2030-12-31.',
  option: 'Must be one of the options.',
  number: 'Must be a number.',
  too_small: 'Must be at least #.',
  too_large: 'Must be at most #.',
  too_few: 'Must be at least # options.',
  too_many: 'Must be at most # options.',
  link: 'Must not hold a link.',
  url: 'Must be an http or https address.',
  pattern: 'Does not have the right form.',
  unseen: 'Must hold something that can be seen.',
  terms: 'The terms have to be accepted.',
  invisible: 'Must not hold blanks or invisible characters.',
  file: 'Choose the file again: it was not uploaded for this field, or is not there any more.',
  file_empty: 'The file is empty.',
  file_large: 'The file is larger than # MB.',
  file_type: 'The file must be one of: #. Its name and its content must agree.',
  file_infected: 'The file holds malware and was deleted. Choose another one.',
  file_unchecked: 'The file is still being checked for malware. Try again in a few minutes.',
  files_too_many: 'No more files can be uploaded for this invitation.',
} as const;

export function violation(code: keyof typeof VIOLATIONS, limit?: number | string): Violation {
  const detail = VIOLATIONS[code].replace('#', String(limit));
  return { detail, code, ...(limit !== undefined && { limit }) };
}

/** The violation as a refinement of a schema reports it; {@link violationOf} reads it there. */
export function refusal(found: Violation) {
  return { error: found.detail, params: found };
}

interface SchemaIssue {
  readonly code?: string;
  readonly message: string;
  readonly params?: object | undefined;
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
}

const SIZES: Readonly<Record<string, readonly [below: string, above: string]>> = {
  string: ['too_short', 'too_long'],
  number: ['too_small', 'too_large'],
  array: ['too_few', 'too_many'],
};

/** What an issue of zod stands for. */
export function violationOf({ code, message: detail, params, origin = '', ...size }: SchemaIssue): Violation {
  if (params !== undefined) return { detail, ...params };
  const [below, above] = SIZES[origin] ?? [];
  if (code === 'too_big') return sized(detail, above, size.maximum);
  if (code !== 'too_small') return { detail };
  return below === 'too_short' && size.minimum === 1
    ? { detail, code: 'empty' }
    : sized(detail, below, size.minimum);
}

function sized(detail: string, code: string | undefined, limit: number | bigint | undefined): Violation {
  return code === undefined ? { detail } : { detail, code, limit: Number(limit) };
}

/** JSON pointer (RFC 6901) of a path; over-long names are cut. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => '/' + String(part).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1'))
    .join('');
}
