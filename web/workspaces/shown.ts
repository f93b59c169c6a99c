import type * as api from '../../api';
import type { JsonBodyOf } from '../../api/http/endpoint';
import { FILE_TYPES } from '../../domain/documents/file-types';
import { recordType } from '../../domain/workspaces/record-types';
import { answerText } from '../kit/custom-fields-form';
import { date, fileSize } from '../kit/format';
import { t } from '../kit/reader';
import { details } from '../kit/tables';

export type RecordDetails = JsonBodyOf<typeof api.getRecordsById>;
export type RecordView = Omit<RecordDetails, 'folderName' | 'from'>;

/** `PDF, 120 KB`; why it cannot be had, where it cannot. */
function fileText({ file }: Pick<RecordView, 'file'>): string | undefined {
  if (file === null) return undefined;
  if (file.state === 'infected') return t('The file held malware and was deleted');
  const kind = FILE_TYPES[file.type].extensions[0].slice(1).toUpperCase();
  const size = `${kind}, ${fileSize(file.bytes)}`;
  return file.state === 'clean' ? size : t('{{size}}, being checked for malware', { size });
}

/** The host of a link, so that its reader knows where it leads. */
const hostOf = (link: string | null): string | undefined => (link === null ? undefined : new URL(link).host);

/** A record in a list, with what can be done with it. */
export function recordRow(record: RecordView) {
  const { id, name, kind, file, link, createdAt } = record;
  return {
    name,
    kind: t(recordType(kind).label),
    date: date(createdAt),
    at: createdAt,
    href: `/records/${id}`,
    file: fileText(record),
    fileHref: file?.state === 'clean' ? `/records/${id}/file` : undefined,
    link: link ?? undefined,
    host: hostOf(link),
  };
}

/** Everything that a record tells, by the fields of its type; what else its data holds by its names. */
export function recordTexts(record: RecordView) {
  const { kind, data, file, link, createdAt, updatedAt } = record;
  const { fields } = recordType(kind);
  const known = fields.map((field): [string, string | undefined] => [
    field.label,
    data[field.key] === undefined ? undefined : fieldText(field, data[field.key]),
  ]);
  const own = new Set(fields.map(({ key }) => key));
  const others = Object.entries(data)
    .filter(([key]) => !own.has(key))
    .map(([key, value]): [string, string] => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
  return details([
    ...known,
    ...others,
    ['File', file === null ? undefined : `${file.name} (${fileText(record) ?? ''})`],
    ['Link', link],
    ['Added', date(createdAt)],
    ['Changed', updatedAt === createdAt ? undefined : date(updatedAt)],
  ]);
}

function fieldText(field: ReturnType<typeof recordType>['fields'][number], value: unknown): string {
  const text = answerText(field, value);
  return field.options === undefined ? text : t(text);
}
