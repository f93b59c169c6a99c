import * as api from '../../api';
import { type Program, programChanges } from '../../api/programs/schema';
import { BUILT_IN_ROLES, type Role } from '../../domain/accounts/roles';
import { checkbox, control, duration, durations, form, type Form, number, select, text } from '../kit/codec';
import { choiceOf } from '../kit/forms';
import type { PageContext } from '../kit/page-context';
import { customFieldRows, ruleRows } from './rows';

/** What the choices of a form depend on. */
export interface TabContext {
  readonly program: Program;
  readonly roles: readonly Role[];
  /** The visitor's. */
  readonly rank: number;
}

/** One page of a program's settings. */
export interface ProgramTab {
  readonly key: string;
  readonly label: string;
  readonly heading: string;
  readonly intro?: string;
  /** Settings whose notes the page shows. */
  readonly explains?: readonly string[];
  form(context: TabContext): Form;
}

/** Who is asked depends on both, and each stands on a tab of its own. */
const ASKING = ['requiredApprovals', 'approvalRules'];

/** Every tab whose fields are settings; templates have a page of their own. */
export const PROGRAM_TABS = [
  {
    key: 'onboarding',
    label: 'Onboarding',
    heading: 'Onboarding and approvals',
    explains: [...ASKING, 'escalateAfter'],
    form: ({ rank }) =>
      form(programChanges, {
        name: text('Name of the program'),
        defaultRoleKey: select('Default role', {
          help: 'What the first user of a new partner account gets.',
          options: BUILT_IN_ROLES.filter((role) => role.rank <= rank).map(choiceOf),
        }),
        autoOnboarding: checkbox('Auto-Onboarding: partners who accept become active by themselves', {
          help: 'Off: they are added to the Pending Partners list for approval. Rules come first.',
        }),
        requiredApprovals: number('Approvals needed', { help: '1 to 3' }),
        escalateAfter: duration('Remind approvers after', { help: 'For example 3 days.' }),
        escalateEvery: duration('Remind them again every', {
          help: 'For example 2 days. Empty: never again.',
        }),
        maxEscalations: number('Reminders to approvers at most', { help: '1 to 50, the first included.' }),
        decideWithin: duration('Time to decide', {
          help: 'Counted from the application, for example 10 days. Empty: no end.',
        }),
        whenUndecided: select('When nobody decided in time', {
          labels: { tell_admins: 'Tell the administrators', reject: 'Reject the application' },
        }),
        inviterMayApprove: checkbox('Inviters may approve their own invitations'),
      }),
  },
  {
    key: 'delivery',
    label: 'Expiry and reminders',
    heading: 'Expiry, reminders and retention',
    explains: ['reminders', 'resendCooldown'],
    form: () =>
      form(programChanges, {
        expiresIn: duration('Invitations expire after', { help: 'For example 14 days.' }),
        reminders: durations('Reminders', {
          help: 'For example 3 days, 7 days, 1 day before expiry. Empty: none.',
        }),
        resendCooldown: duration('Time between two sends', { help: 'For example 60 seconds.' }),
        maxResends: number('Resends per invitation'),
        retainFor: duration('Erase personal data after', {
          help: 'Counted from the end of an invitation, for example 180 days. Empty: never.',
        }),
      }),
  },
  {
    key: 'rules',
    label: 'Rules',
    heading: 'Approval rules',
    intro:
      'Asked in their order; the first whose conditions all hold decides. Without one, Auto-Onboarding decides.',
    explains: ASKING,
    form: ({ roles }) => ruleRows(roles.map(choiceOf)),
  },
  {
    key: 'apply',
    label: 'Apply page',
    heading: 'Apply without an invitation',
    intro:
      'A public page on which anybody may apply. People prove their address by e-mail first, and are then looked at ' +
      'like everybody on the Pending list, whatever Auto-Onboarding says; only a rule about applicants approves by itself.',
    form: () =>
      form(programChanges, {
        takesApplications: checkbox('Anybody may apply on this page'),
        applySlug: text('Address of the page', {
          help: '3 to 40 letters a to z, digits and hyphens, such as nordwind-partners. Once taken, it is yours for ever.',
        }),
      }),
  },
  {
    key: 'fields',
    label: 'Custom fields',
    heading: 'Custom fields',
    intro:
      'Asked when a partner is invited, applies or is reviewed. Open invitations keep the form they were sent with.',
    form: () => customFieldRows,
  },
  {
    key: 'modules',
    label: 'Modules',
    heading: 'Modules',
    form: ({ program }) =>
      form(programChanges, {
        modules: control(
          'Modules',
          'textarea',
          { rows: 6, help: 'One a line: "key" or "key = name".' },
          modulesOf,
          (modules: Program['modules']) => modules.map(({ key, name }) => `${key} = ${name}`).join('\n'),
        ),
        initialModule: select('Initial module', {
          blank: 'The first one',
          help: 'What partners land on at the first sign-in.',
          options: program.modules.map(choiceOf),
        }),
      }),
  },
  {
    key: 'brand',
    label: 'Brand',
    heading: 'Brand',
    intro: 'How e-mails and the pages of invited partners look.',
    form: () => BRAND,
  },
] as const satisfies readonly ProgramTab[];

/** How e-mails and pages of a program look. */
export const BRAND = form(programChanges, {
  'brand.logoUrl': text('Logo', { inputType: 'url', help: 'An https address of a picture.' }),
  'brand.color': text('Colour', { help: 'For example #3e63dd.' }),
  'brand.senderName': text('Sender name'),
  'brand.replyTo': text('Reply to', { inputType: 'email' }),
});

function modulesOf(typed: string) {
  return typed
    .split('\n')
    .map((line) => line.split('=').map((part) => part.trim()))
    .filter(([key = '']) => key !== '')
    .map(([key, ...name]) => (name.length === 0 ? { key } : { key, name: name.join('=') }));
}

const OWN_PAGES = [
  { key: 'templates', label: 'E-mails' },
  { key: 'terms', label: 'Terms' },
] as const;

/** The tabs as every page of a program shows them. */
export function programTabs(key: string, current: string) {
  return [...PROGRAM_TABS, ...OWN_PAGES].map(({ key: tab, label }) => ({
    label,
    href: `/programs/${key}?tab=${tab}`,
    current: tab === current,
  }));
}

export const readProgram = (context: PageContext): Promise<Program> => context.call(api.getProgramsByKey);
