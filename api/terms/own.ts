import type { InvitationDoc, PartnershipDoc, TermsVersionDoc } from '../../models';
import { type ApiDeps, type Caller, Problem } from '../http';

/** Terms of an account that the caller's account is an active partner of. */
export interface ApplicableTerms {
  readonly terms: TermsVersionDoc;
  /** The invitation behind the partnership, whose program's terms they are. */
  readonly invitation: InvitationDoc;
  readonly isAccepted: boolean;
}

/** The current terms that apply to the caller, accepted or not; one for each active partnership of the account. */
export async function termsOf(
  { stores }: ApiDeps,
  { accountId, userId }: Pick<Caller, 'accountId' | 'userId'>,
): Promise<ApplicableTerms[]> {
  const partnerships = await stores.partnerships.activeOf(accountId);
  if (partnerships.length === 0) return [];
  const membership = await stores.memberships.find(accountId, userId);
  const ids = [membership?.createdBy, ...partnerships.flatMap(originsOf)];
  const invitations = await stores.invitations.findMany(ids.filter((id) => typeof id === 'string'));
  const found = await Promise.all(
    partnerships.map(async (partnership): Promise<ApplicableTerms[]> => {
      const origin = originsOf(partnership)[0];
      const invitation = invitations.find(({ _id }) => _id === origin);
      if (invitation === undefined) return [];
      const terms = await stores.terms.current(partnership.accountId, invitation.program);
      if (terms === undefined) return [];
      const own = invitations.filter((one) => isOwn(one, partnership, userId)).map(({ _id }) => _id);
      const isAccepted = await stores.termsAcceptances.isOfUser(terms, userId, own);
      return [{ terms, invitation, isAccepted }];
    }),
  );
  return found.flat();
}

/** The invitation that woke the partnership, if one did, and the one that made it. */
function originsOf({ reactivatedBy, invitationId }: PartnershipDoc): string[] {
  return [...(reactivatedBy === null ? [] : [reactivatedBy]), invitationId];
}

/** The invitation made this very user a partner of the account. */
function isOwn(invitation: InvitationDoc, { accountId }: PartnershipDoc, userId: string): boolean {
  return invitation.accountId === accountId && invitation.partnerUserId === userId;
}

/**
 * Asks people before their workspace opens. Programs with a key are not kept out: a new version of somebody else's
 * terms stops no integration.
 *
 * @throws {@link Problem} 403 `terms-not-accepted`
 */
export async function requireTerms(deps: ApiDeps, caller: Caller): Promise<void> {
  if (caller.kind === 'key') return;
  const applicable = await termsOf(deps, caller);
  if (applicable.some(({ isAccepted }) => !isAccepted)) throw new Problem('terms-not-accepted');
}
