import type { z } from 'zod';
import { type FormBody, textOf } from './form-body';
import { durationOf, durationText, listOf, remindersOf, remindersText } from './format';
import type { Choice, Field, FieldGroup } from './forms';

/** How one setting stands in a form: its field, a known value as a browser would send it, and what was typed. */
export interface Control {
  readonly field: Omit<Field, 'name'>;
  /** Choices come from the schema. */
  readonly labels?: Readonly<Record<string, string>>;
  /** May be left out, whatever the schema says. */
  readonly mayMiss?: boolean;
  write(known: never): string | string[];
  read(typed: readonly string[]): unknown;
}

type More = Partial<Omit<Field, 'name' | 'label' | 'kind'>> & Pick<Control, 'labels' | 'mayMiss'>;

/** A control with one text; an empty one is what `read` makes of it, unless the schema takes something better. */
export function control(
  label: string,
  kind: Field['kind'],
  { labels, mayMiss, ...more }: More,
  read: (text: string) => unknown,
  write: (known: never) => string = String,
): Control {
  return {
    field: { label, ...(kind !== undefined && { kind }), ...more },
    ...(labels && { labels }),
    ...(mayMiss !== undefined && { mayMiss }),
    write,
    read: ([typed = '']) => read(typed.trim()),
  };
}

const same = (text: string): string => text;

export const text = (label: string, more: More = {}) => control(label, undefined, more, same);
export const textarea = (label: string, more: More = {}) => control(label, 'textarea', more, same);
export const select = (label: string, more: More = {}) => control(label, 'select', more, same);
export const number = (label: string, more: More = {}) =>
  control(label, undefined, { inputType: 'number', ...more }, (typed) =>
    typed === '' ? undefined : Number(typed),
  );
/** `14 days`. */
export const duration = (label: string, more: More = {}) =>
  control(label, undefined, more, durationOf, durationText);
/** `3 days, 1 day before expiry`. */
export const durations = (label: string, more: More = {}) =>
  control(label, undefined, more, remindersOf, remindersText);
/** Entries with commas between them. */
export const list = (label: string, more: More = {}, each = same) =>
  control(
    label,
    undefined,
    more,
    (typed) => listOf(typed).map(each),
    (known: readonly string[]) => known.join(', '),
  );
export const checkbox = (label: string, more: More = {}) =>
  control(
    label,
    'checkbox',
    { wide: true, ...more },
    (typed) => typed === 'on',
    (known: boolean) => (known ? 'on' : ''),
  );
export const choices = (label: string, more: More = {}): Control => ({
  field: { label, kind: 'choices', ...more },
  write: (known: readonly string[]) => [...known],
  read: (typed) => [...typed],
});

/** A form: its fields, what is known in them, and what the API takes of it. */
export interface Form {
  groups(values: FormBody): readonly FieldGroup[];
  values(known: object): FormBody;
  body(typed: FormBody): Record<string, unknown>;
  /** What was typed in the order in which the API's errors count rows. */
  tidy(typed: FormBody): FormBody;
}

type Names<S extends z.ZodType> = (keyof z.input<S> & string) | `${keyof z.input<S> & string}.${string}`;

/**
 * The form of what a schema of the API takes, each member by its name (`brand.color` for one inside another). The
 * schema says what has to be filled in and what an empty field means: null where it takes null; nothing at all, where
 * something new is made; else an empty text or list.
 */
export function form<S extends z.ZodType>(
  schema: S,
  controls: { readonly [Name in Names<S>]?: Control },
): Form & { readonly fields: readonly Field[] } {
  const makes = !schema.safeParse({}).success;
  const members = Object.entries<Control | undefined>(controls).flatMap(([name, one]) =>
    one === undefined ? [] : [member(name, one, memberOf(schema, name), makes)],
  );
  const fields = members.map(({ field }) => field);
  return {
    fields,
    groups: () => [{ fields }],
    values: (known) =>
      Object.fromEntries(members.map(({ field: { name }, write }) => [name, write(at(known, name))])),
    body: (typed) => {
      const body = {};
      for (const { field, read } of members) put(body, field.name, read([typed[field.name] ?? []].flat()));
      return body;
    },
    tidy: (typed) => typed,
  };
}

function member(name: string, one: Control, schema: z.ZodType, makes: boolean) {
  const { field, labels, mayMiss = false } = one;
  const candidates = mayMiss ? [undefined] : [null, ...(makes ? [undefined] : []), one.read([]) ?? null];
  const empties = candidates.filter((empty) => mayMiss || schema.safeParse(empty).success);
  const required = empties.length === 0 && field.kind !== 'choices';
  const options: readonly Choice[] | undefined =
    field.options ?? (field.kind === 'select' ? optionsOf(schema, labels) : undefined);
  return {
    field: { required, ...field, name, ...(options && { options }) },
    write: (known: unknown) => (known === undefined || known === null ? '' : one.write(known as never)),
    read: (typed: readonly string[]) => {
      const value = one.read(typed);
      const isEmpty = typed.every((each) => each.trim() === '') && typeof value !== 'boolean';
      return isEmpty && empties.length > 0 ? empties[0] : value;
    },
  };
}

interface Rows<S extends z.ZodType> {
  /** A row without this member is none. */
  readonly needed: string;
  readonly legend: string;
  /** Legend of the empty row that adds another one. */
  readonly add: string;
  readonly controls: Parameters<typeof form<S>>[1];
}

/** A list of things of one kind, a numbered row for each. */
export function rows<S extends z.ZodType>(name: string, schema: S, spec: Rows<S>): Form {
  const row = form(schema, spec.controls);
  const numbered = new RegExp(`^${name}\\.(\\d+)\\.(.+)$`);
  const read = (typed: FormBody): FormBody[] => {
    const found = new Map<number, Record<string, string | string[] | undefined>>();
    for (const [key, value] of Object.entries(typed)) {
      const [, number, member = ''] = numbered.exec(key) ?? [];
      if (number === undefined) continue;
      found.set(Number(number), { ...found.get(Number(number)), [member]: value });
    }
    return [...found].sort(([a], [b]) => a - b).map(([, one]) => one);
  };
  const write = (all: readonly FormBody[]): FormBody =>
    Object.fromEntries(
      all.flatMap((one, index) =>
        Object.entries(one).map(([member, value]) => [`${name}.${index}.${member}`, value]),
      ),
    );
  return {
    groups: (values) => {
      const all = read(values);
      return [...all, {}].map((_, index) => ({
        bare: true,
        legend: index === all.length ? spec.add : `${spec.legend} ${index + 1}`,
        fields: row.fields.map((field) => ({
          ...field,
          required: false,
          name: `${name}.${index}.${field.name}`,
        })),
      }));
    },
    values: (known) => write((at(known, name) as readonly object[]).map((one) => row.values(one))),
    body: (typed) => ({ [name]: read(typed).map((one) => row.body(one)) }),
    tidy: (typed) => write(read(typed).filter((one) => textOf(one, spec.needed).trim() !== '')),
  };
}

/** The schema of a member, through what wraps it. */
function memberOf(schema: z.ZodType, name: string): z.ZodType {
  return name.split('.').reduce((outer, part) => {
    const inner = (unwrapped(outer).shape ?? {})[part];
    if (inner === undefined) throw new TypeError(`The API takes no ${name}.`);
    return inner;
  }, schema);
}

interface Def {
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly entries?: Readonly<Record<string, string>>;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
}

function unwrapped(schema: z.ZodType): Def {
  const def = schema.def as Def;
  const inner = def.innerType ?? def.in;
  return inner === undefined ? def : unwrapped(inner);
}

function optionsOf(schema: z.ZodType, labels: Readonly<Record<string, string>> = {}): Choice[] {
  const values = Object.values(unwrapped(schema).entries ?? {});
  const inOrder = [...new Set([...Object.keys(labels), ...values])];
  return inOrder.map((value) => ({ value, label: labels[value] ?? value }));
}

function at(known: unknown, name: string): unknown {
  return name
    .split('.')
    .reduce((outer: unknown, part) => (outer as Record<string, unknown> | undefined)?.[part], known);
}

/** Sets a member; what is undefined is left out, but not what it would stand in. */
function put(body: Record<string, unknown>, name: string, value: unknown): void {
  const [first = '', ...rest] = name.split('.');
  if (rest.length > 0) put((body[first] ??= {}) as Record<string, unknown>, rest.join('.'), value);
  else if (value !== undefined) body[first] = value;
}
