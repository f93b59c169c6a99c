import * as api from '../../api';
import { Problem } from '../../api/http/problem';
import { type Program, programChanges } from '../../api/programs/schema';
import { form, text } from '../kit/codec';
import { textOf } from '../kit/form-body';
import { durationText, roleName } from '../kit/format';
import type { PageContext, Pages } from '../kit/page-context';
import { formPage, listPage } from '../kit/resource';
import type { Column } from '../kit/tables';
import { answersFrame, sendEmailPreview } from '../kit/frames';
import { tryRules } from './dry-run';
import { saveLogo } from './logo';
import { keyFrom } from './key-from';
import { saveTab, showTab } from './tab-page';
import { t } from '../kit/reader';
import { BRAND, contrastNote, hexColor, PROGRAM_TABS, readProgram } from './tabs';
import { programTermsPages, showProgramTerms } from '../terms/program';
import { showTemplates, templatePages } from './templates';

const PROGRAMS = { path: '/programs', title: 'Programs' };
const ADD = 'Make a program';
const [ONBOARDING, , RULES, , , , BRAND_TAB] = PROGRAM_TABS;

const COLUMNS: readonly Column<Program>[] = [
  { label: 'Name', cell: ({ key, name }) => ({ text: name, href: `/programs/${key}`, strong: true }) },
  { label: 'Key', cell: ({ key }) => ({ text: key, code: true }) },
  {
    label: 'Onboarding',
    cell: ({ autoOnboarding, requiredApprovals }) =>
      autoOnboarding ? t('Automatic') : t('By approval ({{count}})', { count: requiredApprovals }),
  },
  {
    label: 'Default role',
    cell: ({ defaultRoleKey }) => roleName(defaultRoleKey),
  },
  { label: 'Expiry', cell: ({ expiresIn }) => durationText(expiresIn) },
];

const NEW = form(programChanges, {
  name: text('Name', { required: true }),
  key: text('Key', {
    required: false,
    help: 'By which integrations name it; it cannot be changed later. Left empty, it is made from the name.',
  }),
});

/** Programs and all their settings, one tab for each kind. */
export function programsPages(pages: Pages): void {
  listPage(pages, {
    ...PROGRAMS,
    intro: 'A program says how partners are invited and onboarded.',
    add: { label: ADD, endpoint: api.putProgramsByKey },
    load: async (context) => ({
      items: await context.callAll(api.getPrograms),
      columns: COLUMNS,
    }),
    empty: { title: 'No programs', text: 'There is always one.' },
  });
  formPage(pages, {
    path: '/programs/new',
    back: PROGRAMS,
    view: () => ({ title: ADD, form: NEW, button: 'Make the program' }),
    save: create,
  });
  templatePages(pages);
  programTermsPages(pages);
  pages.get('/programs/:key', async (context) => {
    const asked = context.query('tab');
    if (asked === 'templates') await showTemplates(context);
    else if (asked === 'terms') await showProgramTerms(context);
    else await showTab(context, PROGRAM_TABS.find(({ key }) => key === asked) ?? ONBOARDING);
  });
  const tryIt = async (context: PageContext) => showTab(context, RULES, { verdict: await tryRules(context) });
  pages.post('/programs/:key/dry-run', tryIt, (context, problem) =>
    showTab(context, RULES, { refused: problem }),
  );
  pages.get('/programs/:key/brand/preview', previewBrand);
  pages.post('/programs/:key/brand/preview', previewBrand);
  pages.postFile('/programs/:key/logo', api.putProgramsByKeyLogo, saveLogo, (context, problem) =>
    showTab(context, BRAND_TAB, { logo: problem }),
  );
  for (const tab of PROGRAM_TABS) {
    pages.post(
      `/programs/:key/${tab.key}`,
      (context) => saveTab(context, tab),
      (context, problem) => showTab(context, tab, { problem }),
    );
  }
}

async function create(context: PageContext): Promise<void> {
  const name = context.text('name');
  const key = context.text('key').trim() || (await freeKeyFor(context, name));
  const body = { name };
  await context
    .call(api.putProgramsByKey, { params: { key }, body, headers: { 'if-none-match': '*' } })
    .catch(takenKey);
  context.done(`/programs/${encodeURIComponent(key)}`, 'The program was made.');
}

async function freeKeyFor(context: PageContext, name: string): Promise<string> {
  const programs = await context.callAll(api.getPrograms);
  return keyFrom(name, 'program', new Set(programs.map(({ key }) => key)));
}

/** There is a program of the key, which is not changed by accident. */
function takenKey(error: unknown): never {
  if (!(error instanceof Problem) || error.code !== 'precondition-failed') throw error;
  const errors = [{ pointer: '/key', detail: 'There is a program of this key already.' }];
  throw new Problem('already-exists', { errors });
}

/** The invitation e-mail with the brand as it is typed, or as it is saved. */
async function previewBrand(context: PageContext): Promise<void> {
  const { request, response, form: typed } = context;
  answersFrame(response);
  const isTyped = request.method === 'POST';
  const body = { template: 'invitation', ...(isTyped && BRAND.body(typed)) };
  const email = await context.call(api.postProgramsByKeyTemplatesPreview, { body });
  const { brand } = await readProgram(context);
  const senderName = isTyped ? textOf(typed, 'brand.senderName').trim() : brand.senderName;
  const color = isTyped ? hexColor(textOf(typed, 'brand.color').trim()) : brand.color;
  sendEmailPreview(response, email, {
    from: senderName || context.me.account.name,
    note: contrastNote(color),
  });
}
