import { postFoldersByIdRecords } from '../../api/workspaces/add-record';
import { postWorkspaces } from '../../api/workspaces/create';
import { postWorkspacesByIdFolders } from '../../api/workspaces/create-folder';
import { getWorkspaces } from '../../api/workspaces/list';
import { getWorkspacesByIdFolders } from '../../api/workspaces/list-folders';
import { getFoldersByIdRecords } from '../../api/workspaces/list-records';
import type { Problem } from '../../api/http/problem';
import type { ItemOf } from '../kit/api-call';
import { newFormKey } from '../kit/form-body';
import { records } from '../kit/format';
import type { PageContext, PageHandler, Pages } from '../kit/page-context';
import { failure } from '../kit/respond';
import { href } from '../kit/tables';

type Workspace = ItemOf<typeof getWorkspaces>;
type Folder = ItemOf<typeof getWorkspacesByIdFolders>;

/** What an account has to share: workspaces with folders, folders with records. */
export function workspacesPages(pages: Pages): void {
  pages.get('/workspaces', (context) => showWorkspaces(context));
  const add = (path: string, work: PageHandler) => pages.post(path, work, showWorkspaces);
  add('/workspaces', async (context) => {
    await context.submit(postWorkspaces, newOf(context));
    context.done('/workspaces', 'The workspace was added.');
  });
  add('/workspaces/:id/folders', async (context) => {
    await context.submit(postWorkspacesByIdFolders, newOf(context));
    context.done('/workspaces', 'The folder was added.');
  });
  add('/folders/:id/records', async (context) => {
    const id = context.param();
    await context.submit(postFoldersByIdRecords, newOf(context));
    context.done(href('/workspaces', { open: id }), 'The record was added.');
  });
}

const newOf = (context: PageContext) => ({ name: context.text('name') });

async function showWorkspaces(context: PageContext, problem?: Problem): Promise<void> {
  const workspaces = await context.callAll(getWorkspaces);
  const mayWrite = context.may(postWorkspaces);
  const error = problem?.options.errors?.[0];
  const data = {
    title: 'Workspaces',
    mayWrite,
    workspaces: await Promise.all(
      workspaces.map((one, index) => shownWorkspace(context, one, index, mayWrite)),
    ),
    ...failure(problem, error && `Name: ${error.detail}`),
  };
  context.show('workspaces', data, problem?.status);
}

async function shownWorkspace(
  context: PageContext,
  { id, name }: Workspace,
  index: number,
  mayWrite: boolean,
) {
  const folders = await context.callAll(getWorkspacesByIdFolders, { params: { id } });
  return {
    id,
    index,
    name,
    mayWrite,
    key: newFormKey(),
    action: `/workspaces/${id}/folders`,
    folders: await Promise.all(
      folders.map((one, at) => shownFolder(context, one, `${index}-${at}`, mayWrite)),
    ),
  };
}

async function shownFolder(
  context: PageContext,
  { id, name, recordCount }: Folder,
  index: string,
  mayWrite: boolean,
) {
  const { items } = await context.call(getFoldersByIdRecords, {
    params: { id },
  });
  return {
    index,
    name,
    mayWrite,
    key: newFormKey(),
    count: records(recordCount),
    action: `/folders/${id}/records`,
    open: context.query('open') === id,
    records: items.map((one) => ({ name: one.name, kind: one.kind })),
  };
}
