import { choicesOf, FIELD_TYPES, valueOf } from '../../domain/programs/field-types';
import type { CustomField } from '../../domain/programs/program';
import type { Field } from './forms';
import type { FormBody } from './page-context';

/** Name of a custom field in a form. */
export const customName = (key: string): string => `customFields.${key}`;

/** A custom field of a program as a field of a page. */
export function customFormField(field: CustomField): Field {
  const { key, type, label, required, help } = field;
  const { control } = FIELD_TYPES[type];
  const blank = control.kind === 'select' && { blank: 'Please choose' };
  return {
    ...control,
    ...blank,
    name: customName(key),
    label,
    required,
    help,
    options: choicesOf(field, 'en'),
  };
}

/** What a form says about a custom field, as the API takes it; `undefined` for nothing. */
export const answerIn = (form: FormBody, field: CustomField): unknown =>
  valueOf(field, form[customName(field.key)]);

/** All that a form says about custom fields; `undefined` for nothing. */
export function answersIn(form: FormBody, fields: readonly CustomField[]) {
  const answers = fields
    .map((field) => [field.key, answerIn(form, field)] as const)
    .filter(([, value]) => value !== undefined);
  return answers.length === 0 ? undefined : Object.fromEntries(answers);
}
