import { pointerOf, type FieldError } from '../field-error';
import { yieldEvery10ms } from '../pace';
import * as scalars from '../scalars';
import { wrongWithText } from './patterns';
import type { CustomField, FILLERS } from './program';

export type FieldValue = string | number | boolean | string[];
export type FieldValues = Record<string, FieldValue>;

type Filler = (typeof FILLERS)[number];

export interface FieldCheck {
  /** Whose fields are taken; those of others are refused. */
  readonly mayFill: readonly Filler[];
  /** Whose required fields must be there now. */
  readonly mustFill: Filler | undefined;
  /** Values that are stored already. */
  readonly known?: Readonly<Record<string, unknown>> | null;
}

interface Checked {
  readonly values: FieldValues;
  readonly errors: FieldError[];
}

type CheckInput = readonly [
  definitions: readonly CustomField[],
  values: Readonly<Record<string, unknown>>,
  check: FieldCheck,
];

/** Checks values of custom fields against the version of their definitions that the invitation keeps. */
export function checkCustomFields(...input: CheckInput): Checked {
  const checking = checkEach(...input);
  for (;;) {
    const { done, value } = checking.next();
    if (done === true) return value;
  }
}

/** {@link checkCustomFields}, while other requests are served between the fields. */
export async function checkCustomFieldsInTurns(...input: CheckInput): Promise<Checked> {
  const breathe = yieldEvery10ms();
  const checking = checkEach(...input);
  for (;;) {
    const { done, value } = checking.next();
    if (done === true) return value;
    await breathe();
  }
}

/** Stops after each field. */
function* checkEach(...[definitions, values, check]: CheckInput): Generator<undefined, Checked> {
  const errors: FieldError[] = [];
  const accepted: [string, FieldValue][] = [];
  const complain = (key: string, detail: string) =>
    errors.push({ pointer: pointerOf(['customFields', key]), detail });
  for (const [key, value] of Object.entries(values)) {
    const field = definitions.find((one) => one.key === key && check.mayFill.includes(one.filledBy));
    if (field === undefined) complain(key, 'There is no such field to fill in.');
    else if (!isEmpty(field, value)) {
      const problem = wrongWith(field, value);
      if (problem === undefined) accepted.push([key, normal(field, value)]);
      else complain(key, problem);
    }
    yield;
  }
  const all = { ...check.known, ...values };
  for (const field of definitions) {
    const demanded = field.required && field.filledBy === check.mustFill;
    if (demanded && isEmpty(field, Object.hasOwn(all, field.key) ? all[field.key] : undefined)) {
      complain(field.key, 'Must be filled in.');
    }
  }
  return { values: Object.fromEntries(accepted), errors };
}

function isEmpty({ type }: CustomField, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  // A checkbox that must be ticked is the usual consent.
  return type === 'checkbox' ? value === false : Array.isArray(value) && value.length === 0;
}

function normal(field: CustomField, value: unknown): FieldValue {
  if (field.type === 'phone') return scalars.phone.parse(value);
  if (field.type === 'text') return (value as string).trim();
  return value as FieldValue;
}

/** What is wrong with a value of a field; `undefined` when nothing is. */
function wrongWith(field: CustomField, value: unknown): string | undefined {
  switch (field.type) {
    case 'text':
      return wrongText(field, value, scalars.line(5_000));
    case 'textarea':
      return wrongText(field, value, scalars.paragraph(5_000));
    case 'number':
      return wrongNumber(field, value);
    case 'date':
      return isDate(value) ? undefined : 'Must be a date such as 2030-12-31.';
    case 'select':
      return isOption(field, value) ? undefined : 'Must be one of the options.';
    case 'multi-select':
      return wrongChoices(field, value);
    case 'checkbox':
      return typeof value === 'boolean' ? undefined : 'Must be true or false.';
    case 'country':
      return messageOf(scalars.country.safeParse(value));
    case 'phone':
      return messageOf(scalars.phone.safeParse(value));
    case 'url':
      return messageOf(scalars.webUrl.safeParse(value));
  }
}

interface Outcome {
  readonly success: boolean;
  readonly error?: { readonly issues: readonly { readonly message: string }[] } | undefined;
}

function messageOf({ success, error }: Outcome): string | undefined {
  return success ? undefined : (error?.issues[0]?.message ?? 'Is not valid.');
}

function wrongText(field: CustomField, value: unknown, schema: { safeParse(value: unknown): Outcome }) {
  const problem = messageOf(schema.safeParse(value));
  if (problem !== undefined) return problem;
  const text = (value as string).trim();
  if (field.min !== undefined && text.length < field.min)
    return `Must have at least ${field.min} characters.`;
  if (field.max !== undefined && text.length > field.max) return `Must have at most ${field.max} characters.`;
  return field.pattern === undefined ? undefined : wrongWithText(field.pattern, text);
}

function wrongNumber({ min, max }: CustomField, value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'Must be a number.';
  if (min !== undefined && value < min) return `Must be at least ${min}.`;
  if (max !== undefined && value > max) return `Must be at most ${max}.`;
  return undefined;
}

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function isOption({ options = [] }: CustomField, value: unknown): boolean {
  return options.some((option) => option.value === value);
}

function wrongChoices(field: CustomField, value: unknown): string | undefined {
  if (!Array.isArray(value)) return 'Must be a list of options.';
  if (new Set(value).size < value.length) return 'Must name each option once.';
  if (!value.every((choice) => isOption(field, choice))) return 'Must be some of the options.';
  if (field.min !== undefined && value.length < field.min) return `Must be at least ${field.min} options.`;
  if (field.max !== undefined && value.length > field.max) return `Must be at most ${field.max} options.`;
  return undefined;
}
