import { FILE_TYPE_NAMES } from '../../domain/documents/file-types';
import { DEFAULT_BYTES } from '../../domain/documents/limits';
import { customField, type CustomField, FILLERS } from '../../domain/programs/custom-field';
import {
  FIELD_TYPE_NAMES,
  FIELD_TYPES,
  type FieldTypeName,
  isFile,
  needsOptions,
} from '../../domain/programs/field-types';
import { checkbox, choices, control, number, select, text, textarea } from '../kit/codec';
import { customFormField } from '../kit/custom-fields-form';
import { type FormBody, textOf } from '../kit/form-body';
import { capital } from '../kit/format';
import type { Field, FieldGroup } from '../kit/forms';
import { t } from '../kit/reader';
import { rows } from './rows';
import type { Builder } from './builder';
import { keyFrom } from './key-from';

type Option = NonNullable<CustomField['options']>[number];

const MB = 1_000_000;

const TYPE_LABELS: Readonly<Record<FieldTypeName, string>> = {
  text: 'Text',
  textarea: 'Text of several lines',
  number: 'Number',
  date: 'Date',
  select: 'One of several choices',
  'multi-select': 'Any of several choices',
  checkbox: 'Box to tick',
  country: 'Country',
  phone: 'Phone number',
  url: 'Web address',
  document: 'File',
};

const CONTROLS = {
  label: text('Label', { help: 'The question as people read it.' }),
  type: select('Type', { labels: TYPE_LABELS }),
  filledBy: select('Filled by', {
    labels: Object.fromEntries(FILLERS.map((filler) => [filler, capital(filler)])),
  }),
  required: checkbox('Required', { wide: false }),
  options: control(
    'Choices',
    'textarea',
    { rows: 4, help: 'One a line: "Gold", or "g = Gold" where systems need a value of their own.' },
    (typed) => (typed === '' ? [] : typed.split('\n').map(optionOf)),
    (options: readonly Option[]) =>
      options.map(({ value, label }) => (value === label ? value : `${value} = ${label}`)).join('\n'),
  ),
  min: number('Least'),
  max: number('Most'),
  pattern: text('Pattern', { help: 'A regular expression (RE2) that the whole answer matches.' }),
  accept: choices('Types of files', {
    help: 'None ticked: all of them.',
    options: FILE_TYPE_NAMES.map((value) => ({ value, label: value.toUpperCase() })),
  }),
  maxBytes: control(
    'Largest file in MB',
    undefined,
    { inputType: 'number', help: `Empty: ${DEFAULT_BYTES / MB}.` },
    (typed) => (typed === '' ? undefined : Math.round(Number(typed) * MB)),
    (bytes: number) => String(bytes / MB),
  ),
  help: textarea('Help text', { rows: 2 }),
  key: text('Key', { help: 'For API, CSV files and webhooks. Empty: made from the label.' }),
};

const BOUND_LABELS = {
  characters: ['Characters at least', 'Characters at most'],
  value: ['Least', 'Most'],
  choices: ['Choices at least', 'Choices at most'],
} as const;

const typeOf = (row: FormBody): FieldTypeName =>
  FIELD_TYPE_NAMES.find((name) => name === textOf(row, 'type')) ?? 'text';

/** A field asks only for what its type can have. */
function fieldIn(field: Field, row: FormBody): Field | undefined {
  const type = typeOf(row);
  const { bounds, hasPattern = false } = FIELD_TYPES[type];
  switch (field.name) {
    case 'options':
      return needsOptions(type) ? field : undefined;
    case 'min':
    case 'max':
      return bounds && { ...field, label: BOUND_LABELS[bounds][field.name === 'min' ? 0 : 1] };
    case 'pattern':
      return hasPattern ? field : undefined;
    case 'accept':
    case 'maxBytes':
      return isFile(type) ? field : undefined;
    default:
      return field;
  }
}

interface Keyed {
  readonly key?: string;
  readonly label?: string;
}

/** A field without a key gets one from its label that no other field has. */
function withKeys(fields: readonly Keyed[]): object[] {
  const taken = new Set(fields.map(({ key }) => key ?? ''));
  return fields.map((field) => {
    if (field.key !== '' || field.label === '') return field;
    const key = keyFrom(field.label ?? '', 'field', taken);
    taken.add(key);
    return { ...field, key };
  });
}

const fieldRows = rows('customFields', customField, {
  legend: 'Field',
  controls: CONTROLS,
  fieldIn,
  completed: withKeys,
});

/** What partners are asked. */
export const FIELDS_BUILDER: Builder = {
  rows: fieldRows,
  words: { add: 'Add a field', added: 'A field was added.', none: 'No field yet' },
  none: 'Partners are asked for the usual contact data only.',
  fresh: { type: 'text', filledBy: 'invitee' },
  line: (row) => ({
    title: textOf(row, 'label').trim() || t('New field'),
    summary: t('{{type}}, filled by: {{who}}', {
      type: t(TYPE_LABELS[typeOf(row)]),
      who: t(capital(textOf(row, 'filledBy') || 'invitee')),
    }),
    ...(textOf(row, 'required') === 'on' && { badge: t('Required'), tone: 'info' }),
  }),
  reshapes: 'type',
  preview: (typed) => {
    const rowsTyped = fieldRows.rowsIn(typed);
    const asked = fieldRows.bodies(typed).map((body, index) => shownAs(body, rowsTyped[index] ?? {}));
    return FILLERS.flatMap((filler): FieldGroup[] => {
      const fields = asked.flatMap((one, index) =>
        one.filledBy === filler ? [{ ...customFormField(one), id: `preview-${index}` }] : [],
      );
      return fields.length === 0 ? [] : [{ legend: t(capital(filler)), fields }];
    });
  },
};

/** A field as its form will ask it; of one that is not complete what is known. */
function shownAs(body: object, row: FormBody): CustomField {
  const { data } = customField.safeParse(body);
  return (
    data ?? {
      key: 'preview',
      label: textOf(row, 'label').trim() || t('New field'),
      type: typeOf(row),
      filledBy: FILLERS.find((filler) => filler === textOf(row, 'filledBy')) ?? 'invitee',
      required: textOf(row, 'required') === 'on',
    }
  );
}

function optionOf(line: string): Option {
  const [value = '', ...label] = line.split('=').map((part) => part.trim());
  return { value, label: label.length === 0 ? value : label.join('=') };
}
