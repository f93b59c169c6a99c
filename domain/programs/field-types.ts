import { countryChoices, type Choice } from '../countries';
import { violation, violationOf, type Violation } from '../field-error';
import type { FileTypeName } from '../documents/file-types';
import { isId } from '../ids';
import * as scalars from '../scalars';
import { wrongWithText } from './patterns';

export type FieldValue = string | number | boolean | string[];

/** What a program may say about the values of one of its fields. */
export interface FieldLimits {
  readonly options?: readonly Choice[] | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly pattern?: string | undefined;
  readonly maxBytes?: number | undefined;
  readonly accept?: readonly FileTypeName[] | undefined;
}

type Control =
  | { readonly kind: 'input'; readonly inputType: 'text' | 'number' | 'date' | 'tel' | 'url' }
  | { readonly kind: 'textarea' | 'select' | 'choices' | 'checkbox' | 'file' };

interface FieldType {
  /** How a form asks for a value, and so how what was typed, or a cell of a CSV file, becomes one. */
  readonly control: Control;
  /** The first problem of a value; `undefined` when there is none. */
  readonly check: (value: unknown, limits: FieldLimits) => Violation | undefined;
  /** A value without problems as it is stored; left out where it is stored as it came. */
  readonly store?: (value: unknown) => FieldValue;
  /** What can be chosen, with names in a language; left out where any text may stand. */
  readonly choices?: (limits: FieldLimits, locale: string) => readonly Choice[];
  /** A pattern may bound its values. */
  readonly hasPattern?: true;
  /** What the least and the most of a program count; nothing where they bound nothing. */
  readonly bounds?: 'characters' | 'value' | 'choices';
}

/** The options that the program lists. */
const ownOptions = ({ options = [] }: FieldLimits): readonly Choice[] => options;

/** Every type of custom field: schemas, checks, forms, pages, CSV files and OpenAPI are made from this table. */
const TYPES = {
  text: {
    control: { kind: 'input', inputType: 'text' },
    check: text(scalars.line(5_000)),
    store: (value) => (value as string).trim(),
    hasPattern: true,
    bounds: 'characters',
  },
  textarea: {
    control: { kind: 'textarea' },
    check: text(scalars.paragraph(5_000)),
    hasPattern: true,
    bounds: 'characters',
  },
  number: { control: { kind: 'input', inputType: 'number' }, check: wrongNumber, bounds: 'value' },
  date: {
    control: { kind: 'input', inputType: 'date' },
    check: (value) => (isDate(value) ? undefined : violation('date')),
  },
  select: {
    control: { kind: 'select' },
    check: (value, limits) => (isOption(value, limits) ? undefined : violation('option')),
    choices: ownOptions,
  },
  'multi-select': {
    control: { kind: 'choices' },
    check: wrongChoices,
    choices: ownOptions,
    bounds: 'choices',
  },
  checkbox: {
    control: { kind: 'checkbox' },
    check: (value) => (typeof value === 'boolean' ? undefined : { detail: 'Must be true or false.' }),
  },
  country: {
    control: { kind: 'select' },
    check: valid(scalars.country),
    store: (value) => scalars.country.parse(value),
    choices: (_, locale) => countryChoices(locale),
  },
  phone: {
    control: { kind: 'input', inputType: 'tel' },
    check: valid(scalars.phone),
    store: (value) => scalars.phone.parse(value),
  },
  url: { control: { kind: 'input', inputType: 'url' }, check: valid(scalars.webUrl) },
  // The value is the ID of an uploaded file; whether there is such a file is asked where answers are taken.
  document: {
    control: { kind: 'file' },
    check: (value) => (typeof value === 'string' && isId('doc', value) ? undefined : violation('file')),
  },
} satisfies Readonly<Record<string, FieldType>>;

export type FieldTypeName = keyof typeof TYPES;

export const FIELD_TYPES: Readonly<Record<FieldTypeName, FieldType>> = TYPES;

/** The names of all types, as enums want them. */
export const FIELD_TYPE_NAMES = Object.keys(TYPES) as [FieldTypeName, ...FieldTypeName[]];

interface Field extends FieldLimits {
  readonly type: FieldTypeName;
}

/** Whether a field of the type is useless without options of the program. */
export const needsOptions = (type: FieldTypeName): boolean => FIELD_TYPES[type].choices === ownOptions;

/** Whether a field of the type is answered by a file. */
export const isFile = (type: FieldTypeName): boolean => FIELD_TYPES[type].control.kind === 'file';

/** What can be chosen in a field; nothing where any text may stand. */
export function choicesOf(field: Field, locale: string): readonly Choice[] {
  return FIELD_TYPES[field.type].choices?.(field, locale) ?? [];
}

/** What a form sent for a field, as the API takes it; `undefined` for nothing. */
export function valueOf({ type }: Field, sent: string | readonly string[] | undefined): unknown {
  const { control } = FIELD_TYPES[type];
  const texts = [sent ?? []].flat();
  if (control.kind === 'choices') return texts;
  const typed = texts[0]?.trim() ?? '';
  if (control.kind === 'checkbox') return typed === 'on';
  if (typed === '') return undefined;
  return isNumeric(control) && !Number.isNaN(Number(typed)) ? Number(typed) : typed;
}

/** A cell of a CSV file as the API takes it; what does not fit stays text and is refused. */
export function cellValue({ type }: Field, cell: string): unknown {
  const { control } = FIELD_TYPES[type];
  const typed = cell.trim();
  if (control.kind === 'choices') return cellList(typed);
  if (control.kind === 'checkbox') return YES.test(typed) ? true : NO.test(typed) ? false : typed;
  return isNumeric(control) && NUMBER.test(typed) ? Number(typed) : cell;
}

const YES = /^(?:true|yes|1)$/i;
const NO = /^(?:false|no|0)$/i;
const NUMBER = /^[-+]?\d+(?:\.\d+)?$/;

/** A list inside of a cell. */
export function cellList(cell: string): string[] {
  return cell
    .split(/[|;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const isNumeric = (control: Control): boolean => control.kind === 'input' && control.inputType === 'number';

/** A stored value as a browser would send it. */
export function typedValue(value: unknown): string | string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'boolean') return value ? 'on' : '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

interface Schema {
  safeParse(value: unknown): {
    readonly error?: { readonly issues: readonly Parameters<typeof violationOf>[0][] } | undefined;
  };
}

function valid(schema: Schema): FieldType['check'] {
  return (value) => {
    const [issue] = schema.safeParse(value).error?.issues ?? [];
    return issue && violationOf(issue);
  };
}

function text(schema: Schema): FieldType['check'] {
  const check = valid(schema);
  return (value, limits) => check(value, limits) ?? wrongText((value as string).trim(), limits);
}

function wrongText(value: string, { min, max, pattern }: FieldLimits): Violation | undefined {
  if (min !== undefined && value.length < min) return violation('too_short', min);
  if (max !== undefined && value.length > max) return violation('too_long', max);
  return pattern === undefined ? undefined : wrongWithText(pattern, value);
}

function wrongNumber(value: unknown, { min, max }: FieldLimits): Violation | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return violation('number');
  if (min !== undefined && value < min) return violation('too_small', min);
  if (max !== undefined && value > max) return violation('too_large', max);
  return undefined;
}

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function isOption(value: unknown, limits: FieldLimits): boolean {
  return ownOptions(limits).some((option) => option.value === value);
}

function wrongChoices(value: unknown, limits: FieldLimits): Violation | undefined {
  const { min, max } = limits;
  if (!Array.isArray(value)) return { detail: 'Must be a list of options.' };
  if (new Set(value).size < value.length) return { detail: 'Must name each option once.' };
  if (!value.every((choice) => isOption(choice, limits))) return { detail: 'Must be some of the options.' };
  if (min !== undefined && value.length < min) return violation('too_few', min);
  if (max !== undefined && value.length > max) return violation('too_many', max);
  return undefined;
}
