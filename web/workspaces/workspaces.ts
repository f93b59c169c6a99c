import type { z } from 'zod';
import type { folder, record, workspace } from '../../api/workspaces/schema';
import { problemOf, type Problem } from '../../api/http/problem';
import { callApi, mayCall, read, readAll, type ListOf } from '../kit/api-call';
import { line } from '../kit/forms';
import type { Pages } from '../kit/router';
import { problemSentence } from '../kit/problem-text';
import { goTo, sendScreen } from '../kit/respond';
import { records } from '../invitations/wizard-steps';
import { newFormKey, queryOf, textOf, type PageContext } from '../kit/page-context';

type Workspace = z.output<typeof workspace>;
type Folder = z.output<typeof folder>;
type RecordView = z.output<typeof record>;

/** What an account has to share: workspaces with folders, folders with records. */
export function workspacesPages(pages: Pages): void {
  pages.get('/workspaces', (context) => showWorkspaces(context));
  pages.post('/workspaces', (context) => add(context, 'post /v1/workspaces', 'The workspace was added.'));
  pages.post('/workspaces/:id/folders', (context) =>
    add(context, 'post /v1/workspaces/{id}/folders', 'The folder was added.'),
  );
  pages.post('/folders/:id/records', (context) =>
    add(context, 'post /v1/folders/{id}/records', 'The record was added.'),
  );
}

async function add(context: PageContext, route: string, done: string): Promise<void> {
  const id = context.request.params['id'];
  try {
    await callApi(context, route, {
      ...(typeof id === 'string' && { params: { id } }),
      body: { name: textOf(context.form, 'name') },
      key: context.key,
    });
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === 'internal-error') throw error;
    await showWorkspaces(context, problem);
    return;
  }
  const open = route.includes('records') ? `?open=${encodeURIComponent(String(id))}` : '';
  goTo(context, `/workspaces${open}`, { kind: 'good', text: done });
}

async function showWorkspaces(context: PageContext, problem?: Problem): Promise<void> {
  const workspaces = await readAll<Workspace>(context, 'get /v1/workspaces');
  const mayWrite = mayCall(context, 'post /v1/workspaces');
  const error = problem?.options.errors?.[0];
  const sentence = error === undefined ? problem && problemSentence(problem) : `Name: ${error.detail}`;
  const data = {
    title: 'Workspaces',
    mayWrite,
    workspaces: await Promise.all(
      workspaces.map((one, index) => shownWorkspace(context, one, index, mayWrite)),
    ),
    errors: sentence === undefined ? [] : [line(sentence)],
    errorsHeading: 'That did not work',
    hasErrors: sentence !== undefined,
  };
  sendScreen(context, 'workspaces', data, problem?.status ?? 200);
}

async function shownWorkspace(
  context: PageContext,
  { id, name }: Workspace,
  index: number,
  mayWrite: boolean,
) {
  const folders = await readAll<Folder>(context, 'get /v1/workspaces/{id}/folders', { params: { id } });
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
  const { items } = await read<ListOf<RecordView>>(context, 'get /v1/folders/{id}/records', {
    params: { id },
  });
  return {
    index,
    name,
    mayWrite,
    key: newFormKey(),
    count: records(recordCount),
    action: `/folders/${id}/records`,
    open: queryOf(context, 'open') === id,
    records: items.map((one) => ({ name: one.name, kind: one.kind })),
  };
}
