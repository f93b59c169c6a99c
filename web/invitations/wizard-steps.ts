import * as api from '../../api';
import type { Program } from '../../api/programs/schema';
import { BUILT_IN_ROLES, type Role } from '../../domain/accounts/roles';
import { type Caller, mayGive } from '../../domain/security/caller';
import type { Problem } from '../../api/http/problem';
import { filesIn } from '../documents/documents';
import type { ItemOf } from '../kit/api-call';
import { customFormField } from '../kit/custom-fields-form';
import { type FormBody, textsOf } from '../kit/form-body';
import { records } from '../kit/format';
import { type Field, type FieldGroup, type FileControl, formData } from '../kit/forms';
import type { PageContext } from '../kit/page-context';
import { counted, t } from '../kit/reader';
import { href } from '../kit/tables';
import { candidatesOf, CHOICE } from './partner-choice';
import { AGAIN, CUSTOMER, ESSENTIAL, isKeptBy, setUpForm, type StepName, STEPS } from './wizard-input';
import { summaryOf } from './wizard-summary';

type Folder = ItemOf<typeof api.getWorkspacesByIdFolders>;

export interface WizardState {
  readonly step: StepName;
  readonly program: Program;
  readonly programs: readonly Program[];
  readonly problem?: Problem;
}

const HEADINGS: Readonly<Record<StepName, readonly [label: string, intro: string]>> = {
  customer: ['Customer Information', 'An address and a name are enough to send.'],
  share: ['Share Records', 'Choose one of your workspaces and the folders to share, or none.'],
  setUp: ["Set Up the Customer's Workspace", 'Everything here has a default.'],
};

const GO_STAY = JSON.stringify({ go: 'stay' });

/** Shows one step with everything that was typed, in this step and in the others. */
export async function showStep(context: PageContext, state: WizardState): Promise<void> {
  const { step, program, programs, problem } = state;
  const { form } = context;
  const files = await filesIn(context, program.customFields, form);
  const fields = formData(await groupsOf(context, state, files), form, problem);
  const isLast = step === 'setUp';
  const data = {
    title: t('{{step}} - Create Invitation', { step: t(HEADINGS[step][0]) }),
    heading: HEADINGS[step][0],
    intro: HEADINGS[step][1],
    step,
    steps: STEPS.map((name) => ({ label: HEADINGS[name][0], go: `to.${name}`, current: name === step })),
    isUnsaved: context.request.method === 'POST',
    kept: keptValues(form, step),
    programs: step === 'customer' && programs.length > 1 ? programChoices(state) : undefined,
    goStay: GO_STAY,
    isShare: step === 'share',
    isSetUp: isLast,
    mayGoBack: step !== 'customer',
    // Enter goes on, and sends nothing.
    defaultGo: isLast ? 'stay' : 'next',
    previewAction: '/invitations/new/preview',
    previewHref: href('/invitations/new/preview', { program: program.key }),
    ...(step === 'share' && (await shareData(context))),
    data: await summaryOf(context, program),
    ...fields,
    errors: [...fields.errors, ...openInvitation(problem)],
  };
  // A step answers a form; what is not kept at all, the Back button of a browser cannot show again.
  context.response.set('Cache-Control', 'private, no-cache');
  context.show('wizard', data, problem?.status);
}

/** Where to go on with somebody who is invited already. */
function openInvitation(problem: Problem | undefined) {
  const id = problem?.options.invitationId;
  if (id === undefined) return [];
  const text = t('You can resend, edit or revoke it instead.');
  return [{ text, link: t('Open the invitation'), linkHref: `/invitations/${id}` }];
}

function programChoices({ program, programs }: WizardState) {
  return programs.map(({ key, name }) => ({ value: key, label: name, selected: key === program.key }));
}

function keptValues(form: FormBody, step: StepName) {
  return Object.keys(form)
    .filter((name) => name === AGAIN || isKeptBy(step, name))
    .flatMap((name) => textsOf(form, name).map((value) => ({ name, value })));
}

async function groupsOf(
  context: PageContext,
  { step, program }: WizardState,
  files: FileControl['known'],
): Promise<FieldGroup[]> {
  switch (step) {
    case 'customer':
      return customerGroups(program, files, await candidatesOf(context));
    case 'share':
      return [];
    case 'setUp':
      return setUpGroups(context, program);
  }
}

/** Whoever is added to a partner has the same role as everybody who is. */
function setUpGroups(context: PageContext, program: Program): FieldGroup[] {
  const isAdded = context.text(CHOICE) !== '';
  const groups = setUpForm(program, grantable(context.caller, program)).groups({});
  return groups.map(({ fields, ...group }) => ({
    ...group,
    fields: fields.filter(({ name }) => !isAdded || name !== 'roleKey'),
  }));
}

function customerGroups(
  { customFields }: Program,
  files: FileControl['known'],
  partners: Awaited<ReturnType<typeof candidatesOf>>,
): FieldGroup[] {
  const own = customFields
    .filter(({ filledBy }) => filledBy === 'inviter')
    .map((field) => customFormField(field, files));
  const options = partners.map(({ id, partnerName }) => ({ value: id, label: partnerName, own: true }));
  const choice = CUSTOMER.fields
    .filter(({ name }) => name === CHOICE && options.length > 0)
    .map((field) => ({ ...field, options }));
  const isEssential = ({ name }: Field) => ESSENTIAL.includes(name);
  const essential = CUSTOMER.fields.filter((field) => isEssential(field) && field.name !== CHOICE);
  return [
    { legend: 'Who is invited', fields: [...essential, ...choice] },
    { legend: 'More about them', fields: CUSTOMER.fields.filter((field) => !isEssential(field)) },
    ...(own.length === 0 ? [] : [{ legend: 'More about the customer', fields: own }]),
  ];
}

/** The account will be a new one, so only built-in roles exist in it; the API has the last word. */
function grantable(caller: Caller, { defaultRoleKey }: Program): readonly Role[] {
  return BUILT_IN_ROLES.filter(
    (role) => role.rank <= caller.rank && (role.key === defaultRoleKey || mayGive(caller, role)),
  );
}

async function shareData(context: PageContext) {
  if (!context.may(api.getWorkspaces)) return {};
  const workspaces = await context.callAll(api.getWorkspaces);
  const asked = context.text('workspaceId');
  const chosen = workspaces.find(({ id }) => id === asked) ?? workspaces[0];
  const folders = chosen
    ? await context.callAll(api.getWorkspacesByIdFolders, { params: { id: chosen.id } })
    : [];
  const ticked = new Set(context.texts('folderIds'));
  return {
    manyWorkspaces: workspaces.length > 1,
    workspaces: workspaces.map(({ id, name }, index) => ({
      id: `workspace-${index}`,
      value: id,
      label: name,
      selected: id === chosen?.id,
      goStay: GO_STAY,
    })),
    folders: folders.map(({ id, name, recordCount }, index) => ({
      id: `folder-${index}`,
      value: id,
      label: name,
      hint: records(recordCount),
      selected: ticked.has(id),
      goStay: GO_STAY,
    })),
    total: totalOf(folders.filter(({ id }) => ticked.has(id))),
    noFolders: t('This workspace has no folders yet.'),
  };
}

function totalOf(folders: readonly Folder[]): string {
  if (folders.length === 0) return t('No folder is ticked.');
  const count = folders.reduce((sum, { recordCount }) => sum + recordCount, 0);
  return counted(folders.length, '{{count}} folder with {{records}}', '{{count}} folders with {{records}}', {
    records: records(count),
  });
}
