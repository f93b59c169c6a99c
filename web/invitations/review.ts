import * as api from '../../api';
import { allows } from '../../workflows/contract';
import { invitationChanges } from '../../domain/invitations/invitation-input';
import { markedName } from '../../templates/marks';
import { Problem } from '../../api/http/problem';
import type { CustomField } from '../../domain/programs/program';
import { FIELD_TYPES, typedValue } from '../../domain/programs/field-types';
import { filesIn } from '../documents/documents';
import type { Invitation, InvitationDetails } from '../kit/api-call';
import { type Control, form, text } from '../kit/codec';
import { answerIn, customFormField, customName, typedAnswers } from '../kit/custom-fields-form';
import { type FormBody, textOf } from '../kit/form-body';
import { type Field, type FieldGroup, type FileControl, formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { problemSentence } from '../kit/problem-text';
import { t } from '../kit/reader';
import { decide } from './actions';
import { COMPANY, MESSAGE, PERSON, PHONE } from './fields';
import { choiceField, choiceIn, chosenIn } from './partner-choice';
import { reviewData } from './review-data';

/** Everything that is one text. */
const TEXTS = form(invitationChanges, {
  ...COMPANY,
  ...PERSON,
  contactEmail: emailIn(true),
  ...PHONE,
  ...MESSAGE,
});

/** The address, where it may be corrected. */
function emailIn(mayMove: boolean): Control {
  return text('Contact Email', {
    inputType: 'email',
    ...(mayMove
      ? { help: 'Correct the address, save, and resend the invitation.' }
      : { required: false, readOnly: true, help: 'Can be corrected after a failed delivery only.' }),
  });
}

type Kind = 'edit' | 'review';

/** Editing an invitation, and reviewing an application: the same fields, the latter with a decision. */
export function reviewPages(pages: Pages): void {
  const pagesOf = (kind: Kind, work: (context: PageContext, one: InvitationDetails) => Promise<void>) => {
    const path = `/invitations/:id/${kind}`;
    pages.get(path, (context) => showForm(context, kind));
    pages.postAnswers(
      path,
      (context) => ({ invitation: context.param() }),
      async (context) => work(context, await open(context)),
      (context, problem) => showForm(context, kind, problem),
    );
  };
  pagesOf('edit', save);
  pagesOf('review', approve);
}

async function open(context: PageContext): Promise<InvitationDetails> {
  const one = await context.call(api.getInvitationsById);
  if (one.received) throw new Problem('not-found');
  return one;
}

async function save(context: PageContext, one: InvitationDetails): Promise<void> {
  const { id } = one;
  const changes = changesOf(context.form, one);
  if (changes === undefined) {
    context.goTo(`/invitations/${id}`, { kind: 'info', text: 'Nothing was changed.' });
    return;
  }
  requireSeen(context, one);
  await context.call(api.patchInvitationsById, { body: changes });
  const wasMoved = changes['contactEmail'] !== undefined;
  context.done(
    `/invitations/${id}`,
    wasMoved ? 'The address was corrected. Resend the invitation now.' : 'The changes were saved.',
  );
}

/** Corrects what the approver corrected, then approves exactly what they had before their eyes. */
async function approve(context: PageContext, one: InvitationDetails): Promise<void> {
  const changes = changesOf(context.form, one);
  let seen: Invitation = one;
  let contentHash = context.text('contentHash');
  if (changes !== undefined) {
    requireSeen(context, one);
    seen = await context.call(api.patchInvitationsById, { body: changes });
    requireOnly(one, seen, Object.keys(changes));
    contentHash = seen.contentHash;
  }
  const note = context.text('note').trim();
  const body = { contentHash, ...(note === '' ? {} : { note }), ...choiceIn(context.form) };
  await decide(context, seen, api.postInvitationsByIdApprove, body, 'Your approval was recorded.');
}

/** What is changed or approved is what was shown. */
function requireSeen({ form }: PageContext, { contentHash }: Invitation): void {
  if (textOf(form, 'contentHash') !== contentHash) throw new Problem('content-changed');
}

/** Nobody else changed anything while the corrections were written. */
function requireOnly(before: Invitation, after: Invitation, changed: readonly string[]): void {
  const now = TEXTS.values(after);
  const others = Object.entries(TEXTS.values(before)).filter(([member]) => !changed.includes(member));
  if (others.some(([member, text]) => now[member] !== text)) throw new Problem('content-changed');
}

/** Members that differ from what is stored; emptied ones are null. */
function changesOf(typed: FormBody, one: InvitationDetails): Record<string, unknown> | undefined {
  const known = TEXTS.values(one);
  const texts = Object.entries(TEXTS.body(typed)).filter(
    ([member]) => typed[member] !== undefined && textOf(typed, member).trim() !== known[member],
  );
  const answers = one.form.fields
    .filter((field) => isInForm(field, typed))
    .map((field) => [field.key, answerIn(typed, field) ?? null] as const)
    .filter(([key, value]) => !sameAnswer(one.customFields?.[key], value));
  const changes = {
    ...Object.fromEntries(texts),
    ...(answers.length === 0 ? {} : { customFields: Object.fromEntries(answers) }),
  };
  return Object.keys(changes).length === 0 ? undefined : changes;
}

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
  const one = await open(context);
  if (!one.allowedActions.includes(kind === 'edit' ? 'edit' : 'approve')) {
    const text =
      problem === undefined
        ? t('Not possible now: it is "{{status}}".', { status: t(one.statusLabel) })
        : problemSentence(problem);
    context.goTo(`/invitations/${one.id}`, { kind: 'bad', text });
    return;
  }
  const changed = problem?.code === 'content-changed' || problem?.code === 'choice-differs';
  const isTyped = problem !== undefined && !changed;
  const isReview = kind === 'review';
  const values = isTyped
    ? context.form
    : { ...TEXTS.values(one), ...typedAnswers(one.form.fields, one.customFields), ...chosenIn(one) };
  const note = context.text('note');
  const files = await filesIn(context, one.form.fields, values);
  const data = {
    ...(isReview && (await reviewData(context, one))),
    title: isReview ? 'Review application' : 'Edit invitation',
    subheading: `${markedName(one.partnerName ?? '')}, ${t(one.statusLabel)}`,
    backHref: `/invitations/${one.id}`,
    backLabel: one.partnerName ?? 'Invitation',
    action: `/invitations/${one.id}/${kind}`,
    button: isReview ? 'Approve' : 'Save',
    contentHash: isTyped ? context.text('contentHash') : one.contentHash,
    ...formData(
      groupsOf(kind, one, files, isReview ? await choiceField(context, one) : undefined),
      { ...values, note },
      problem,
    ),
  };
  context.show('review', data, problem?.status);
}

function groupsOf(
  kind: Kind,
  { status, form: { fields } }: InvitationDetails,
  files: FileControl['known'],
  choice: Field | undefined,
): FieldGroup[] {
  const fieldsOf = (controls: Parameters<typeof form<typeof invitationChanges>>[1]) =>
    form(invitationChanges, controls).fields;
  const contactEmail = emailIn(allows(status, 'changeAddress'));
  const isReview = kind === 'review';
  const own = fields.map((field) => ({
    ...customFormField(field, files),
    // Whoever approves has to answer what reviewers answer; the rest may stay as it is.
    required: isReview && field.required && field.filledBy === 'reviewer',
  }));
  const note: Field = {
    name: 'note',
    label: 'Note',
    kind: 'textarea',
    rows: 3,
    help: 'Kept with your approval.',
  };
  return [
    { legend: 'Company', fields: fieldsOf(COMPANY) },
    { legend: 'Contact', fields: fieldsOf({ ...PERSON, contactEmail, ...PHONE }) },
    ...(own.length === 0 ? [] : [{ legend: 'Answers', fields: own }]),
    isReview
      ? { legend: 'Decision', fields: [...(choice ? [choice] : []), note] }
      : { fields: fieldsOf(MESSAGE) },
  ];
}
