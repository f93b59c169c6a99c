import type { z } from 'zod';
import type { ownWorkspaceSchema } from '../../api/sessions/workspace.schema';
import { callApi, read } from '../kit/api-call';
import { date } from '../kit/format';
import type { Pages } from '../kit/router';
import { goTo, sendScreen } from '../kit/respond';
import { queryOf, textOf, type PageContext } from '../kit/page-context';

type OwnWorkspace = z.output<typeof ownWorkspaceSchema>;

/** The partner's own workspace: its modules, and what is shared with it. */
export function workspacePages(pages: Pages): void {
  pages.get('/workspace', showWorkspace);
  pages.post('/workspace/module', openModule);
}

async function showWorkspace(context: PageContext): Promise<void> {
  const { modules, initialModule, sharedFolders } = await read<OwnWorkspace>(context, 'get /v1/me/workspace');
  const asked = queryOf(context, 'module') ?? initialModule;
  const current = modules.find(({ key }) => key === asked);
  sendScreen(context, 'workspace', {
    title: current?.name ?? 'My workspace',
    heading: current?.name ?? 'My workspace',
    account: context.me.account.name,
    modules: modules.map(({ key, name }) => ({
      key,
      label: name,
      current: key === current?.key,
    })),
    folders: sharedFolders.map(({ folderId, name, from, records }) => ({
      id: folderId,
      name,
      from,
      records: records.map((record) => ({
        name: record.name,
        kind: record.kind,
        date: date(record.createdAt),
      })),
    })),
    nothing: 'Nobody shares anything with you yet. Folders that a partner shares appear here by themselves.',
  });
}

/** Goes to a module; the next sign-in lands there. */
async function openModule(context: PageContext): Promise<void> {
  const module = textOf(context.form, 'module');
  await callApi(context, 'put /v1/me/module', { body: { module } });
  goTo(context, `/workspace?module=${encodeURIComponent(module)}`);
}
