import * as api from '../../api';
import type { JsonBodyOf } from '../../api/http/endpoint';
import { showsKind } from '../../domain/workspaces/record-types';
import { isBrandColor } from '../../templates/brand';
import { brandKey } from '../kit/assets';
import { records as recordsText } from '../kit/format';
import type { PageContext, Pages } from '../kit/page-context';
import { shownLogo } from '../kit/page-headers';
import { counted, reader, t } from '../kit/reader';
import { href } from '../kit/tables';
import { waitsForTerms } from '../terms/own';
import { recordRow } from './shown';

type Workspace = JsonBodyOf<typeof api.getMeWorkspace>;
type Folder = Workspace['sharedFolders'][number];

/** The partner's own workspace: its modules, and what is shared with it. */
export function workspacePages(pages: Pages): void {
  pages.get('/workspace', showWorkspace);
  pages.post('/workspace/module', openModule);
}

/** Records of a folder beside other folders, and on a page of its own. */
const SOME = 5;
const PAGE = 100;

async function showWorkspace(context: PageContext): Promise<void> {
  const workspace = await context.call(api.getMeWorkspace).catch(onlyTerms);
  if (workspace === undefined) {
    context.goTo('/terms');
    return;
  }
  const { modules, initialModule, sharedFolders, vendors } = workspace;
  const asked = context.query('module') ?? initialModule;
  const current = modules.find(({ key }) => key === asked);
  const folder = sharedFolders.find(({ folderId }) => folderId === context.query('folder'));
  const brand = brandOf(context, vendors);
  allowLogo(context, brand.logoUrl);
  context.show('workspace', {
    title: folder?.name ?? current?.name ?? t('My workspace'),
    account: context.me.account.name,
    brand,
    summary: summaryOf(workspace),
    modules: modules.map(({ key, name }) => ({
      ...{ key, label: name, current: folder === undefined && key === current?.key },
      count: countOf(workspace, key),
    })),
    module: folder === undefined && current !== undefined ? moduleOf(context, workspace, current) : undefined,
    one: folder && onePage(context, folder),
    folders: folder === undefined ? sharedFolders.map(someOf) : [],
    nothing: nothingYet(workspace),
    receivedHref: context.may(api.postInvitationsByIdAccept) ? '/partner-explorer?tab=received' : undefined,
  });
}

/** The look of the only vendor; of several none. */
function brandOf({ deps }: PageContext, vendors: Workspace['vendors']) {
  const [only] = vendors.length === 1 ? vendors : [];
  const { name, logoUrl = null, color = null } = only ?? {};
  return {
    name,
    logoUrl: shownLogo(deps.settings, logoUrl),
    colorHref: color !== null && isBrandColor(color) ? `/assets/brand/${brandKey(color)}.css` : undefined,
  };
}

/** The page may load this one picture from elsewhere. */
function allowLogo({ response }: PageContext, logoUrl: string | undefined): void {
  if (logoUrl === undefined) return;
  const policy = String(response.getHeader('Content-Security-Policy') ?? '');
  response.set('Content-Security-Policy', policy.replace('img-src ', `img-src ${new URL(logoUrl).origin} `));
}

/** `Acme and Globex share 2 folders with 5 records with you.` */
function summaryOf({ vendors, sharedFolders }: Workspace): string | undefined {
  if (vendors.length === 0 || sharedFolders.length === 0) return undefined;
  const values = {
    who: new Intl.ListFormat(reader().locale).format(vendors.map(({ name }) => name)),
    folders: counted(sharedFolders.length, '{{count}} folder', '{{count}} folders'),
    total: recordsText(sharedFolders.reduce((sum, { records }) => sum + records.length, 0)),
  };
  return vendors.length === 1
    ? t('{{who}} shares {{folders}} with {{total}} with you.', values)
    : t('{{who}} share {{folders}} with {{total}} with you.', values);
}

function recordsIn({ modules, sharedFolders }: Workspace, module: string) {
  return sharedFolders.flatMap(({ name, records }) =>
    records
      .filter(({ kind }) => showsKind(modules, module, kind))
      .map((record) => ({ ...recordRow(record), folder: name })),
  );
}

const countOf = (workspace: Workspace, module: string): number => recordsIn(workspace, module).length;

/** What of everything shared belongs to the module, newest first. */
function moduleOf(context: PageContext, workspace: Workspace, { key, name }: Workspace['modules'][number]) {
  const all = recordsIn(workspace, key).sort((a, b) => (a.at < b.at ? 1 : -1));
  const others = workspace.modules.filter((one) => one.key !== key && countOf(workspace, one.key) > 0);
  return {
    name,
    ...pageOf(context, all, (page) => href('/workspace', { module: key, page })),
    elsewhere:
      others.length === 0
        ? undefined
        : t('See {{modules}}.', { modules: others.map((one) => one.name).join(', ') }),
  };
}

function onePage(context: PageContext, { folderId, name, from, records }: Folder) {
  const at = (page: string) => href('/workspace', { folder: folderId, page });
  return { name, from, count: recordsText(records.length), ...pageOf(context, records.map(recordRow), at) };
}

function pageOf<Row>(context: PageContext, all: readonly Row[], at: (page: string) => string) {
  const last = Math.max(1, Math.ceil(all.length / PAGE));
  const page = Math.min(last, Math.max(1, Math.trunc(Number(context.query('page') ?? 1)) || 1));
  return {
    records: all.slice((page - 1) * PAGE, page * PAGE),
    previousHref: page > 1 ? at(String(page - 1)) : undefined,
    nextHref: page < last ? at(String(page + 1)) : undefined,
  };
}

/** A folder among others: its newest records, and the way to all of them. */
function someOf({ folderId, name, from, records }: Folder) {
  const rows = [...records].reverse().map(recordRow);
  return {
    id: folderId,
    name,
    from,
    count: recordsText(records.length),
    records: rows.slice(0, SOME),
    allHref: rows.length > SOME ? href('/workspace', { folder: folderId }) : undefined,
  };
}

/** What to expect, and of whom. */
function nothingYet({ vendors }: Workspace): { readonly title: string; readonly text: string } {
  const [vendor] = vendors;
  return vendor === undefined
    ? {
        title: t('Nobody shares anything with you yet'),
        text: t(
          'Once you have accepted an invitation, the folders of the partner who invited you appear here.',
        ),
      }
    : {
        title: t('Nothing is shared yet'),
        text: t('Folders and files that {{vendor}} shares with you appear here by themselves.', {
          vendor: vendor.name,
        }),
      };
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
