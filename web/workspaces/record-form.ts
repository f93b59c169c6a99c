import { defined } from '../../domain/defined';
import { acceptOf, typesText } from '../../domain/documents/file-types';
import { MOST_BYTES } from '../../domain/documents/limits';
import { choicesOf, FIELD_TYPES, typedValue, valueOf } from '../../domain/programs/field-types';
import { RECORD_KINDS, type RecordField, recordType } from '../../domain/workspaces/record-types';
import { type FormBody, textOf } from '../kit/form-body';
import { fileSize } from '../kit/format';
import type { Choice, Field, FieldGroup, KnownFile } from '../kit/forms';
import { reader, t } from '../kit/reader';
import type { RecordView } from './shown';

/** The kinds to choose from, and the one that a record has whatever it is. */
function kindChoices(own?: string): Choice[] {
  const kinds = own === undefined || RECORD_KINDS.some((kind) => kind === own) ? [] : [own];
  return [...RECORD_KINDS, ...kinds].map((value) => ({ value, label: recordType(value).label }));
}

const fileHelp = () => t('{{types}}. Up to {{size}}.', { types: typesText(), size: fileSize(MOST_BYTES) });
const fileTexts = () => ({
  uploaded: t('Now:'),
  replace: t('Choose another file to replace it.'),
  remove: t('Remove this file'),
});

const NAME: Field = { name: 'name', label: 'Name', required: true };
const LINK: Field = {
  name: 'link',
  label: 'Link',
  inputType: 'url',
  help: 'Where it can be opened, if it lies elsewhere: an https address.',
};

function fileField(known?: KnownFile & { readonly sha256: string }): Field {
  const files = new Map(known === undefined ? [] : [[known.sha256, known]]);
  return {
    name: 'file',
    label: 'File',
    kind: 'file',
    help: fileHelp(),
    wide: true,
    file: { accept: acceptOf(), known: files, texts: fileTexts() },
  };
}

const kindField = (own?: string): Field => ({
  name: 'kind',
  label: 'Type',
  kind: 'select',
  required: true,
  options: kindChoices(own),
  help: 'Says in which module partners find it, and what else can be told of it.',
});

/** A record that is to be added. */
export const newRecord = (): readonly FieldGroup[] => [{ fields: [NAME, kindField(), LINK, fileField()] }];

/** All that can be said of a record: its type has fields of its own. */
export function recordGroups({ kind, file }: RecordView): FieldGroup[] {
  const { label, fields } = recordType(kind);
  const known =
    file === null ? undefined : { name: file.name, size: fileSize(file.bytes), sha256: file.sha256 };
  const own = fields.length === 0 ? [] : [{ legend: label, fields: fields.map(dataField) }];
  return [{ fields: [NAME, kindField(kind)] }, ...own, { fields: [LINK, fileField(known)] }];
}

const dataName = (key: string): string => `data.${key}`;

function dataField(field: RecordField): Field {
  const { control } = FIELD_TYPES[field.type];
  return {
    ...control,
    name: dataName(field.key),
    label: field.label,
    options: choicesOf(field, reader().locale),
    ...(control.kind === 'select' && { blank: 'Please choose' }),
  };
}

/** A record as a browser would send it. */
export function recordValues({ name, kind, link, data, file }: RecordView): FormBody {
  const fields = recordType(kind).fields.map(({ key }): [string, string | string[]] => [
    dataName(key),
    typedValue(data[key]),
  ]);
  return { name, kind, link: link ?? '', file: file?.sha256 ?? '', ...Object.fromEntries(fields) };
}

/** What a form says of a record that is to be added. */
export function newRecordIn(form: FormBody) {
  const [kind, link] = [textOf(form, 'kind'), textOf(form, 'link').trim()];
  return { name: textOf(form, 'name'), ...(kind !== '' && { kind }), ...(link !== '' && { link }) };
}

/** What a form says of a record; what the form does not show of its data stays. */
export function recordChangesIn(form: FormBody, { kind, data }: RecordView) {
  const link = textOf(form, 'link').trim();
  const typed = recordType(kind).fields.map((field) => [
    field.key,
    valueOf(field, form[dataName(field.key)]),
  ]);
  return {
    name: textOf(form, 'name'),
    kind: textOf(form, 'kind'),
    link: link === '' ? null : link,
    data: defined({ ...data, ...(Object.fromEntries(typed) as object) }),
  };
}
