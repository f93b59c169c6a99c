import { z } from 'zod';
import fc from '../properties';

/** The part of JSON Schema that /openapi.json is written in. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** The schemas of `/openapi.json`. */
export const describedSchemas = z.object({
  components: z.object({ schemas: z.record(z.string(), z.custom<Schema>()) }),
});

/** What no schema asks for, and what breaks programs that trust their input. */
export const NASTY: readonly unknown[] = [
  null,
  '',
  '\u0000',
  '\ud800',
  '\u200b',
  '{{constructor}}',
  "'; return true; //",
  '../../etc/passwd',
  'x'.repeat(5_000),
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  true,
  [],
  {},
  { $gt: '' },
  { $where: 'sleep(1000)' },
  [[[[[]]]]],
];

/** Texts that mean something here, so that a generated call gets further than the first check. */
export interface Vocabulary {
  readonly ids: readonly string[];
  readonly emails: readonly string[];
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** Values of a schema, about one in eight members of them wrong. */
export function valuesOf(schema: Schema, words: Vocabulary, depth = 0): fc.Arbitrary<unknown> {
  const right = rightValues(schema, words, depth);
  return fc.oneof({ weight: 7, arbitrary: right }, { weight: 1, arbitrary: fc.constantFrom(...NASTY) });
}

function rightValues(schema: Schema, words: Vocabulary, depth: number): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    return rightValues(words.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, words, depth);
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => rightValues(one, words, depth + 1)));
  if (schema.allOf !== undefined) {
    return fc
      .tuple(...schema.allOf.map((one) => rightValues(one, words, depth + 1)))
      .map((parts) => Object.assign({}, ...(parts as object[])) as object);
  }
  if (Array.isArray(schema.type)) {
    const types = schema.type as readonly string[];
    return fc.oneof(...types.map((type) => rightValues({ ...schema, type }, words, depth)));
  }
  return ofType(schema, words, depth);
}

function ofType(schema: Schema, words: Vocabulary, depth: number): fc.Arbitrary<unknown> {
  switch (schema.type ?? 'anything') {
    case 'string':
      return texts(schema, words);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1) });
    case 'number':
      return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      if (depth > 4) return fc.constant([]);
      return fc.array(valuesOf(schema.items ?? {}, words, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3),
      });
    case 'object':
      return objects(schema, words, depth);
    default:
      return fc.constantFrom<unknown>('text', 1, null, { a: 1 });
  }
}

function objects({ properties = {}, required = [] }: Schema, words: Vocabulary, depth: number) {
  const members = Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [name, valuesOf(one, words, depth + 1)]),
  );
  return fc.record(members, { requiredKeys: required.filter((name) => name in members) });
}

function texts({ format, pattern, minLength = 0, maxLength = 60 }: Schema, words: Vocabulary) {
  const plain = fc.string({
    unit: 'grapheme',
    minLength,
    maxLength: Math.max(minLength, Math.min(maxLength, 60)),
  });
  const known: Readonly<Record<string, readonly string[]>> = {
    email: words.emails,
    'date-time': ['2026-01-01T00:00:00Z', '2026-11-29T05:00:00.000Z', '0001-01-01T00:00:00Z'],
    uri: ['https://hooks.example/a', 'http://127.0.0.1/', 'javascript:alert(1)'],
    duration: ['P1D', 'PT0S', 'P10Y', 'P1W'],
  };
  const special = known[format ?? ''] ?? ['P1D', 'en', 'DE', 'default', 'partner_user', 'invitations:read'];
  const meaningful = fc.constantFrom(...special, ...words.ids);
  if (pattern === undefined) return fc.oneof(plain, meaningful);
  return fc.oneof(matching(pattern), meaningful);
}

/** Lookarounds are beyond the generator; such texts are left to the vocabulary. */
function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'));
  } catch {
    return fc.constant('text');
  }
}
