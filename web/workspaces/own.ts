import * as api from '../../api';
import { date } from '../kit/format';
import type { PageContext, Pages } from '../kit/page-context';
import { waitsForTerms } from '../terms/own';

/** The partner's own workspace: its modules, and what is shared with it. */
export function workspacePages(pages: Pages): void {
  pages.get('/workspace', showWorkspace);
  pages.post('/workspace/module', openModule);
}

async function showWorkspace(context: PageContext): Promise<void> {
  const workspace = await context.call(api.getMeWorkspace).catch(onlyTerms);
  if (workspace === undefined) {
    context.goTo('/terms');
    return;
  }
  const { modules, initialModule, sharedFolders } = workspace;
  const asked = context.query('module') ?? initialModule;
  const current = modules.find(({ key }) => key === asked);
  context.show('workspace', {
    title: current?.name ?? 'My workspace',
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

/** Whatever but terms that wait is no reason to go on. */
function onlyTerms(error: unknown): undefined {
  if (!waitsForTerms(error)) throw error;
}

/** Goes to a module; the next sign-in lands there. */
async function openModule(context: PageContext): Promise<void> {
  const module = context.text('module');
  await context.call(api.putMeModule, { body: { module } });
  context.goTo(`/workspace?module=${encodeURIComponent(module)}`);
}
