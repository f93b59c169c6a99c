import { MASTER, TRANSLATIONS } from '../../templates/locales';
import { languageName } from '../../templates/pages';
import type { Role } from '../../domain/accounts/roles';
import type { Program } from '../../api/programs/schema';
import { tryInviting } from '../../api/invitations/new-invitation';
import { Problem, problemOf } from '../../api/http/problem';
import type { FieldError } from '../../domain/field-error';
import { newInvitation, share } from '../../domain/invitations/invitation-input';
import { parseBody } from '../../api/http/validate';
import { durationMs } from '../../workflows/contract';
import { duration, durations, form, select, text } from '../kit/codec';
import { answersIn } from '../kit/custom-fields-form';
import { type FormBody, textOf, textsOf } from '../kit/form-body';
import { date, durationText, remindersText, roleName } from '../kit/format';
import { choiceOf, roleChoice } from '../kit/forms';
import type { PageContext } from '../kit/page-context';
import { t } from '../kit/reader';
import { COMPANY, MESSAGE, PERSON, PHONE } from './fields';

/** Name of the field that carries, through all steps, the earlier invitation of somebody who is invited again. */
export const AGAIN = 'supersedes';

/** The three steps, in their order. */
export const STEPS = ['customer', 'share', 'setUp'] as const;
export type StepName = (typeof STEPS)[number];

/** Who is invited; the partners to choose from are those of the moment. */
export const CUSTOMER = form(newInvitation, {
  contactEmail: text('Contact Email', { inputType: 'email', live: '/invitations/new/check-email' }),
  partnerName: COMPANY.partnerName,
  addToPartnershipId: select('Add to', {
    blank: 'A new partner',
    help: 'With an account of its own; or choose a partner that you have, and the contact becomes a user of its account.',
    options: [],
  }),
  ...PERSON,
  ...PHONE,
  country: COMPANY.country,
  industry: COMPANY.industry,
});

/** All that an invitation cannot do without, and where the partner belongs. */
export const ESSENTIAL: readonly string[] = ['contactEmail', 'partnerName', 'addToPartnershipId'];

/** The last day of an invitation that is sent now. */
const untilText = (expiresIn: string): string => {
  const ms = durationMs(expiresIn);
  const days = durationText(expiresIn);
  if (ms === undefined) return days;
  return t('{{duration}}, until {{day}}', {
    duration: days,
    day: date(new Date(Date.now() + ms).toISOString()),
  });
};

const USUAL_EXPIRY = ['P7D', 'P14D', 'P30D', 'P60D'];

/** How the customer starts; everything has a default of the program. */
export function setUpForm(program: Program, roles: readonly Role[] = []) {
  const moduleName = program.modules.find(({ key }) => key === program.initialModule)?.name;
  const reminders = program.reminders.length === 0 ? t('no reminders') : remindersText(program.reminders);
  const byDefault = (name: string) => t('{{name}} (default)', { name });
  return form(newInvitation, {
    roleKey: select('Role of the first user', {
      blank: byDefault(roleName(program.defaultRoleKey)),
      options: roles.map(roleChoice),
    }),
    initialModule: select('Initial module', {
      help: 'What the customer sees at the first login.',
      blank: moduleName === undefined ? t('First module (default)') : byDefault(moduleName),
      options: program.modules.map(choiceOf),
    }),
    expiresIn: duration('Expires after', USUAL_EXPIRY, {
      blank: t('Default: {{value}}', { value: untilText(program.expiresIn) }),
      options: USUAL_EXPIRY.filter((usual) => usual !== program.expiresIn).map((usual) => ({
        value: usual,
        label: untilText(usual),
        own: true,
      })),
    }),
    reminders: durations('Reminders', { wide: true, blank: t('Default: {{value}}', { value: reminders }) }),
    locale: select('Language', {
      blank: byDefault(languageName(MASTER)),
      options: TRANSLATIONS.map((locale) => ({ value: locale, label: languageName(locale), own: true })),
    }),
    ...MESSAGE,
  });
}

/** Members of an invitation, and of its share, by the step in which they are typed; every other one is set up. */
const MEMBERS: Readonly<Partial<Record<StepName, readonly string[]>>> = {
  customer: ['program', ...CUSTOMER.fields.map(({ name }) => name), 'customFields'],
  share: ['share', ...Object.keys(share.shape)],
};

/** The step of a member. */
const stepWith = (member = ''): StepName => STEPS.find((step) => MEMBERS[step]?.includes(member)) ?? 'setUp';

/** The step that a JSON pointer of the API belongs to. */
export const stepOf = (pointer: string): StepName => stepWith(pointer.split('/')[1]);

/** Names of form fields that a step does not show, and so has to keep. */
export function isKeptBy(step: StepName, name: string): boolean {
  const [member = ''] = name.split('.');
  const isTyped = Object.hasOwn(newInvitation.shape, member) || Object.hasOwn(share.shape, member);
  return isTyped && stepWith(member) !== step;
}

/** The body of `POST /v1/invitations` as far as it was typed up to a step. */
export function inputOf(typed: FormBody, program: Program, upTo: StepName): Record<string, unknown> {
  const reached = STEPS.slice(0, STEPS.indexOf(upTo) + 1);
  return Object.fromEntries(reached.flatMap((step) => Object.entries(PARTS[step](typed, program))));
}

const PARTS: Readonly<Record<StepName, (typed: FormBody, program: Program) => Record<string, unknown>>> = {
  customer: (typed, { key, customFields }) => {
    const asked = customFields.filter(({ filledBy }) => filledBy === 'inviter');
    const answers = answersIn(typed, asked);
    return {
      program: key,
      ...CUSTOMER.body(typed),
      ...(answers && { customFields: answers }),
    };
  },
  share: (typed) => {
    const folderIds = textsOf(typed, 'folderIds');
    return folderIds.length === 0 ? {} : { share: { workspaceId: textOf(typed, 'workspaceId'), folderIds } };
  },
  setUp: (typed, program) => setUpForm(program).body(typed),
};

/** Throws what the API would say to what was typed up to a step. */
export async function checkSteps(context: PageContext, program: Program, upTo: StepName): Promise<void> {
  const { deps, caller, form } = context;
  try {
    const input = parseBody(newInvitation, inputOf(form, program, upTo));
    await tryInviting(deps, caller, input, textOf(form, AGAIN) || null);
  } catch (error) {
    // A role that may not be granted is chosen in the last step.
    if (problemOf(error).code !== 'role-ceiling' || upTo === 'setUp') throw error;
  }
}

const ERRORS: Partial<Record<Problem['code'], FieldError>> = {
  'invitation-already-open': {
    pointer: '/contactEmail',
    detail: 'Already invited: this address has an open invitation.',
  },
  'already-a-partner': {
    pointer: '/contactEmail',
    detail: 'Already a partner: the address belongs to an active partner.',
  },
  'role-ceiling': {
    pointer: '/roleKey',
    detail: 'The role is above your own, or has a scope that you lack.',
  },
};

/** The same problem as one of fields: duplicates are about the address, ranks about the role. */
export function atFields(problem: Problem): Problem {
  const { code, options } = problem;
  const error = ERRORS[code];
  return error === undefined ? problem : new Problem(code, { ...options, errors: [error] });
}
