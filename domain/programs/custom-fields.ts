import { pointerOf, violation, type FieldError, type Violation } from '../field-error';
import { yieldEvery10ms } from '../pace';
import { FIELD_TYPES, type FieldValue } from './field-types';
import type { CustomField, FILLERS } from './custom-field';

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

/** The fields that the invitee fills in. */
export function forInvitee(fields: readonly CustomField[]): readonly CustomField[] {
  return fields.filter(({ filledBy }) => filledBy === 'invitee');
}

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
  const complain = (key: string, found: Violation) =>
    errors.push({ pointer: pointerOf(['customFields', key]), ...found });
  for (const [key, value] of Object.entries(values)) {
    const field = definitions.find((one) => one.key === key && check.mayFill.includes(one.filledBy));
    if (field === undefined) complain(key, { detail: 'There is no such field to fill in.' });
    else if (!isEmpty(field, value)) {
      const { check: problemOf, store } = FIELD_TYPES[field.type];
      const problem = problemOf(value, field);
      if (problem === undefined) accepted.push([key, store?.(value) ?? (value as FieldValue)]);
      else complain(key, problem);
    }
    yield;
  }
  const all = { ...check.known, ...values };
  for (const field of definitions) {
    const demanded = field.required && field.filledBy === check.mustFill;
    if (demanded && isEmpty(field, Object.hasOwn(all, field.key) ? all[field.key] : undefined)) {
      complain(field.key, violation('required'));
    }
  }
  return { values: Object.fromEntries(accepted), errors };
}

function isEmpty({ type }: CustomField, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  // A checkbox that must be ticked is the usual consent.
  return FIELD_TYPES[type].control.kind === 'checkbox'
    ? value === false
    : Array.isArray(value) && value.length === 0;
}
