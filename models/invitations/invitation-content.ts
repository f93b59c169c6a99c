import type { Model } from 'mongoose';
import { isTerminal, type Actor, type InvitationStatus } from '../../workflows/contract';
import type { ApplicationDoc } from './applications';
import { isDuplicateKey, anyOf } from '../mongo/collection';
import { parseEmailAddress } from '../../domain/email-address';
import { derivedKeys, liveKeyOf } from './invitation-document';
import type { OwnEvent } from './invitation-events';
import type { InvitationDoc } from './invitation-model';
import type { InvitationContent, InvitedAs } from '../../domain/invitations/invitation';

/** What PATCH may change. A new `contactEmail` also moves the live key, so it may conflict. */
export type InvitationChanges = Partial<Omit<InvitationContent, 'expiresIn' | 'reminders'>>;

export interface EditInput {
  readonly accountId: string;
  readonly id: string;
  /** Statuses in which this change is allowed. */
  readonly statuses: readonly InvitationStatus[];
  readonly changes: InvitationChanges;
  readonly actor: Actor;
  readonly at: Date;
}

export type EditResult =
  | { readonly kind: 'ok'; readonly invitation: InvitationDoc }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly currentStatus: InvitationStatus }
  /** The new address has a live invitation already. */
  | { readonly kind: 'conflict'; readonly invitationId: string };

interface EditParts {
  readonly note: (invitation: InvitationDoc, name: string, event: OwnEvent) => Promise<void>;
  /** The marks of an address, see `addressMarks`. */
  readonly marksOf: (emailKey: string) => readonly string[];
}

/** Changes the content by compare-and-set, so that of racing edits none is lost. */
export async function edit(
  model: Model<InvitationDoc>,
  { note, marksOf }: EditParts,
  input: EditInput,
): Promise<EditResult> {
  for (;;) {
    const before = await model.findOne({ _id: input.id, accountId: input.accountId }).lean<InvitationDoc>();
    if (before === null || before.erasedAt !== null) return { kind: 'missing' };
    if (!input.statuses.includes(before.status)) return { kind: 'refused', currentStatus: before.status };
    const change = differences(before, input.changes);
    if (Object.keys(change).length === 0) return { kind: 'ok', invitation: before };
    const filter = { _id: input.id, contentVersion: before.contentVersion, status: anyOf(input.statuses) };
    const former = formerAddresses(before, input.changes, marksOf);
    const after = await replaceContent(model, filter, before, input.changes, former);
    if (after === 'conflict') return conflictOf(model, before, input.changes);
    if (after === null) continue;
    await note(after, `edited-${after.contentVersion}`, {
      at: input.at,
      type: 'edited',
      actor: input.actor,
      detail: { fields: Object.keys(change).join(', ') },
      changes: change,
    });
    return { kind: 'ok', invitation: after };
  }
}

/**
 * Puts the applicant's answers over what the inviter typed; the address never changes. Safe to repeat. Begins with what
 * was read before, if it was.
 */
export async function mergeApplication(
  model: Model<InvitationDoc>,
  application: ApplicationDoc,
  known?: InvitationDoc,
): Promise<void> {
  for (let read = known; ; read = undefined) {
    const before = read ?? (await model.findOne({ _id: application.invitationId }).lean<InvitationDoc>());
    if (before === null || before.erasedAt !== null || before.mergedApplication === application._id) return;
    const filter = { _id: before._id, contentVersion: before.contentVersion };
    const { contact, customFields } = application;
    const changes = {
      ...contact,
      ...(customFields === null ? {} : { customFields: { ...before.customFields, ...customFields } }),
    };
    const after = await replaceContent(model, filter, before, changes, {
      mergedApplication: application._id,
      ...(isFirstAnswer(before) && { invitedAs: invitedAs(before) }),
    });
    if (after !== null) return;
  }
}

/** Whoever applied by themselves was not invited as anything. */
function isFirstAnswer({ mergedApplication, origin }: InvitationDoc): boolean {
  return mergedApplication === null && origin !== 'application';
}

function invitedAs(before: InvitationDoc): InvitedAs {
  const { partnerName, contactFirstName, contactLastName, phoneNumber, country, industry, customFields } =
    before;
  return { partnerName, contactFirstName, contactLastName, phoneNumber, country, industry, customFields };
}

async function replaceContent(
  model: Model<InvitationDoc>,
  filter: object,
  before: InvitationDoc,
  changes: InvitationChanges,
  extra: object = {},
): Promise<InvitationDoc | 'conflict' | null> {
  const emailKey = newKeyOf(before, changes);
  const moved = emailKey !== before.emailKey && !isTerminal(before.status);
  const $set = {
    ...changes,
    ...derivedKeys({ ...before, ...changes }, emailKey),
    emailKey,
    ...(moved ? { liveKey: liveKeyOf(before.accountId, emailKey) } : {}),
    ...extra,
    contentVersion: before.contentVersion + 1,
  };
  try {
    return await model.findOneAndUpdate(filter, { $set }, { returnDocument: 'after' }).lean<InvitationDoc>();
  } catch (error) {
    if (isDuplicateKey(error)) return 'conflict';
    throw error;
  }
}

/** An address that is given up is remembered by its mark, once. */
function formerAddresses(before: InvitationDoc, changes: InvitationChanges, marksOf: EditParts['marksOf']) {
  if (newKeyOf(before, changes) === before.emailKey) return {};
  return { formerAddresses: [...new Set([...(before.formerAddresses ?? []), ...marksOf(before.emailKey)])] };
}

function newKeyOf(before: InvitationDoc, { contactEmail }: InvitationChanges): string {
  if (contactEmail === undefined || contactEmail === null) return before.emailKey;
  const address = parseEmailAddress(contactEmail);
  if (address === undefined) throw new RangeError('The new e-mail address is not valid.');
  return address.key;
}

async function conflictOf(
  model: Model<InvitationDoc>,
  before: InvitationDoc,
  changes: InvitationChanges,
): Promise<EditResult> {
  const liveKey = liveKeyOf(before.accountId, newKeyOf(before, changes));
  const holder = await model.findOne({ liveKey }).lean<InvitationDoc>();
  return { kind: 'conflict', invitationId: holder?._id ?? '' };
}

/** Whose user the contact is elsewhere: found by us, typed by nobody, and told to nobody. */
const NOT_TOLD: readonly string[] = ['inviteeUserId', 'receiverAccountId'];

/** Members that really change, each with its value before and after. */
function differences(before: InvitationDoc, changes: InvitationChanges) {
  const changed = Object.entries(changes).filter(
    ([key, value]) =>
      !NOT_TOLD.includes(key) && JSON.stringify(before[key as keyof InvitationDoc]) !== JSON.stringify(value),
  );
  return Object.fromEntries(
    changed.map(([key, after]) => [key, { before: before[key as keyof InvitationDoc], after }]),
  );
}
