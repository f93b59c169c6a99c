import type { z } from 'zod';

/** What a member of the API is made from: instants may still be dates, and what was never stored is null. */
type Source<V> = V extends null
  ? null | undefined
  : V extends string
    ? V | (string extends V ? Date : never)
    : V extends readonly (infer I)[]
      ? readonly Source<I>[]
      : V extends object
        ? { readonly [K in keyof V]: Source<V[K]> }
        : V;

type Sources<T> = { readonly [K in keyof T as K extends 'id' ? '_id' : K]: Source<T[K]> };

/**
 * The members that the schema names, and no others, of a stored document with what was added to it: its `_id` is the
 * `id`, a date is a text.
 */
export function present<S extends z.ZodObject>(schema: S, doc: Sources<z.output<S>>): z.output<S> {
  const stored = doc as Readonly<Record<string, unknown>>;
  const members = Object.keys(schema.shape).map((name) => {
    const value = stored[name === 'id' ? '_id' : name] ?? null;
    return [name, value instanceof Date ? value.toISOString() : value];
  });
  return Object.fromEntries(members) as z.output<S>;
}
