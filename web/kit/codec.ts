import type { z } from 'zod';
import { type FormBody, textOf } from './form-body';
import { durationOf, durationText, listOf, remindersOf, remindersText, remindersTyped } from './format';
import {
  type Choice,
  type Choices,
  choicesOf,
  CUSTOM,
  type CustomInput,
  customInput,
  type Field,
  type FieldGroup,
} from './forms';

/** How one setting stands in a form: its field, a known value as a browser would send it, and what was typed. */
export interface Control {
  readonly field: Omit<Field, 'name'>;
  /** Choices come from the schema. */
  readonly labels?: Readonly<Record<string, string>>;
  /** May be left out, whatever the schema says. */
  readonly mayMiss?: boolean;
  write(known: never): string | string[];
  /** `other` is what was typed in the free input beside its choices. */
  read(typed: readonly string[], other: string): unknown;
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

/** Usual answers to choose, and a free input for any other one. */
function offered(
  label: string,
  { options = [], ...more }: More,
  custom: CustomInput,
  read: (text: string) => unknown,
  write: (known: never) => string = String,
): Control {
  return {
    field: {
      label,
      kind: 'select',
      custom,
      ...more,
      options: () => [...choicesOf(options), { value: CUSTOM, label: 'Custom' }],
    },
    write,
    read: ([chosen = ''], other) => read(chosen === CUSTOM ? other.trim() : chosen),
  };
}

/** A duration: one of the usual ones (ISO-8601), or `14 days` as people write it. */
export const duration = (label: string, usual: readonly string[], more: More = {}) =>
  offered(
    label,
    { options: () => usual.map((value) => ({ value, label: durationText(value), own: true })), ...more },
    { label: 'Custom', placeholder: 'Such as 45 days or 36 hours', write: durationText },
    durationOf,
  );

const NONE = 'none';
const USUAL_REMINDERS = [['P3D', 'P7D', '-P1D'], ['P3D', '-P1D'], ['P7D', 'P14D', '-P1D'], ['-P1D']];

/** Reminders: one of the usual sets, none, or `3 days, 1 day before expiry`. */
export const durations = (label: string, more: More = {}) =>
  offered(
    label,
    {
      options: () => [
        ...USUAL_REMINDERS.map((set) => ({ value: set.join(', '), label: remindersText(set), own: true })),
        { value: NONE, label: 'No reminders' },
      ],
      ...more,
    },
    {
      label: 'Custom',
      placeholder: 'Such as 3 days, 1 day before expiry',
      write: (value) => remindersTyped(listOf(value)),
    },
    (typed) => (typed.toLowerCase() === NONE ? [] : remindersOf(typed)),
    (known: readonly string[]) => (known.length === 0 ? NONE : known.join(', ')),
  );

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
  /** Of a list of rows: its name. */
  readonly list?: string;
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
      for (const { field, read } of members) {
        const { name } = field;
        put(body, name, read([typed[name] ?? []].flat(), textOf(typed, customInput(name))));
      }
      return body;
    },
    tidy: (typed) => typed,
  };
}

function member(name: string, one: Control, schema: z.ZodType, makes: boolean) {
  const { field, labels, mayMiss = false } = one;
  const candidates = mayMiss ? [undefined] : [null, ...(makes ? [undefined] : []), one.read([], '') ?? null];
  const empties = candidates.filter((empty) => mayMiss || schema.safeParse(empty).success);
  const required = empties.length === 0 && field.kind !== 'choices';
  const options: Choices | undefined =
    field.options ?? (field.kind === 'select' ? optionsOf(schema, labels) : undefined);
  return {
    field: { required, ...field, name, ...(options && { options }) },
    write: (known: unknown) => (known === undefined || known === null ? '' : one.write(known as never)),
    read: (typed: readonly string[], other: string) => {
      const value = one.read(typed, other);
      const isEmpty = [...typed, other].every((each) => each.trim() === '') && typeof value !== 'boolean';
      return isEmpty && empties.length > 0 ? empties[0] : value;
    },
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

/** A member by its name, `brand.color` for one inside another. */
export function at(known: unknown, name: string): unknown {
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
