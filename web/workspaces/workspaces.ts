import * as api from '../../api';
import type { Endpoint } from '../../api/http/endpoint';
import type { Problem } from '../../api/http/problem';
import { recordType } from '../../domain/workspaces/record-types';
import { newFormKey } from '../kit/form-body';
import { records } from '../kit/format';
import type { PageContext, Pages } from '../kit/page-context';
import { t } from '../kit/reader';
import { failure } from '../kit/respond';
import { href } from '../kit/tables';

/** What can be added, each by its name: workspaces have folders, folders have records. */
type Kind = 'workspace' | 'folder' | 'record';

interface KindOf {
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly label: string;
  readonly button: string;
  readonly done: string;
}

const KINDS: Readonly<Record<Kind, KindOf>> = {
  workspace: {
    endpoint: api.postWorkspaces,
    path: '/workspaces',
    label: 'New workspace',
    button: 'Add workspace',
    done: 'The workspace was added.',
  },
  folder: {
    endpoint: api.postWorkspacesByIdFolders,
    path: '/workspaces/:id/folders',
    label: 'New folder',
    button: 'Add folder',
    done: 'The folder was added.',
  },
  record: {
    endpoint: api.postFoldersByIdRecords,
    path: '/workspaces/records/:id',
    label: 'New record',
    button: 'Add record',
    done: 'The record was added.',
  },
};

/** What an account has to share: workspaces with folders, folders with records. */
export function workspacesPages(pages: Pages): void {
  pages.get('/workspaces', (context) => showWorkspaces(context));
  for (const [kind, { endpoint, path, done }] of Object.entries(KINDS)) {
    const add = async (context: PageContext) => {
      await context.submit(endpoint, { name: context.text('name') });
      const open = kind === 'record' ? context.param() : undefined;
      context.done(href('/workspaces', { open }), done);
    };
    pages.post(path, add, showWorkspaces);
  }
}

async function showWorkspaces(context: PageContext, problem?: Problem): Promise<void> {
  const workspaces = await context.callAll(api.getWorkspaces);
  const error = problem?.options.errors?.[0];
  const data = {
    title: 'Workspaces',
    add: addForm(context, 'workspace', { index: 'name' }),
    workspaces: await Promise.all(
      workspaces.map(async ({ id, name }, index) => ({
        id,
        name,
        folders: await foldersOf(context, id, index),
        add: addForm(context, 'folder', { index: String(index), id, name }),
      })),
    ),
    ...failure(problem, error && `${t('Name')}: ${t(error.detail)}`),
  };
  context.show('workspaces', data, problem?.status);
}

async function foldersOf(context: PageContext, workspaceId: string, index: number) {
  const folders = await context.callAll(api.getWorkspacesByIdFolders, { params: { id: workspaceId } });
  return Promise.all(
    folders.map(async ({ id, name, recordCount }, at) => ({
      name,
      href: `/folders/${id}`,
      count: records(recordCount),
      open: context.query('open') === id || wasSentTo(context, KINDS.record.path.replace(':id', id)),
      records: (await context.call(api.getFoldersByIdRecords, { params: { id } })).items.map((one) => ({
        ...{ name: one.name, kind: t(recordType(one.kind).label), href: `/records/${one.id}` },
      })),
      add: addForm(context, 'record', { index: `${index}-${at}`, id, name }),
    })),
  );
}

const wasSentTo = ({ request }: PageContext, action: string): boolean =>
  request.method === 'POST' && request.path === action;

interface Place {
  /** Of the form among those of its kind. */
  readonly index: string;
  /** What it adds to. */
  readonly id?: string;
  readonly name?: string;
}

/** The form that adds something, for whoever may. */
function addForm(context: PageContext, kind: Kind, { index, id = '', name }: Place) {
  if (!context.may(api.postWorkspaces)) return undefined;
  const action = KINDS[kind].path.replace(':id', id);
  return {
    action,
    /** What was typed and could not be taken. */
    value: wasSentTo(context, action) ? context.text('name') : '',
    key: newFormKey(),
    id: `${kind}-${index}`,
    label: t(KINDS[kind].label),
    button: t(KINDS[kind].button),
    to: name,
    small: kind === 'record',
  };
}
