import * as api from '../../api';
import type { Problem } from '../../api/http/problem';
import { type Program, programChanges } from '../../api/programs/schema';
import type { JsonBodyOf } from '../../api/http/endpoint';
import { markedName } from '../../templates/marks';
import { form, text } from '../kit/codec';
import { textOf } from '../kit/form-body';
import { durationText, roleName } from '../kit/format';
import { type Field, formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { formPage, listPage } from '../kit/resource';
import type { Column } from '../kit/tables';
import { sendEmailPreview } from './email-preview';
import { BRAND, PROGRAM_TABS, type ProgramTab, programTabs, readProgram } from './tabs';
import { programTermsPages, showProgramTerms } from '../terms/program';
import { showTemplates, templatePages } from './templates';

const PROGRAMS = { path: '/programs', title: 'Programs' };
const ADD = 'Make a program';
const [ONBOARDING, , RULES] = PROGRAM_TABS;

const COLUMNS: readonly Column<Program>[] = [
  { label: 'Name', cell: ({ key, name }) => ({ text: name, href: `/programs/${key}`, strong: true }) },
  { label: 'Key', cell: ({ key }) => ({ text: key, code: true }) },
  {
    label: 'Onboarding',
    cell: ({ autoOnboarding, requiredApprovals }) =>
      autoOnboarding ? 'Automatic' : `By approval (${requiredApprovals})`,
  },
  {
    label: 'Default role',
    cell: ({ defaultRoleKey }) => roleName(defaultRoleKey),
  },
  { label: 'Expiry', cell: ({ expiresIn }) => durationText(expiresIn) },
];

const NEW = form(programChanges, {
  key: text('Key', { required: true, help: 'Letters, digits, _ and -; it cannot be changed later.' }),
  name: text('Name'),
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
  pages.post('/programs/:key/dry-run', dryRun, (context) => showTab(context, RULES));
  pages.get('/programs/:key/brand/preview', previewBrand);
  pages.post('/programs/:key/brand/preview', previewBrand);
  for (const tab of PROGRAM_TABS) {
    pages.post(
      `/programs/:key/${tab.key}`,
      (context) => save(context, tab),
      (context, problem) => showTab(context, tab, { problem }),
    );
  }
}

async function create(context: PageContext): Promise<void> {
  const key = context.text('key').trim() || '-';
  await context.call(api.putProgramsByKey, { params: { key }, body: { name: context.text('name') } });
  context.done(`/programs/${encodeURIComponent(key)}`, 'The program was made.');
}

type Verdict = JsonBodyOf<typeof api.postProgramsByKeyRulesDryRun>;

async function openTab(context: PageContext, tab: ProgramTab) {
  const [program, roles] = await Promise.all([
    readProgram(context),
    context.may(api.getRoles) ? context.callAll(api.getRoles) : [],
  ]);
  return { program, settings: tab.form({ program, roles, rank: context.caller.rank }) };
}

async function showTab(
  context: PageContext,
  tab: ProgramTab,
  { problem, verdict }: { readonly problem?: Problem; readonly verdict?: Verdict } = {},
): Promise<void> {
  const { program, settings } = await openTab(context, tab);
  const values = problem === undefined ? settings.values(program) : settings.tidy(context.form);
  const path = `/programs/${program.key}`;
  const data = {
    title: `${program.name} - ${tab.label}`,
    name: program.name,
    tabs: programTabs(program.key, tab.key),
    selfHref: path,
    action: `${path}/${tab.key}`,
    heading: tab.heading,
    intro: tab.intro,
    notes: program.notes.filter(({ pointer }) => tab.explains?.includes(pointer.split('/')[1] ?? '')),
    saves: context.may(api.putProgramsByKey),
    ...formData(settings.groups(values), values, problem),
    ...(tab.key === 'apply' && { publicHref: publicHref(context, program) }),
    ...(tab.key === 'brand' && {
      previewAction: `${path}/brand/preview`,
      previewHref: `${path}/brand/preview`,
    }),
    dryRun: tab.key === 'rules' ? dryRunData(context, path, verdict) : undefined,
  };
  context.show('program', data, problem?.status);
}

/** Where people apply, while they may. */
function publicHref({ deps }: PageContext, { takesApplications, applySlug }: Program): string | undefined {
  return takesApplications && applySlug !== null
    ? `${deps.settings.publicUrl}/apply/${applySlug}`
    : undefined;
}

async function save(context: PageContext, tab: ProgramTab): Promise<void> {
  const key = context.param('key');
  const { settings } = await openTab(context, tab);
  const body = settings.body(settings.tidy(context.form));
  await context.call(api.putProgramsByKey, { body });
  context.done(`/programs/${encodeURIComponent(key)}?tab=${tab.key}`, 'The settings were saved.');
}

const OUTCOMES = {
  approve: ['Approve', 'good'],
  review: ['Ask for approval', 'warn'],
  reject: ['Reject', 'bad'],
} as const;

async function dryRun(context: PageContext): Promise<void> {
  const { form: typed } = context;
  const country = textOf(typed, 'country').trim().toUpperCase();
  const body = {
    contactEmail: textOf(typed, 'contactEmail'),
    ...(country !== '' && { country }),
    ...(textOf(typed, 'applied') === 'on' && { applied: true }),
  };
  const verdict = await context.call(api.postProgramsByKeyRulesDryRun, { body });
  await showTab(context, RULES, { verdict });
}

const DRY_RUN: readonly Field[] = [
  { name: 'contactEmail', label: 'Contact Email', inputType: 'email', required: true, autocomplete: 'off' },
  { name: 'country', label: 'Country', help: 'A code such as DE.' },
  { name: 'applied', label: 'Applied without an invitation', kind: 'checkbox' },
];

function dryRunData({ form: typed }: PageContext, path: string, verdict: Verdict | undefined) {
  const { groups } = formData([{ fields: DRY_RUN }], typed);
  const [label, tone] = verdict === undefined ? [undefined, undefined] : OUTCOMES[verdict.outcome];
  return {
    action: `${path}/dry-run`,
    fields: groups[0]?.fields ?? [],
    verdict: label,
    tone,
    why:
      verdict?.ruleId == null
        ? `No rule fires; ${textOf(typed, 'applied') === 'on' ? 'people decide' : 'Auto-Onboarding decides'}.`
        : `by the rule "${verdict.ruleId}".${addedTo(verdict)}`,
  };
}

function addedTo({ addTo }: Verdict): string {
  return addTo === null ? '' : ` They become a user of ${markedName(addTo.name)}.`;
}

/** The invitation e-mail with the brand as it is typed, or as it is saved. */
async function previewBrand(context: PageContext): Promise<void> {
  const typed = context.request.method === 'POST' ? BRAND.body(context.form) : {};
  const body = { template: 'invitation', ...typed };
  sendEmailPreview(context.response, await context.call(api.postProgramsByKeyTemplatesPreview, { body }));
}
