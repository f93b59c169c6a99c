import type { z } from 'zod';
import { VIOLATIONS, violation } from './field-error';

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** What a schema says that has no words of its own: the validator's name types of its language, not of people's. */
function wordsOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return VIOLATIONS.required;
      return `Must be ${KINDS[issue.expected] ?? `of the type ${issue.expected}`}.`;
    case 'invalid_value':
      return `Must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
      return VIOLATIONS.pattern;
    case 'too_small':
      return sized(issue.origin, issue.minimum, ['too_short', 'too_few', 'too_small']);
    case 'too_big':
      return sized(issue.origin, issue.maximum, ['too_long', 'too_many', 'too_large']);
    case 'invalid_union':
    case 'invalid_element':
    case 'invalid_key':
      return 'Has none of the forms that are possible here.';
    case 'not_multiple_of':
      return `Must be a multiple of ${issue.divisor}.`;
    case 'unrecognized_keys':
    case 'custom':
      return undefined;
  }
}

type Sizes = readonly [
  text: keyof typeof VIOLATIONS,
  list: keyof typeof VIOLATIONS,
  number: keyof typeof VIOLATIONS,
];

function sized(origin: string, limit: number | bigint, [text, list, number]: Sizes): string {
  const code = origin === 'string' ? text : origin === 'array' ? list : number;
  return violation(code, Number(limit)).detail;
}

/** How a schema is asked to parse what people and programs sent. */
export const IN_OUR_WORDS = { error: wordsOf } satisfies z.core.ParseContext<z.core.$ZodIssue>;
