import * as api from '../../api';
import { Problem, problemOf } from '../../api/http/problem';
import { recordType } from '../../domain/workspaces/record-types';
import { violation } from '../../domain/field-error';
import { fileName } from '../../domain/documents/file-name';
import { MOST_BYTES } from '../../domain/documents/limits';
import { type Edited, editing, saveEdit } from '../kit/editing/edits';
import { formData, removalBox } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { sentences, t } from '../kit/reader';
import { problemSentence } from '../kit/problem-text';
import { showFolder } from './folder';
import { newRecordIn, recordChangesIn, recordGroups, recordValues } from './record-form';
import { type RecordDetails, recordRow, recordTexts } from './shown';

/** Each record: to read, and for whoever may to change and delete. */
export function recordPages(pages: Pages): void {
  pages.postFile('/folders/:id/records', api.postFoldersByIdRecords, addRecord, (context, adding) =>
    showFolder(context, { adding }),
  );
  pages.get('/records/:id', (context) => showRecord(context));
  pages.postFile('/records/:id', api.patchRecordsById, saveRecord, showRecord);
  pages.get('/records/:id/file', (context) => context.sendFile(api.getRecordsByIdFile));
  pages.post('/records/:id/remove', removeRecord, showRecord);
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

/** Of two who change it, the later one learns of the other before anything of the record is replaced, its file too. */
async function saveRecord(context: PageContext): Promise<void> {
  requireSize(context);
  const { id, kind, folderId } = await context.call(api.getRecordsById);
  await saveEdit(
    context,
    api.patchRecordsById,
    () => openRecord(context),
    (record) => recordChangesIn(context.form, record),
  );
  await upload(context, id);
  if (context.sentFile === undefined && context.text(removalBox('file')) === 'on') {
    await context.call(api.deleteRecordsByIdFile);
  }
  const changed = context.text('kind') !== kind;
  context.done(changed ? `/records/${id}` : `/folders/${folderId}`, 'The record was saved.');
}

/** A record as its form edits it; the fields of its type are those of what is there now. */
async function openRecord(context: PageContext): Promise<Edited<RecordDetails>> {
  const { known, etag } = await context.open(api.getRecordsById);
  return { form: { groups: () => recordGroups(known), values: () => recordValues(known) }, known, etag };
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
  const edited = await openRecord(context);
  const record = edited.known;
  const { id, name, from, folderId, folderName } = record;
  const mayChange = from === null && context.may(api.patchRecordsById);
  const edit = editing(context, edited, problem);
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
    ...formData(mayChange ? edit.groups : [], { ...recordValues(record), ...edit.values }, edit.problem),
    ...edit.told,
  };
  context.show('record', data, problem?.status);
}
