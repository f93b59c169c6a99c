import { choicesOf, FIELD_TYPES, typedValue, valueOf } from '../../domain/programs/field-types';
import type { CustomField } from '../../domain/programs/program';
import type { FormBody } from './form-body';
import type { Field } from './forms';

/** Name of a custom field in a form. */
export const customName = (key: string): string => `customFields.${key}`;

/** A custom field of a program as a field of a page, in the language of the page. */
export function customFormField(field: CustomField, locale = 'en', choose = 'Please choose'): Field {
  const { key, type, label, required, help } = field;
  const { control } = FIELD_TYPES[type];
  const blank = control.kind === 'select' && { blank: choose };
  return {
    ...control,
    ...blank,
    name: customName(key),
    label,
    required,
    help,
    options: choicesOf(field, locale),
  };
}

/** Known answers as a browser would send them. */
export function typedAnswers(
  fields: readonly CustomField[],
  known: Readonly<Record<string, unknown>> | null,
) {
  return Object.fromEntries(fields.map(({ key }) => [customName(key), typedValue(known?.[key])]));
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
