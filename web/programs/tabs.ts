import type { Program as ProgramDoc } from '../../domain/programs/program';
import type { Role } from '../../domain/accounts/roles';
import { BUILT_IN_ROLES } from '../../domain/accounts/roles';
import { durationOf, durationText, remindersOf, remindersText } from '../kit/format';
import type { FieldGroup } from '../kit/forms';
import {
  compactRows,
  fieldGroups,
  fieldsOf,
  fieldValues,
  rowCount,
  ruleGroups,
  rulesOf,
  ruleValues,
} from './rows';
import { textOf, type FormBody } from '../kit/page-context';

/** One page of a program's settings: its fields, what is known, and the body that saves it. */
export interface ProgramTab {
  readonly key: 'onboarding' | 'delivery' | 'rules' | 'fields' | 'modules' | 'brand';
  readonly label: string;
  readonly heading: string;
  readonly intro?: string;
  /** Settings whose notes the page shows. */
  readonly explains?: readonly string[];
  groups(program: ProgramDoc, values: FormBody, roles: readonly Role[], rank: number): readonly FieldGroup[];
  values(program: ProgramDoc): FormBody;
  /** The form in the order in which the API's errors count its rows. */
  tidy?(form: FormBody): FormBody;
  body(form: FormBody): object;
}

const on = (form: FormBody, name: string): boolean => textOf(form, name) === 'on';
const tick = (value: boolean): string => (value ? 'on' : '');
const numeric = (form: FormBody, name: string): number | undefined => {
  const text = textOf(form, name).trim();
  return text === '' ? undefined : Number(text);
};
const orNull = (form: FormBody, name: string): string | null => textOf(form, name).trim() || null;

/** Who is asked depends on both, and each stands on a tab of its own. */
const ASKING = ['requiredApprovals', 'approvalRules'];

const ONBOARDING: ProgramTab = {
  key: 'onboarding',
  label: 'Onboarding',
  heading: 'Onboarding and approvals',
  explains: ASKING,
  groups: (_program, _values, _roles, rank) => [
    {
      fields: [
        { name: 'name', label: 'Name of the program', required: true },
        {
          name: 'defaultRoleKey',
          label: 'Default role',
          kind: 'select',
          required: true,
          help: 'What the first user of a new partner account gets.',
          options: BUILT_IN_ROLES.filter((role) => role.rank <= rank).map(({ key, name }) => ({
            value: key,
            label: name,
          })),
        },
        {
          name: 'autoOnboarding',
          label: 'Auto-Onboarding: partners who accept become active by themselves',
          kind: 'checkbox',
          wide: true,
          help: 'Off: they are added to the Pending Partners list for approval. Rules come first.',
        },
        {
          name: 'requiredApprovals',
          label: 'Approvals needed',
          inputType: 'number',
          required: true,
          help: '1 to 3',
        },
        {
          name: 'escalateAfter',
          label: 'Remind approvers after',
          required: true,
          help: 'For example 3 days.',
        },
        {
          name: 'inviterMayApprove',
          label: 'Inviters may approve their own invitations',
          kind: 'checkbox',
          wide: true,
        },
      ],
    },
  ],
  values: (program) => ({
    name: program.name,
    defaultRoleKey: program.defaultRoleKey,
    autoOnboarding: tick(program.autoOnboarding),
    requiredApprovals: String(program.requiredApprovals),
    escalateAfter: durationText(program.escalateAfter),
    inviterMayApprove: tick(program.inviterMayApprove),
  }),
  body: (form) => ({
    name: textOf(form, 'name'),
    defaultRoleKey: textOf(form, 'defaultRoleKey'),
    autoOnboarding: on(form, 'autoOnboarding'),
    requiredApprovals: numeric(form, 'requiredApprovals'),
    escalateAfter: durationOf(textOf(form, 'escalateAfter')),
    inviterMayApprove: on(form, 'inviterMayApprove'),
  }),
};

const DELIVERY: ProgramTab = {
  key: 'delivery',
  explains: ['reminders', 'resendCooldown'],
  label: 'Expiry and reminders',
  heading: 'Expiry, reminders and retention',
  groups: () => [
    {
      fields: [
        {
          name: 'expiresIn',
          label: 'Invitations expire after',
          required: true,
          help: 'For example 14 days.',
        },
        {
          name: 'reminders',
          label: 'Reminders',
          help: 'For example 3 days, 7 days, 1 day before expiry. Empty: none.',
        },
        {
          name: 'resendCooldown',
          label: 'Time between two sends',
          required: true,
          help: 'For example 60 seconds.',
        },
        { name: 'maxResends', label: 'Resends per invitation', inputType: 'number', required: true },
        {
          name: 'retainFor',
          label: 'Erase personal data after',
          help: 'Counted from the end of an invitation, for example 180 days. Empty: never.',
        },
      ],
    },
  ],
  values: (program) => ({
    expiresIn: durationText(program.expiresIn),
    reminders: remindersText(program.reminders),
    resendCooldown: durationText(program.resendCooldown),
    maxResends: String(program.maxResends),
    retainFor: durationText(program.retainFor ?? ''),
  }),
  body: (form) => ({
    expiresIn: durationOf(textOf(form, 'expiresIn')),
    reminders: remindersOf(textOf(form, 'reminders')),
    resendCooldown: durationOf(textOf(form, 'resendCooldown')),
    maxResends: numeric(form, 'maxResends'),
    retainFor: durationOf(textOf(form, 'retainFor')) || null,
  }),
};

const RULES: ProgramTab = {
  key: 'rules',
  label: 'Rules',
  heading: 'Approval rules',
  explains: ASKING,
  intro:
    'Asked in their order; the first whose conditions all hold decides. Without one, Auto-Onboarding decides.',
  groups: (_program, values, roles) => ruleGroups(rowCount(values, 'approvalRules'), roles),
  values: ruleValues,
  tidy: (form) => compactRows(form, 'approvalRules', 'id'),
  body: (form) => ({ approvalRules: rulesOf(form) }),
};

const FIELDS: ProgramTab = {
  key: 'fields',
  label: 'Custom fields',
  heading: 'Custom fields',
  intro:
    'Asked when a partner is invited, applies or is reviewed. Open invitations keep the form they were sent with.',
  groups: (_program, values) => fieldGroups(rowCount(values, 'customFields')),
  values: fieldValues,
  tidy: (form) => compactRows(form, 'customFields', 'key'),
  body: (form) => ({ customFields: fieldsOf(form) }),
};

const MODULES: ProgramTab = {
  key: 'modules',
  label: 'Modules',
  heading: 'Modules',
  groups: ({ modules }) => [
    {
      fields: [
        {
          name: 'modules',
          label: 'Modules',
          kind: 'textarea',
          rows: 6,
          required: true,
          help: 'One a line: "key" or "key = name".',
        },
        {
          name: 'initialModule',
          label: 'Initial module',
          kind: 'select',
          blank: 'The first one',
          help: 'What partners land on at the first sign-in.',
          options: modules.map(({ key, name }) => ({ value: key, label: name })),
        },
      ],
    },
  ],
  values: ({ modules, initialModule }) => ({
    modules: modules.map(({ key, name }) => `${key} = ${name}`).join('\n'),
    initialModule: initialModule ?? '',
  }),
  body: (form) => ({
    modules: textOf(form, 'modules')
      .split('\n')
      .map((row) => row.split('=').map((part) => part.trim()))
      .filter(([key = '']) => key !== '')
      .map(([key, ...name]) => (name.length === 0 ? { key } : { key, name: name.join('=') })),
    initialModule: orNull(form, 'initialModule'),
  }),
};

/** Members of the brand as they were typed. */
export const brandOf = (form: FormBody) => ({
  logoUrl: orNull(form, 'brand.logoUrl'),
  color: orNull(form, 'brand.color'),
  senderName: orNull(form, 'brand.senderName'),
  replyTo: orNull(form, 'brand.replyTo'),
});

const BRAND: ProgramTab = {
  key: 'brand',
  label: 'Brand',
  heading: 'Brand',
  intro: 'How e-mails and the pages of invited partners look.',
  groups: () => [
    {
      fields: [
        { name: 'brand.logoUrl', label: 'Logo', inputType: 'url', help: 'An https address of a picture.' },
        { name: 'brand.color', label: 'Colour', help: 'For example #1f4e79.' },
        { name: 'brand.senderName', label: 'Sender name' },
        { name: 'brand.replyTo', label: 'Reply to', inputType: 'email' },
      ],
    },
  ],
  values: ({ brand }) => ({
    'brand.logoUrl': brand.logoUrl ?? '',
    'brand.color': brand.color ?? '',
    'brand.senderName': brand.senderName ?? '',
    'brand.replyTo': brand.replyTo ?? '',
  }),
  body: (form) => ({ brand: brandOf(form) }),
};

/** Every tab whose fields are settings; templates have a page of their own. */
export const PROGRAM_TABS: readonly ProgramTab[] = [ONBOARDING, DELIVERY, RULES, FIELDS, MODULES, BRAND];
