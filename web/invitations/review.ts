import { markedName } from '../../templates/marks';
import { allows } from '../../workflows/contract';
import type { CustomField } from '../../domain/programs/program';
import type { Invitation as InvitationDoc } from '../../domain/invitations/invitation';
import { visibleInvitation } from '../../api/invitations/visible';
import { definitionsOf } from '../../api/public-invitation/view';
import { Problem, problemOf } from '../../api/http/problem';
import type { FieldError } from '../../domain/field-error';
import { acceptedText } from './acceptance';
import { read, type Invitation } from '../kit/api-call';
import {
  COMPANY_FIELDS,
  EMAIL_FIELD,
  MESSAGE_FIELD,
  PERSON_FIELDS,
  PHONE_FIELD,
  TEXT_MEMBERS,
} from './contact-fields';
import { FIELD_TYPES, typedValue } from '../../domain/programs/field-types';
import { answerIn, customFormField, customName } from '../kit/custom-fields-form';
import { formData, line, type FieldGroup } from '../kit/forms';
import { decide } from './detail';
import type { Pages } from '../kit/router';
import { problemSentence } from '../kit/problem-text';
import { goTo, sendScreen } from '../kit/respond';
import { newFormKey, textOf, type FormBody, type PageContext } from '../kit/page-context';

const SHOW = 'get /v1/invitations/{id}';
const EDIT = 'patch /v1/invitations/{id}';

type Kind = 'edit' | 'review';

/** Editing an invitation, and reviewing an application: the same fields, the latter with a decision. */
export function reviewPages(pages: Pages): void {
  pages.get('/invitations/:id/edit', (context) => showForm(context, 'edit'));
  pages.post('/invitations/:id/edit', (context) => orShowAgain(context, 'edit', save));
  pages.get('/invitations/:id/review', (context) => showForm(context, 'review'));
  pages.post('/invitations/:id/review', (context) => orShowAgain(context, 'review', approve));
}

interface Opened {
  readonly one: Invitation;
  readonly fields: readonly CustomField[];
}

async function open(context: PageContext): Promise<Opened> {
  const id = String(context.request.params['id']);
  const [one, doc] = await Promise.all([
    read<Invitation>(context, SHOW, { params: { id } }),
    visibleInvitation(context.deps, context.caller, id),
  ]);
  if (doc.accountId !== context.caller.accountId) throw new Problem('not-found');
  return { one, fields: await fieldsOf(context, doc) };
}

async function fieldsOf({ deps }: PageContext, doc: InvitationDoc): Promise<readonly CustomField[]> {
  return definitionsOf(deps, doc);
}

async function orShowAgain(
  context: PageContext,
  kind: Kind,
  work: (context: PageContext, opened: Opened) => Promise<void>,
): Promise<void> {
  const opened = await open(context);
  try {
    await work(context, opened);
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === 'internal-error' || problem.code === 'not-found') throw error;
    await showForm(context, kind, problem);
  }
}

async function save(context: PageContext, opened: Opened): Promise<void> {
  const { id } = opened.one;
  const changes = changesOf(context.form, opened);
  if (changes === undefined) {
    goTo(context, `/invitations/${id}`, { kind: 'info', text: 'Nothing was changed.' });
    return;
  }
  requireSeen(context, opened.one);
  await read(context, EDIT, { params: { id }, body: changes });
  const wasMoved = changes['contactEmail'] !== undefined;
  goTo(context, `/invitations/${id}`, {
    kind: 'good',
    text: wasMoved ? 'The address was corrected. Resend the invitation now.' : 'The changes were saved.',
  });
}

/** Corrects what the approver corrected, then approves exactly what they had before their eyes. */
async function approve(context: PageContext, opened: Opened): Promise<void> {
  const { id } = opened.one;
  const changes = changesOf(context.form, opened);
  let contentHash = textOf(context.form, 'contentHash');
  if (changes !== undefined) {
    requireSeen(context, opened.one);
    const after = await read<Invitation>(context, EDIT, { params: { id }, body: changes });
    requireOnly(opened.one, after, Object.keys(changes));
    contentHash = after.contentHash;
  }
  const note = textOf(context.form, 'note').trim();
  const body = { contentHash, ...(note === '' ? {} : { note }) };
  await decide(context, { id, key: 'approve', body, done: 'Your approval was recorded.' });
}

/** What is changed or approved is what was shown. */
function requireSeen({ form }: PageContext, { contentHash }: Invitation): void {
  if (textOf(form, 'contentHash') !== contentHash) throw new Problem('content-changed');
}

/** Nobody else changed anything while the corrections were written. */
function requireOnly(before: Invitation, after: Invitation, changed: readonly string[]): void {
  const others = TEXT_MEMBERS.filter((member) => !changed.includes(member));
  if (others.some((member) => before[member] !== after[member])) throw new Problem('content-changed');
}

/** Members that differ from what is stored; emptied ones are null. */
function changesOf(form: FormBody, { one, fields }: Opened): Record<string, unknown> | undefined {
  const texts = TEXT_MEMBERS.filter((member) => form[member] !== undefined)
    .map((member) => [member, textOf(form, member).trim()] as const)
    .filter(([member, text]) => text !== (one[member] ?? ''))
    .map(([member, text]) => [member, text === '' && !REQUIRED.has(member) ? null : text] as const);
  const answers = fields
    .filter((field) => isInForm(field, form))
    .map((field) => [field.key, answerIn(form, field) ?? null] as const)
    .filter(([key, value]) => !sameAnswer(one.customFields?.[key], value));
  const changes = {
    ...Object.fromEntries(texts),
    ...(answers.length === 0 ? {} : { customFields: Object.fromEntries(answers) }),
  };
  return Object.keys(changes).length === 0 ? undefined : changes;
}

const REQUIRED: ReadonlySet<string> = new Set(['partnerName', 'contactEmail']);

/** Boxes that are not ticked send nothing, but their form was sent all the same. */
function isInForm({ key, type }: CustomField, form: FormBody): boolean {
  const { kind } = FIELD_TYPES[type].control;
  return kind === 'checkbox' || kind === 'choices' || form[customName(key)] !== undefined;
}

function sameAnswer(before: unknown, after: unknown): boolean {
  const plain = (value: unknown) => JSON.stringify(typedValue(value));
  const isEmpty = (value: unknown) => plain(value) === '""' || plain(value) === '[]';
  return plain(before) === plain(after) || (isEmpty(before) && isEmpty(after));
}

async function showForm(context: PageContext, kind: Kind, problem?: Problem): Promise<void> {
  const { one, fields } = await open(context);
  if (!one.allowedActions.includes(kind === 'edit' ? 'edit' : 'approve')) {
    const text =
      problem === undefined ? `Not possible now: it is "${one.statusLabel}".` : problemSentence(problem);
    goTo(context, `/invitations/${one.id}`, { kind: 'bad', text });
    return;
  }
  const errors: readonly FieldError[] = problem?.options.errors ?? [];
  const changed = problem?.code === 'content-changed';
  const values = problem === undefined || changed ? knownValues(one, fields) : context.form;
  const note = textOf(context.form, 'note');
  const form = formData(groupsOf(kind, one, fields), { values: { ...values, note }, errors });
  const banner = problem === undefined || errors.length > 0 ? [] : [line(problemSentence(problem))];
  sendScreen(
    context,
    'review',
    {
      title: kind === 'edit' ? 'Edit invitation' : 'Review application',
      heading: kind === 'edit' ? 'Edit invitation' : 'Review application',
      subheading: `${markedName(one.partnerName ?? '')}, ${one.statusLabel}`,
      accepted: kind === 'review' ? acceptedText(one) : null,
      backHref: `/invitations/${one.id}`,
      backLabel: one.partnerName ?? 'Invitation',
      action: `/invitations/${one.id}/${kind}`,
      button: kind === 'edit' ? 'Save' : 'Approve',
      contentHash: problem !== undefined && !changed ? textOf(context.form, 'contentHash') : one.contentHash,
      rejectAction:
        kind === 'review' && one.allowedActions.includes('reject')
          ? `/invitations/${one.id}/reject`
          : undefined,
      rejectKey: newFormKey(),
      ...form,
      errors: [...banner, ...form.errors],
      hasErrors: problem !== undefined,
    },
    problem?.status ?? 200,
  );
}

function groupsOf(kind: Kind, one: Invitation, fields: readonly CustomField[]): FieldGroup[] {
  const mayMove = allows(one.status, 'changeAddress');
  const email = mayMove
    ? { ...EMAIL_FIELD, help: 'Correct the address, save, and resend the invitation.' }
    : {
        ...EMAIL_FIELD,
        required: false,
        readOnly: true,
        help: 'Can be corrected after a failed delivery only.',
      };
  const isReview = kind === 'review';
  const own = fields.map((field) => ({
    ...customFormField(field),
    // Whoever approves has to answer what reviewers answer; the rest may stay as it is.
    required: isReview && field.required && field.filledBy === 'reviewer',
  }));
  const note = {
    name: 'note',
    label: 'Note',
    kind: 'textarea',
    rows: 3,
    help: 'Kept with your approval.',
  } as const;
  return [
    { legend: 'Company', fields: COMPANY_FIELDS },
    { legend: 'Contact', fields: [...PERSON_FIELDS, email, PHONE_FIELD] },
    ...(own.length === 0 ? [] : [{ legend: 'Answers', fields: own }]),
    isReview ? { legend: 'Decision', fields: [note] } : { fields: [MESSAGE_FIELD] },
  ];
}

function knownValues(one: Invitation, fields: readonly CustomField[]): FormBody {
  const texts = TEXT_MEMBERS.map((member) => [member, one[member] ?? ''] as const);
  const answers = fields.map(({ key }) => [customName(key), typedValue(one.customFields?.[key])] as const);
  return Object.fromEntries<string | string[]>([...texts, ...answers]);
}
