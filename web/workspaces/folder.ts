import * as api from '../../api';
import type { Problem } from '../../api/http/problem';
import type { JsonBodyOf } from '../../api/http/endpoint';
import { named } from '../../api/workspaces/schema';
import { recordType } from '../../domain/workspaces/record-types';
import { form, text } from '../kit/codec';
import { type Edited, editing, saveEdit } from '../kit/editing/edits';
import { newFormKey } from '../kit/form-body';
import { formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { sentences, t } from '../kit/reader';
import { type Column, tableData, timeCell } from '../kit/tables';
import { newRecord } from './record-form';
import { recordRow, type RecordView } from './shown';

type Folder = JsonBodyOf<typeof api.getFoldersById>;

/** The records of a folder, and for whoever may the folder itself: to rename and to delete. */
export function folderPages(pages: Pages): void {
  pages.get('/folders/:id', (context) => showFolder(context));
  pages.post('/folders/:id', rename, (context, problem) => showFolder(context, { renaming: problem }));
  pages.post('/folders/:id/remove', remove, (context, problem) => showFolder(context, { renaming: problem }));
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

const NAME = form(named, { name: text('Name', { id: 'folder-name' }) });

async function openFolder(context: PageContext): Promise<Edited<Folder>> {
  return { form: NAME, ...(await context.open(api.getFoldersById)) };
}

/** What did not work, by its form. */
interface Refused {
  readonly adding?: Problem;
  readonly renaming?: Problem;
}

/** Shows a folder; after a problem with what was typed. */
export async function showFolder(context: PageContext, { adding, renaming }: Refused = {}): Promise<void> {
  const edited = await openFolder(context);
  const { id, name } = edited.known;
  const problem = adding ?? renaming;
  const query = { sort: context.query('sort'), cursor: context.query('cursor') };
  const { items, nextCursor } = await context.call(api.getFoldersByIdRecords, {
    query: problem === undefined ? query : {},
  });
  const edit = editing(context, edited, renaming);
  const own = formData(edit.groups, edit.values, edit.problem);
  const added = formData(newRecord(), { kind: 'document', ...(adding && context.form) }, adding);
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
    ...added,
    ...(renaming && { errors: own.errors, hasErrors: own.hasErrors }),
    ...edit.told,
    rename: context.may(api.patchFoldersById)
      ? { action: `/folders/${id}`, key: newFormKey(), fields: own.groups.flatMap(({ fields }) => fields) }
      : undefined,
    removal: context.may(api.deleteFoldersById)
      ? { action: `/folders/${id}/remove`, key: newFormKey(), intro: whatGoes(edited.known) }
      : undefined,
  };
  context.show('folder', data, problem?.status);
}

/** What a deletion takes along, said before. */
function whatGoes({ recordCount, sharedWith, openInvitations }: Folder): string {
  const said = [
    ...(recordCount > 0
      ? [t('Records that are deleted with their files, for good: {{count}}.', { count: recordCount })]
      : []),
    ...(sharedWith > 0
      ? [t('Partners who do not see the folder any more: {{count}}.', { count: sharedWith })]
      : []),
    ...(openInvitations > 0
      ? [t('Invitations under way that go on without it: {{count}}.', { count: openInvitations })]
      : []),
  ];
  return said.length === 0 ? t('It is empty, and nobody sees it.') : sentences(...said);
}

async function rename(context: PageContext): Promise<void> {
  const body = NAME.body(context.form);
  const { id } = await saveEdit(
    context,
    api.patchFoldersById,
    () => openFolder(context),
    () => body,
  );
  context.done(`/folders/${id}`, 'The folder was renamed.');
}

async function remove(context: PageContext): Promise<void> {
  const { name } = await context.call(api.getFoldersById);
  await context.answerOf(api.deleteFoldersById, { query: { contents: 'delete' } });
  context.done('/workspaces', t('"{{name}}" was deleted.', { name }));
}
