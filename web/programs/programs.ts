import type { Program as ProgramDoc } from '../../domain/programs/program';
import type { Role } from '../../domain/accounts/roles';
import { BUILT_IN_ROLES } from '../../domain/accounts/roles';
import { membershipOf } from '../../api/sessions/workspace-view';
import { previewEmail } from '../../api/programs/email-preview';
import type { Problem } from '../../api/http/problem';
import { programChanges, type Program } from '../../api/programs/schema';
import { parseBody } from '../../api/http/validate';
import { callApi, mayCall, read, readAll } from '../kit/api-call';
import { sendEmailPreview } from './email-preview';
import { attempt, showFormPage, withProblem } from '../kit/form-page';
import { durationText } from '../kit/format';
import { formData } from '../kit/forms';
import type { Pages } from '../kit/router';
import { brandOf, PROGRAM_TABS, type ProgramTab } from './tabs';
import { NO_EXTRAS, programKeyOf, programTabs } from './program-tabs';
import { showTemplates, templatePages } from './templates';
import { goTo, sendScreen } from '../kit/respond';
import { tableData } from '../kit/tables';
import { LIST_NOTHING } from '../settings/users';
import { queryOf, textOf, type FormBody, type PageContext } from '../kit/page-context';

const SHOW = 'get /v1/programs/{key}';
const SAVE = 'put /v1/programs/{key}';

/** Programs and all their settings, one tab for each kind. */
export function programsPages(pages: Pages): void {
  pages.get('/programs', showPrograms);
  pages.get('/programs/new', (context) => showNew(context));
  pages.post('/programs/new', (context) =>
    attempt(
      () => create(context),
      (problem) => showNew(context, problem),
    ),
  );
  templatePages(pages);
  pages.get('/programs/:key', async (context) => {
    if (queryOf(context, 'tab') === 'templates') await showTemplates(context);
    else await showTab(context, tabOf(queryOf(context, 'tab')));
  });
  pages.post('/programs/:key/dry-run', (context) => dryRun(context));
  pages.get('/programs/:key/brand/preview', previewBrand);
  pages.post('/programs/:key/brand/preview', previewBrand);
  for (const tab of PROGRAM_TABS) {
    pages.post(`/programs/:key/${tab.key}`, (context) =>
      attempt(
        () => save(context, tab),
        (problem) => showTab(context, tab, { problem }),
      ),
    );
  }
}

function tabOf(key: string | undefined): ProgramTab {
  const [first] = PROGRAM_TABS;
  const found = PROGRAM_TABS.find((tab) => tab.key === key) ?? first;
  if (found === undefined) throw new TypeError('There are tabs.');
  return found;
}

async function showPrograms(context: PageContext): Promise<void> {
  const programs = await readAll<ProgramDoc>(context, 'get /v1/programs');
  const roleName = (wanted: string) => BUILT_IN_ROLES.find(({ key }) => key === wanted)?.name ?? wanted;
  sendScreen(context, 'list', {
    ...LIST_NOTHING,
    title: 'Programs',
    heading: 'Programs',
    intro: 'A program says how partners are invited and onboarded.',
    action: 'Make a program',
    actionHref: mayCall(context, SAVE) ? '/programs/new' : undefined,
    table: tableData({
      caption: 'Programs',
      columns: [
        { label: 'Name' },
        { label: 'Key' },
        { label: 'Onboarding' },
        { label: 'Default role' },
        { label: 'Expiry' },
      ],
      rows: programs.map((one) => ({
        id: one.key,
        name: one.name,
        cells: [
          { text: one.name, href: `/programs/${one.key}`, strong: true },
          { text: one.key, code: true },
          { text: one.autoOnboarding ? 'Automatic' : `By approval (${one.requiredApprovals})` },
          { text: roleName(one.defaultRoleKey) },
          { text: durationText(one.expiresIn) },
        ],
      })),
      empty: { title: 'No programs', text: 'There is always one.' },
    }),
  });
}

function showNew(context: PageContext, problem?: Problem): void {
  const page = {
    title: 'Make a program',
    backHref: '/programs',
    backLabel: 'Programs',
    action: '/programs/new',
    button: 'Make the program',
    groups: [
      {
        fields: [
          {
            name: 'key',
            label: 'Key',
            required: true,
            help: 'Letters, digits, _ and -; it cannot be changed later.',
          },
          { name: 'name', label: 'Name', required: true },
        ],
      },
    ],
    values: context.form,
  };
  showFormPage(context, page, problem);
}

async function create(context: PageContext): Promise<void> {
  const key = textOf(context.form, 'key').trim() || '-';
  await callApi(context, SAVE, { params: { key }, body: { name: textOf(context.form, 'name') } });
  goTo(context, `/programs/${encodeURIComponent(key)}`, { kind: 'good', text: 'The program was made.' });
}

interface Shown {
  readonly problem?: Problem;
  readonly verdict?: Verdict;
}

async function showTab(
  context: PageContext,
  tab: ProgramTab,
  { problem, verdict }: Shown = {},
): Promise<void> {
  const key = programKeyOf(context);
  const [program, roles] = await Promise.all([
    read<ProgramDoc & Pick<Program, 'notes'>>(context, SHOW, { params: { key } }),
    mayCall(context, 'get /v1/roles') ? readAll<Role>(context, 'get /v1/roles') : [],
  ]);
  const values = problem === undefined ? tab.values(program) : tidied(tab, context.form);
  const path = `/programs/${key}`;
  const isBrand = tab.key === 'brand';
  sendScreen(
    context,
    'program',
    {
      ...NO_EXTRAS,
      title: `${program.name} - ${tab.label}`,
      name: program.name,
      tabs: programTabs(key, tab.key),
      selfHref: path,
      action: `${path}/${tab.key}`,
      heading: tab.heading,
      intro: tab.intro,
      notes: program.notes.filter(({ pointer }) => tab.explains?.includes(pointer.split('/')[1] ?? '')),
      saves: mayCall(context, SAVE),
      ...withProblem(tab.groups(program, values, roles, context.caller.rank), values, problem),
      previewAction: isBrand ? `${path}/brand/preview` : undefined,
      previewHref: `${path}/brand/preview`,
      dryRun: tab.key === 'rules' ? dryRunData(context, path, verdict) : undefined,
    },
    problem?.status ?? 200,
  );
}

function tidied(tab: ProgramTab, form: FormBody): FormBody {
  return tab.tidy?.(form) ?? form;
}

async function save(context: PageContext, tab: ProgramTab): Promise<void> {
  const key = programKeyOf(context);
  await callApi(context, SAVE, { params: { key }, body: tab.body(tidied(tab, context.form)) });
  goTo(context, `/programs/${encodeURIComponent(key)}?tab=${tab.key}`, {
    kind: 'good',
    text: 'The settings were saved.',
  });
}

interface Verdict {
  readonly ruleId: string | null;
  readonly outcome: 'approve' | 'review' | 'reject';
}

const OUTCOMES = {
  approve: ['Approve', 'good'],
  review: ['Ask for approval', 'warn'],
  reject: ['Reject', 'bad'],
} as const;

async function dryRun(context: PageContext): Promise<void> {
  const { form } = context;
  const country = textOf(form, 'country').trim().toUpperCase();
  const body = { contactEmail: textOf(form, 'contactEmail'), ...(country !== '' && { country }) };
  const route = 'post /v1/programs/{key}/rules/dry-run';
  await attempt(
    async () => {
      const verdict = await read<Verdict>(context, route, { params: { key: programKeyOf(context) }, body });
      await showTab(context, tabOf('rules'), { verdict });
    },
    () => showTab(context, tabOf('rules')),
  );
}

function dryRunData({ form }: PageContext, path: string, verdict: Verdict | undefined) {
  const { groups } = formData(
    [
      {
        fields: [
          {
            name: 'contactEmail',
            label: 'Contact Email',
            inputType: 'email',
            required: true,
            autocomplete: 'off',
          },
          { name: 'country', label: 'Country', help: 'A code such as DE.' },
        ],
      },
    ],
    { values: form },
  );
  const [label, tone] = verdict === undefined ? [undefined, undefined] : OUTCOMES[verdict.outcome];
  return {
    action: `${path}/dry-run`,
    fields: groups[0]?.fields ?? [],
    verdict: label,
    tone,
    why:
      verdict?.ruleId == null
        ? 'No rule fires; Auto-Onboarding decides.'
        : `by the rule "${verdict.ruleId}".`,
  };
}

/** The invitation e-mail with the brand as it is typed, or as it is saved. */
async function previewBrand(context: PageContext): Promise<void> {
  const { deps, caller, response, request, form } = context;
  const program = await read<ProgramDoc>(context, SHOW, { params: { key: programKeyOf(context) } });
  const { account } = await membershipOf(deps, caller);
  const typed =
    request.method === 'POST' ? parseBody(programChanges, { brand: brandOf(form) }).brand : undefined;
  const sender = {
    inviterName: caller.name,
    inviterAccountName: account.name,
    publicUrl: deps.settings.publicUrl,
  };
  const branded = typed === undefined ? program : { ...program, brand: typed };
  sendEmailPreview(response, previewEmail(branded, 'invitation', 'en', {}, sender));
}
