import type { Program as ProgramDoc } from '../../domain/programs/program';
import { parseEmailAddress } from '../../domain/email-address';
import { checkInvitation } from '../../api/invitations/new-invitation';
import { Problem, problemOf } from '../../api/http/problem';
import type { FieldError } from '../../domain/field-error';
import { newInvitation } from '../../api/invitations/schema';
import { parseBody } from '../../api/http/validate';
import { answersIn } from '../kit/custom-fields-form';
import { durationOf, remindersOf } from '../kit/format';
import { textOf, textsOf, type FormBody, type PageContext } from '../kit/page-context';

/** The three steps, in their order. */
export const STEPS = ['customer', 'share', 'setUp'] as const;
export type StepName = (typeof STEPS)[number];

/** Members of an invitation by the step in which they are typed. */
const MEMBERS: Readonly<Record<StepName, readonly string[]>> = {
  customer: [
    'program',
    'partnerName',
    'contactFirstName',
    'contactLastName',
    'contactEmail',
    'phoneNumber',
    'country',
    'industry',
    'customFields',
  ],
  share: ['share', 'workspaceId', 'folderIds'],
  setUp: ['roleKey', 'initialModule', 'expiresIn', 'reminders', 'locale', 'message'],
};

/** The step that a JSON pointer of the API belongs to. */
export function stepOf(pointer: string): StepName {
  const [, member = ''] = pointer.split('/');
  return STEPS.find((step) => MEMBERS[step].includes(member)) ?? 'setUp';
}

/** Names of form fields that a step does not show, and so has to keep. */
export function isKeptBy(step: StepName, name: string): boolean {
  if (name.startsWith('_') || name === 'go' || name === 'step') return false;
  const [member = ''] = name.split('.');
  return STEPS.some((other) => other !== step && MEMBERS[other].includes(member));
}

/** The body of `POST /v1/invitations` as far as it was typed up to a step. */
export function inputOf(form: FormBody, program: ProgramDoc, upTo: StepName): Record<string, unknown> {
  const reached = STEPS.slice(0, STEPS.indexOf(upTo) + 1);
  return Object.fromEntries(
    reached.flatMap((step) =>
      Object.entries(PARTS[step](form, program)).filter(([, value]) => value !== undefined),
    ),
  );
}

type Part = (form: FormBody, program: ProgramDoc) => Readonly<Record<string, unknown>>;

const PARTS: Readonly<Record<StepName, Part>> = {
  customer: (form, { key, customFields }) => ({
    program: key,
    partnerName: textOf(form, 'partnerName'),
    contactEmail: textOf(form, 'contactEmail'),
    ...texts(form, ['contactFirstName', 'contactLastName', 'phoneNumber', 'country', 'industry']),
    customFields: answersIn(
      form,
      customFields.filter(({ filledBy }) => filledBy === 'inviter'),
    ),
  }),
  share: (form) => {
    const folderIds = textsOf(form, 'folderIds');
    return folderIds.length === 0 ? {} : { share: { workspaceId: textOf(form, 'workspaceId'), folderIds } };
  },
  setUp: (form) => ({
    ...texts(form, ['roleKey', 'initialModule', 'locale', 'message']),
    expiresIn: optional(form, 'expiresIn', durationOf),
    reminders: optional(form, 'reminders', (text) => (/^none$/i.test(text) ? [] : remindersOf(text))),
  }),
};

function texts(form: FormBody, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, optional(form, name, (text) => text)]));
}

function optional<T>(form: FormBody, name: string, read: (text: string) => T): T | undefined {
  const text = textOf(form, name).trim();
  return text === '' ? undefined : read(text);
}

/** What the API would say to what was typed up to a step: nothing, errors of fields, or a problem. */
export async function complaintOf(
  context: PageContext,
  program: ProgramDoc,
  upTo: StepName,
): Promise<Problem | undefined> {
  const { deps, caller, form } = context;
  try {
    const input = parseBody(newInvitation, inputOf(form, program, upTo));
    await checkInvitation(deps.stores, caller, input);
    return await knownAlready(context, parseEmailAddress(input.contactEmail)?.key ?? '');
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status >= 500) throw error;
    // A role that may not be granted is chosen in the last step.
    return problem.code === 'role-ceiling' && upTo !== 'setUp' ? undefined : problem;
  }
}

/** Whether the own account has invited the address, or has it as a partner; it never looks elsewhere. */
export async function knownAlready(
  { deps, caller }: PageContext,
  emailKey: string,
): Promise<Problem | undefined> {
  const known = await deps.stores.inviteePolicy.alreadyKnown(caller.accountId, emailKey);
  if (known === undefined) return undefined;
  return known.kind === 'partner'
    ? new Problem('already-a-partner')
    : new Problem('invitation-already-open', { invitationId: known.invitationId });
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

/** Errors of fields, whatever the problem: duplicates are about the address, ranks about the role. */
export function errorsOf({ code, options }: Problem): readonly FieldError[] {
  const error = ERRORS[code];
  return error === undefined ? (options.errors ?? []) : [error];
}
