import * as api from '../../api';
import { type Program, programChanges } from '../../api/programs/schema';
import { contrast, isBrandColor } from '../../templates/brand';
import { BUILT_IN_ROLES, type Role } from '../../domain/accounts/roles';
import { checkbox, control, duration, durations, form, type Form, number, select, text } from '../kit/codec';
import { choiceOf, roleChoice } from '../kit/forms';
import { t } from '../kit/reader';
import { daysOf } from '../invitations/days';
import type { PageContext } from '../kit/page-context';
import type { Builder } from './builder';
import { FIELDS_BUILDER } from './field-rows';
import { rulesBuilder } from './rule-rows';

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
  /** What the settings come to, as they are saved. */
  comesTo?(program: Program): string;
  /** What a change means for open invitations. */
  readonly takesHold: string;
  /** Settings whose notes the page shows. */
  readonly explains?: readonly string[];
  form(context: TabContext): Form;
  /** Of a tab that is a list: how it is built row by row. */
  builder?(context: TabContext): Builder;
}

const rulesOf = ({ program, roles }: TabContext) =>
  rulesBuilder(roles.map(roleChoice), `/programs/${program.key}/rules`);

const KEPT = 'Open invitations keep the settings they were sent with.';

/** Said where nothing is kept. */
export const AT_ONCE = 'Changes hold at once, also for the pages and e-mails of open invitations.';

/** Who is asked depends on both, and each stands on a tab of its own. */
const ASKING = ['requiredApprovals', 'approvalRules'];

/** Every tab whose fields are settings; templates have a page of their own. */
export const PROGRAM_TABS = [
  {
    key: 'onboarding',
    label: 'Onboarding',
    takesHold: KEPT,
    heading: 'Onboarding and approvals',
    explains: [...ASKING, 'escalateAfter'],
    form: ({ rank }) =>
      form(programChanges, {
        name: text('Name of the program'),
        defaultRoleKey: select('Default role', {
          help: 'What the first user of a new partner account gets.',
          options: BUILT_IN_ROLES.filter((role) => role.rank <= rank).map(roleChoice),
        }),
        autoOnboarding: checkbox('Auto-Onboarding: partners who accept become active by themselves', {
          help: 'Off: they are added to the Pending Partners list for approval. Rules come first.',
        }),
        requiredApprovals: number('Approvals needed', { help: '1 to 3' }),
        escalateAfter: duration('Remind approvers after', ['P1D', 'P2D', 'P3D', 'P7D']),
        escalateEvery: duration('Remind them again every', ['P1D', 'P2D', 'P3D', 'P7D'], {
          blank: 'Never again',
        }),
        maxEscalations: number('Reminders to approvers at most', { help: '1 to 50, the first included.' }),
        decideWithin: duration('Time to decide', ['P7D', 'P10D', 'P14D', 'P30D'], {
          blank: 'No end',
          help: 'Counted from the application.',
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
    takesHold: KEPT,
    heading: 'Expiry, reminders and retention',
    comesTo: ({ expiresIn, reminders }) => {
      const days = daysOf(expiresIn, reminders);
      return t('Sent today, an invitation works until {{until}}. Reminders: {{reminders}}.', days);
    },
    explains: ['reminders', 'resendCooldown'],
    form: () =>
      form(programChanges, {
        expiresIn: duration('Invitations expire after', ['P7D', 'P14D', 'P30D', 'P60D', 'P90D']),
        reminders: durations('Reminders', {
          wide: true,
          help: 'Counted from the sending, unless they say before expiry.',
        }),
        resendCooldown: duration('Time between two sends', ['PT60S', 'PT10M', 'PT1H', 'P1D']),
        maxResends: number('Resends per invitation'),
        retainFor: duration('Erase personal data after', ['P30D', 'P90D', 'P180D', 'P365D'], {
          blank: 'Never',
          help: 'Counted from the end of an invitation; a change holds for all that ended.',
        }),
      }),
  },
  {
    key: 'rules',
    label: 'Rules',
    takesHold:
      'Changes hold for everybody who applies from now on; an invitation that was sent while there was no rule asks none.',
    heading: 'Approval rules',
    intro:
      'Asked in their order; the first whose conditions all hold decides. Without one, Auto-Onboarding decides.',
    explains: ASKING,
    form: (context) => rulesOf(context).rows,
    builder: rulesOf,
  },
  {
    key: 'apply',
    label: 'Apply page',
    takesHold: 'Changes hold at once.',
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
    takesHold: KEPT,
    heading: 'Custom fields',
    intro: 'Asked when a partner is invited, applies or is reviewed.',
    form: () => FIELDS_BUILDER.rows,
    builder: () => FIELDS_BUILDER,
  },
  {
    key: 'modules',
    label: 'Modules',
    takesHold: KEPT,
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
    takesHold: AT_ONCE,
    heading: 'Brand',
    intro: 'How e-mails and the pages of invited partners look.',
    form: () => BRAND,
  },
] as const satisfies readonly ProgramTab[];

/** How e-mails and pages of a program look. */
export const BRAND = form(programChanges, {
  'brand.logoUrl': text('Logo', {
    inputType: 'url',
    help: 'An https address of a picture; or upload one below.',
  }),
  'brand.color': control('Colour', undefined, { help: 'For example #3e63dd.' }, hexColor),
  'brand.senderName': text('Sender name'),
  'brand.replyTo': text('Reply to', { inputType: 'email' }),
});

/** `#ff0` and `1f4e79` are colours too, as people write them. */
export function hexColor(typed: string): string {
  const digits = typed.replace(/^#/, '');
  if (!/^([0-9a-f]{3}|[0-9a-f]{6})$/i.test(digits)) return typed;
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`;
}

/** What to know about a colour that can hardly be seen on a page; `undefined` for any other one. */
export function contrastNote(color: string | undefined): string | undefined {
  if (color === undefined || !isBrandColor(color)) return undefined;
  const ratio = contrast(color, '#ffffff');
  if (ratio >= LEAST_CONTRAST) return undefined;
  return t(
    'The colour hardly stands out from a white page: its contrast is {{ratio}} to 1, and {{least}} to 1 is what many people need to see a button.',
    { ratio: ratio.toFixed(1), least: LEAST_CONTRAST },
  );
}

/** WCAG 2.2, for what is no text. */
const LEAST_CONTRAST = 3;

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

const ALL_TABS = [...PROGRAM_TABS, ...OWN_PAGES];

/** By which addresses name a tab. */
export const PROGRAM_TAB_KEYS: readonly string[] = ALL_TABS.map(({ key }) => key);

/** The tabs as every page of a program shows them. */
export function programTabs(key: string, current: string) {
  return ALL_TABS.map(({ key: tab, label }) => ({
    label,
    href: `/programs/${key}?tab=${tab}`,
    current: tab === current,
  }));
}

export const readProgram = (context: PageContext): Promise<Program> => context.call(api.getProgramsByKey);
