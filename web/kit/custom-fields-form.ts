import { acceptOf, typesText } from '../../domain/documents/file-types';
import { DEFAULT_BYTES } from '../../domain/documents/limits';
import { choicesOf, FIELD_TYPES, isFile, typedValue, valueOf } from '../../domain/programs/field-types';
import type { CustomField } from '../../domain/programs/program';
import { bytesText } from '../../templates/formats';
import type { FormBody } from './form-body';
import { calendarDay, inList, number } from './format';
import type { Field, FileControl } from './forms';
import { reader, t } from './reader';

/** Name of a custom field in a form. */
export const customName = (key: string): string => `customFields.${key}`;

/** What a page says around the fields of a program. */
export interface CustomFieldTexts {
  readonly locale: string;
  /** The empty choice of a list. */
  readonly choose: string;
  readonly file: FileControl['texts'] & { readonly upTo: string };
}

const ofReader = (): CustomFieldTexts => ({
  locale: reader().tag,
  choose: t('Please choose'),
  file: {
    uploaded: t('Uploaded:'),
    replace: t('Choose another file to replace it.'),
    remove: t('Remove this file'),
    upTo: t('Up to'),
  },
});

/** A custom field of a program as a field of a page, in the language of the page. */
export function customFormField(
  field: CustomField,
  known: FileControl['known'] = new Map(),
  texts: CustomFieldTexts = ofReader(),
): Field {
  const { key, type, label, required, help } = field;
  const { control } = FIELD_TYPES[type];
  const blank = control.kind === 'select' && { blank: texts.choose };
  return {
    ...control,
    ...blank,
    name: customName(key),
    label,
    own: true,
    required,
    help,
    options: choicesOf(field, texts.locale),
    ...(isFile(type) && fileField(field, known, texts)),
  };
}

/** What a file may be is said before it is chosen. */
function fileField(
  { help, accept, maxBytes = DEFAULT_BYTES }: CustomField,
  known: FileControl['known'],
  { locale, file: { upTo, ...texts } }: CustomFieldTexts,
): Pick<Field, 'file' | 'help' | 'wide'> {
  const limits = `${typesText(accept)}. ${upTo} ${bytesText(maxBytes, locale)}.`;
  return {
    wide: true,
    help: help === undefined ? limits : `${help} ${limits}`,
    file: { accept: acceptOf(accept), known, texts },
  };
}

/** Known answers as a browser would send them. */
export function typedAnswers(
  fields: readonly CustomField[],
  known: Readonly<Record<string, unknown>> | null,
) {
  return Object.fromEntries(fields.map(({ key }) => [customName(key), typedValue(known?.[key])]));
}

/** A known answer as people read it, in the language of its reader. */
export function answerText(field: Pick<CustomField, 'type' | 'options'>, value: unknown): string {
  if (typeof value === 'boolean') return t(value ? 'Yes' : 'No');
  if (typeof value === 'number') return number(value);
  if (field.type === 'date' && typeof value === 'string') return calendarDay(value);
  const choices = choicesOf(field, reader().locale);
  const labelOf = (one: string) => choices.find((choice) => choice.value === one)?.label ?? one;
  return inList([typedValue(value)].flat().map(labelOf)) || '-';
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
