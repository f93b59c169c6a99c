import * as api from '../../api';
import { Problem, problemOf } from '../../api/http/problem';
import { recordType } from '../../domain/workspaces/record-types';
import { violation } from '../../domain/field-error';
import { fileName } from '../../domain/documents/file-name';
import { MOST_BYTES } from '../../domain/documents/limits';
import { formData, removalBox } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { sentences, t } from '../kit/reader';
import { problemSentence } from '../kit/problem-text';
import { type Column, tableData, timeCell } from '../kit/tables';
import { newRecord, newRecordIn, recordChangesIn, recordGroups, recordValues } from './record-form';
import { recordRow, recordTexts, type RecordView } from './shown';

/** The records of a folder, and each of them: to read, and for whoever may to add, change and delete. */
export function recordPages(pages: Pages): void {
  pages.get('/folders/:id', (context) => showFolder(context));
  pages.postFile('/folders/:id/records', api.postFoldersByIdRecords, addRecord, showFolder);
  pages.get('/records/:id', (context) => showRecord(context));
  pages.postFile('/records/:id', api.patchRecordsById, saveRecord, showRecord);
  pages.get('/records/:id/file', (context) => context.sendFile(api.getRecordsByIdFile));
  pages.post('/records/:id/remove', removeRecord, showRecord);
}

const COLUMNS: readonly Column<RecordView>[] = [
  {
    label: 'Name',
    sort: 'name',
    cell: ({ id, name }) => ({ text: name, href: `/records/${id}`, strong: true }),
  },
  { label: 'Type', cell: ({ kind }) => t(recordType(kind).label) },
  {
    label: 'File or link',
    cell: (record) => {
      const { file, fileHref, link, host } = recordRow(record);
      if (file !== undefined) return { text: file, href: fileHref };
      return link === undefined ? '' : { text: host, href: link };
    },
  },
  { label: 'Added', sort: 'createdAt', cell: ({ createdAt }) => timeCell(createdAt) },
];

async function showFolder(context: PageContext, problem?: Problem): Promise<void> {
  const folder = await context.call(api.getFoldersById);
  const { id, name } = folder;
  const query = { sort: context.query('sort'), cursor: context.query('cursor') };
  const { items, nextCursor } = await context.call(api.getFoldersByIdRecords, {
    query: problem === undefined ? query : {},
  });
  const data = {
    title: name,
    name,
    action: context.may(api.postFoldersByIdRecords) ? `/folders/${id}/records` : undefined,
    table: tableData({
      caption: 'Records',
      columns: COLUMNS,
      items,
      sort: 'createdAt',
      empty: {
        title: 'No records yet',
        text: 'A record is what partners open: a document, a certificate, an order. Add the first one below.',
      },
      at: { path: `/folders/${id}`, query, nextCursor },
    }),
    ...formData(newRecord(), { kind: 'document', ...context.form }, problem),
  };
  context.show('folder', data, problem?.status);
}

/** The file comes after the record: what is wrong with it is told on the record's own page. */
async function addRecord(context: PageContext): Promise<void> {
  requireSize(context);
  const { id, kind } = await context.submit(api.postFoldersByIdRecords, newRecordIn(context.form));
  const here = `/records/${id}`;
  try {
    await upload(context, id);
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status >= 500) throw error;
    const why = problem.options.errors?.[0]?.detail ?? problemSentence(problem);
    context.goTo(here, { kind: 'bad', text: sentences(t('The record was added, but not its file.'), why) });
    return;
  }
  const isComplete = recordType(kind).fields.length === 0;
  context.done(
    isComplete ? `/folders/${encodeURIComponent(context.param())}` : here,
    isComplete ? 'The record was added.' : 'The record was added. What else is known of it can be told here.',
  );
}

async function saveRecord(context: PageContext): Promise<void> {
  requireSize(context);
  const record = await context.call(api.getRecordsById);
  await upload(context, record.id);
  if (context.sentFile === undefined && context.text(removalBox('file')) === 'on') {
    await context.call(api.deleteRecordsByIdFile);
  }
  await context.call(api.patchRecordsById, { body: recordChangesIn(context.form, record) });
  const changed = context.text('kind') !== record.kind;
  context.done(changed ? `/records/${record.id}` : `/folders/${record.folderId}`, 'The record was saved.');
}

async function removeRecord(context: PageContext): Promise<void> {
  const { folderId, name } = await context.call(api.getRecordsById);
  await context.call(api.deleteRecordsById);
  context.done(`/folders/${folderId}`, t('"{{name}}" was deleted.', { name }));
}

async function upload({ sentFile, call }: PageContext, id: string): Promise<void> {
  if (sentFile === undefined) return;
  await call(api.putRecordsByIdFile, {
    params: { id },
    query: { name: fileName(sentFile.name) },
    raw: sentFile.content,
  });
}

/** What was cut off while it came in is not stored. */
function requireSize({ sentFile }: PageContext): void {
  if (sentFile?.isTooLarge !== true) return;
  const error = { pointer: '/file', ...violation('file_large', MOST_BYTES / 1_000_000) };
  throw new Problem('validation-failed', { errors: [error] });
}

async function showRecord(context: PageContext, problem?: Problem): Promise<void> {
  const record = await context.call(api.getRecordsById);
  const { id, name, from, folderId, folderName } = record;
  const mayChange = from === null && context.may(api.patchRecordsById);
  const typed = problem === undefined ? {} : context.form;
  const data = {
    ...recordRow(record),
    title: name,
    from: from ?? undefined,
    folder: folderName,
    backHref: from === null ? `/folders/${folderId}` : '/workspace',
    backLabel: from === null ? folderName : 'My workspace',
    data: recordTexts(record),
    action: mayChange ? `/records/${id}` : undefined,
    removeAction: mayChange ? `/records/${id}/remove` : undefined,
    ...formData(mayChange ? recordGroups(record) : [], { ...recordValues(record), ...typed }, problem),
  };
  context.show('record', data, problem?.status);
}
