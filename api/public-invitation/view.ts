import type { MailedToken } from '../../domain/security/tokens';
import { displayName } from '../../domain/accounts/display-name';
import type { CustomField } from '../../domain/programs/program';
import type { InvitationDoc } from '../../models';
import { forInvitee } from '../../domain/programs/custom-fields';
import { choicesOf } from '../../domain/programs/field-types';
import { shippedLocale } from '../../templates/locales';
import { isOpen, isTerminal } from '../../workflows/contract';
import { type ApiDeps, present, Problem } from '../http';
import { recordAuditOrigin } from '../http/request-origin';
import { byInvitee, refusalOf } from '../invitations/decisions';
import { documentsOf, type KeptDocument, linkHolder } from '../documents/visible';
import { uploadedDocument } from '../documents/schema';
import { shownIn, termsAsked } from '../terms/asked';
import { openedInvitation } from './schema';

/** A genuine link, the invitation it opens and the version of the link. */
export interface OpenedLink {
  readonly invitation: InvitationDoc;
  readonly version: number;
  /** It was mailed to an address that has since been corrected: it opens nothing any more. */
  readonly isForFormerAddress: boolean;
}

/**
 * Finds the invitation of a link. Unknown, malformed and forged tokens are the same 404.
 *
 * @throws {@link Problem} 404 `not-found`
 */
export async function openLink(deps: ApiDeps, token: string): Promise<OpenedLink> {
  return proven(deps, deps.tokens.readInvitationToken(token));
}

/**
 * Holds a token against the address that it was mailed to.
 *
 * @throws {@link Problem} 404 `not-found`
 */
export async function proven({ stores }: ApiDeps, token: MailedToken | undefined): Promise<OpenedLink> {
  const invitation = token && (await stores.invitations.findById(token.id));
  if (token === undefined || invitation === undefined || invitation.erasedAt !== null) {
    throw new Problem('not-found');
  }
  const isForFormerAddress = !token.isFor(invitation.emailKey);
  if (isForFormerAddress && !token.wasFor(invitation.formerAddresses ?? [])) throw new Problem('not-found');
  return { invitation, version: token.version, isForFormerAddress };
}

/** Why the link shows no application any more: replaced, expired or closed; nothing when it does. */
export function whyUnusable({ invitation, version, isForFormerAddress }: OpenedLink): Problem | undefined {
  if (isForFormerAddress) return new Problem('link-replaced');
  const { status, tokenVersion, expiresAt } = invitation;
  if (isTerminal(status) && status !== 'active') return refusalOf(invitation, true);
  if (version < tokenVersion) return new Problem('link-replaced');
  return isOpen(status) && expiresAt <= new Date()
    ? new Problem('invitation-expired', { currentStatus: status })
    : undefined;
}

/** An opened link that shows an application. @throws {@link Problem} 404, or 410 as {@link whyUnusable} says */
export async function openUsableLink(deps: ApiDeps, token: string): Promise<OpenedLink> {
  const link = await openLink(deps, token);
  const unusable = whyUnusable(link);
  if (unusable !== undefined) throw unusable;
  return link;
}

/** Turns the 404 of an unknown link into nothing, for callers that answer the same to every link. */
export function ignoreUnknown(error: unknown): undefined {
  if (error instanceof Problem && error.code === 'not-found') return undefined;
  throw error;
}

type OfProgram = Pick<InvitationDoc, 'accountId' | 'program' | 'customFieldsVersion'>;

/** The fields that the invitee fills in, as they were when the invitation was sent. */
export async function formOf(deps: ApiDeps, invitation: OfProgram): Promise<readonly CustomField[]> {
  return forInvitee(await definitionsOf(deps, invitation));
}

/** Every custom field of the version that the invitation keeps. */
export async function definitionsOf(deps: ApiDeps, invitation: OfProgram): Promise<readonly CustomField[]> {
  const { accountId, program, customFieldsVersion } = invitation;
  return deps.stores.programs.customFieldsAt(accountId, program, customFieldsVersion);
}

/**
 * Whether the invited address belongs to a user who has to sign in, as of now. The user whom this very invitation
 * made a partner does not count: accepting twice is no sign-in.
 */
export async function hasToSignIn(deps: ApiDeps, invitation: InvitationDoc): Promise<boolean> {
  const existing = await deps.stores.receiving.existingUser(invitation.emailKey);
  if (existing === undefined || existing.user._id === invitation.partnerUserId) return false;
  return existing.user.createdBy !== invitation._id;
}

/** Who invited, and how the account's program looks. */
export async function inviterOf(
  { stores }: ApiDeps,
  { accountId, inviterId, program }: Pick<InvitationDoc, 'accountId' | 'inviterId' | 'program'>,
) {
  const [account, user, settings] = await Promise.all([
    stores.accounts.find(accountId),
    stores.users.find(inviterId),
    stores.programs.find(accountId, program),
  ]);
  const accountName = account?.name ?? '';
  return {
    inviterAccountName: accountName,
    inviterName: user === undefined ? accountName : displayName(user),
    brand: settings?.brand ?? {},
  };
}

/** What the invitee sees: the data of the invitation, the form, and whether to sign in. Notes the view. */
export async function lookUp(deps: ApiDeps, token: string) {
  const { invitation } = await openUsableLink(deps, token);
  if (invitation.viewedAt === null) await recordAuditOrigin(deps, invitation._id, byInvitee().actor);
  const [account, fields, existing, question, documents, terms, joins] = await Promise.all([
    deps.stores.accounts.find(invitation.accountId),
    formOf(deps, invitation),
    hasToSignIn(deps, invitation),
    questionOf(deps, invitation),
    applicantsFiles(deps, invitation),
    termsShownTo(deps, invitation),
    joinedPartner(deps, invitation),
    deps.stores.invitations.markViewed(invitation._id, new Date()),
  ]);
  return {
    invitation: present(openedInvitation.shape.invitation, {
      ...invitation,
      inviterAccountName: account?.name ?? '',
      question,
      joins,
      customFields: invitation.status === 'returned' ? valuesOf(fields, invitation) : {},
    }),
    form: { fields: fields.map((field) => withClosedList(field, shippedLocale(invitation.locale))) },
    documents: documents.map((document) => present(uploadedDocument, document)),
    terms: terms ?? null,
    account: existing ? ('existing' as const) : ('new' as const),
  };
}

/** Files that whoever holds the link has uploaded. */
export async function applicantsFiles(deps: ApiDeps, invitation: InvitationDoc): Promise<KeptDocument[]> {
  const documents = await documentsOf(deps, invitation);
  const { kind, id } = linkHolder(invitation);
  return documents.filter(({ uploadedBy }) => uploadedBy.kind === kind && uploadedBy.id === id);
}

/** The terms that have to be accepted with the application, in the language of the invitation. */
export async function termsShownTo(deps: ApiDeps, invitation: InvitationDoc) {
  const terms = await termsAsked(deps, invitation);
  return terms && shownIn(terms, invitation.locale);
}

/** What an approver asks for, while the application is returned. */
export async function questionOf(
  { stores }: ApiDeps,
  { _id, status, reasonRef }: InvitationDoc,
): Promise<string | null> {
  return status === 'returned' ? stores.notes.textOf(_id, reasonRef) : null;
}

/** The partner that the inviter adds the contact to, by the inviter's name for it. What an approver chose is theirs. */
export async function joinedPartner(
  { stores }: ApiDeps,
  { accountId, workflowInput: { addToPartnershipId } }: InvitationDoc,
): Promise<string | null> {
  if (addToPartnershipId === undefined) return null;
  return (await stores.partnerships.find(accountId, addToPartnershipId))?.partnerName ?? null;
}

function valuesOf(fields: readonly CustomField[], { customFields }: InvitationDoc): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(({ key }) => (customFields?.[key] === undefined ? [] : [[key, customFields[key]]])),
  );
}

/** A field with a list of its own names what can be chosen, in the invitee's language. */
export function withClosedList(field: CustomField, locale: string): CustomField {
  const options = choicesOf(field, locale);
  return options.length === 0 ? field : { ...field, options };
}
