import type { z } from 'zod';
import type { Program as ProgramDoc } from '../../domain/programs/program';
import type { Role } from '../../domain/accounts/roles';
import { BUILT_IN_ROLES } from '../../domain/accounts/roles';
import type { Caller } from '../../api/http/caller';
import { mayGive } from '../../api/roles/ranks';
import type { FieldError } from '../../domain/field-error';
import type { folder, workspace } from '../../api/workspaces/schema';
import { MASTER, TRANSLATIONS } from '../../templates/locales';
import { languageName } from '../../templates/pages';
import { mayCall, readAll } from '../kit/api-call';
import { COMPANY_FIELDS, EMAIL_FIELD, MESSAGE_FIELD, PERSON_FIELDS, PHONE_FIELD } from './contact-fields';
import { customFormField } from '../kit/custom-fields-form';
import { durationText, remindersText } from '../kit/format';
import { formData, line, type FieldGroup } from '../kit/forms';
import { sendScreen } from '../kit/respond';
import { href } from '../kit/tables';
import { isKeptBy, STEPS, type StepName } from './wizard-input';
import { textOf, textsOf, type FormBody, type PageContext } from '../kit/page-context';

type Workspace = z.output<typeof workspace>;
type Folder = z.output<typeof folder>;

export interface WizardState {
  readonly step: StepName;
  readonly program: ProgramDoc;
  readonly programs: readonly ProgramDoc[];
  readonly errors?: readonly FieldError[];
  /** A problem that belongs to no field. */
  readonly banner?: string | undefined;
  readonly openInvitationId?: string | undefined;
  readonly status?: number;
}

const HEADINGS: Readonly<Record<StepName, readonly [label: string, intro: string]>> = {
  customer: ['Customer Information', 'Who do you want to work with?'],
  share: ['Share Records', 'Choose one of your workspaces and the folders to share. You may skip this.'],
  setUp: [
    "Set Up the Customer's Workspace",
    'Everything here has a default; leave it as it is to skip this.',
  ],
};

const GO_STAY = JSON.stringify({ go: 'stay' });

/** Shows one step with everything that was typed, in this step and in the others. */
export async function showStep(context: PageContext, state: WizardState): Promise<void> {
  const { step, program, programs } = state;
  const { form } = context;
  const fields = formData(groupsOf(context, state), { values: form, errors: state.errors });
  const isLast = step === 'setUp';
  const data = {
    title: `${HEADINGS[step][0]} - Create Invitation`,
    heading: HEADINGS[step][0],
    intro: HEADINGS[step][1],
    step,
    steps: STEPS.map((name) => ({ label: HEADINGS[name][0], current: name === step })),
    kept: keptValues(form, step),
    programs: step === 'customer' && programs.length > 1 ? programChoices(state) : undefined,
    goStay: GO_STAY,
    isShare: step === 'share',
    isSetUp: isLast,
    mayGoBack: step !== 'customer',
    defaultGo: isLast ? 'send' : 'next',
    defaultLabel: isLast ? 'Send' : 'Next',
    previewAction: '/invitations/new/preview',
    previewHref: href('/invitations/new/preview', { program: program.key }),
    ...(step === 'share' ? await shareData(context) : NO_SHARE),
    ...fields,
    ...summaryOf(state, fields.errors),
  };
  // A step answers a form; what is not kept at all, the Back button of a browser cannot show again.
  context.response.set('Cache-Control', 'private, no-cache');
  sendScreen(context, 'wizard', data, state.status ?? 200);
}

function summaryOf({ banner, openInvitationId }: WizardState, errors: ReturnType<typeof formData>['errors']) {
  const open =
    openInvitationId === undefined
      ? undefined
      : line('You can resend, edit or revoke it instead.', undefined, undefined, {
          link: 'Open the invitation',
          href: `/invitations/${openInvitationId}`,
        });
  const lines = [
    ...(banner === undefined ? [] : [line(banner)]),
    ...errors,
    ...(open === undefined ? [] : [open]),
  ];
  return { errors: lines, hasErrors: lines.length > 0 };
}

function programChoices({ program, programs }: WizardState) {
  return programs.map(({ key, name }) => ({ value: key, label: name, selected: key === program.key }));
}

function keptValues(form: FormBody, step: StepName) {
  return Object.keys(form)
    .filter((name) => isKeptBy(step, name))
    .flatMap((name) => textsOf(form, name).map((value) => ({ name, value })));
}

function groupsOf(context: PageContext, { step, program }: WizardState): FieldGroup[] {
  switch (step) {
    case 'customer':
      return customerGroups(program);
    case 'share':
      return [];
    case 'setUp':
      return setUpGroups(context, program);
  }
}

function customerGroups({ customFields }: ProgramDoc): FieldGroup[] {
  const own = customFields.filter(({ filledBy }) => filledBy === 'inviter').map(customFormField);
  return [
    { legend: 'Company', fields: COMPANY_FIELDS },
    {
      legend: 'Contact',
      fields: [...PERSON_FIELDS, { ...EMAIL_FIELD, live: '/invitations/new/check-email' }, PHONE_FIELD],
    },
    ...(own.length === 0 ? [] : [{ legend: 'More about the customer', fields: own }]),
  ];
}

function setUpGroups({ caller }: PageContext, program: ProgramDoc): FieldGroup[] {
  const nameOf = (wanted: string) => BUILT_IN_ROLES.find(({ key }) => key === wanted)?.name ?? wanted;
  const moduleName = program.modules.find(({ key }) => key === program.initialModule)?.name;
  const reminders = program.reminders.length === 0 ? 'no reminders' : remindersText(program.reminders);
  return [
    {
      fields: [
        {
          name: 'roleKey',
          label: 'Role of the first user',
          kind: 'select',
          blank: `${nameOf(program.defaultRoleKey)} (default)`,
          options: grantable(caller, program).map(({ key, name }) => ({ value: key, label: name })),
        },
        {
          name: 'initialModule',
          label: 'Initial module',
          kind: 'select',
          help: 'What the customer sees at the first login.',
          blank: moduleName === undefined ? 'First module (default)' : `${moduleName} (default)`,
          options: program.modules.map(({ key, name }) => ({ value: key, label: name })),
        },
        {
          name: 'expiresIn',
          label: 'Expires after',
          help: `For example 30 days or 36 hours. Empty: ${durationText(program.expiresIn)}.`,
        },
        {
          name: 'reminders',
          label: 'Reminders',
          help: `For example 3 days, 1 day before expiry; or none. Empty: ${reminders}.`,
        },
        {
          name: 'locale',
          label: 'Language',
          kind: 'select',
          blank: `${languageName(MASTER)} (default)`,
          options: TRANSLATIONS.map((locale) => ({ value: locale, label: languageName(locale) })),
        },
        MESSAGE_FIELD,
      ],
    },
  ];
}

/** The account will be a new one, so only built-in roles exist in it; the API has the last word. */
function grantable(caller: Caller, { defaultRoleKey }: ProgramDoc): readonly Role[] {
  return BUILT_IN_ROLES.filter(
    (role) => role.rank <= caller.rank && (role.key === defaultRoleKey || mayGive(caller, role)),
  );
}

const NO_SHARE = {
  workspaces: undefined,
  manyWorkspaces: false,
  folders: undefined,
  total: undefined,
  noFolders: undefined,
};

async function shareData(context: PageContext) {
  if (!mayCall(context, 'get /v1/workspaces')) return NO_SHARE;
  const workspaces = await readAll<Workspace>(context, 'get /v1/workspaces');
  const asked = textOf(context.form, 'workspaceId');
  const chosen = workspaces.find(({ id }) => id === asked) ?? workspaces[0];
  const folders = chosen === undefined ? [] : await foldersOf(context, chosen.id);
  const ticked = new Set(textsOf(context.form, 'folderIds'));
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
    noFolders: 'This workspace has no folders yet.',
  };
}

function foldersOf(context: PageContext, id: string): Promise<Folder[]> {
  return readAll<Folder>(context, 'get /v1/workspaces/{id}/folders', { params: { id } });
}

function totalOf(folders: readonly Folder[]): string {
  if (folders.length === 0) return 'Nothing is shared.';
  const count = folders.reduce((sum, { recordCount }) => sum + recordCount, 0);
  return `${folders.length} ${folders.length === 1 ? 'folder' : 'folders'} with ${records(count)}`;
}

/** `1 record`, `3 records`. */
export function records(count: number): string {
  return `${count} ${count === 1 ? 'record' : 'records'}`;
}
