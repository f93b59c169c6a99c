import type { Uploader } from '../../domain/documents/document';
import type { DocumentDoc, InvitationDoc } from '../../models';
import { type ApiDeps, type Caller, found, may, Problem, speaksForUser } from '../http';

/** A file of a field that is not on its way out. */
export type KeptDocument = DocumentDoc & {
  readonly state: Exclude<DocumentDoc['state'], 'removing'>;
  readonly field: string;
};

const isKept = (document: DocumentDoc): document is KeptDocument =>
  document.state !== 'removing' && document.field !== null;

/** Whoever holds the link: of a corrected address somebody else than before, who is shown nothing of theirs. */
export function linkHolder({ addressVersion = 1 }: Pick<InvitationDoc, 'addressVersion'>): Uploader {
  return { kind: 'invitee', id: addressVersion === 1 ? 'invitee' : `invitee-${addressVersion}` };
}

/** The files that were uploaded for an invitation, handed in or not, in the order of their upload. */
export async function documentsOf(
  { stores }: ApiDeps,
  { _id }: Pick<InvitationDoc, '_id'>,
): Promise<KeptDocument[]> {
  return (await stores.documents.ofInvitation(_id)).filter(isKept);
}

/**
 * A file that the caller may see: one of an invitation that the account sent, as far as the caller's scopes reach, or
 * one of the caller's own.
 *
 * @throws {@link Problem} 404 for everything else
 */
export async function visibleDocument(
  { stores }: ApiDeps,
  caller: Caller,
  id: string,
): Promise<KeptDocument> {
  const document = found(await stores.documents.find(id));
  const isVisible = isOwn(document, caller) || isOfAccount(document, caller);
  if (!isKept(document) || !isVisible) throw new Problem('not-found');
  return document;
}

function isOwn({ uploadedBy, accountId }: DocumentDoc, caller: Caller): boolean {
  if (uploadedBy.kind !== 'user' || uploadedBy.id !== caller.userId) return false;
  return accountId === caller.accountId || speaksForUser(caller);
}

/**
 * What was not handed in is the business of whoever uploaded it: that a user did says to the sender that the invited
 * address belongs to one.
 */
function isOfAccount({ accountId, handedInAt }: DocumentDoc, caller: Caller): boolean {
  return accountId === caller.accountId && handedInAt !== null && may(caller, 'invitations:read');
}
