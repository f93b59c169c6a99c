/**
 * The role of somebody who is added to a partner that exists: the least that a partner's people have, whatever the
 * invitation says, because it is the partner's account. Its own administrators raise it.
 */
export const ADDED_ROLE = 'partner_user';

/** The role that the invitation gives as things are now. */
export function grantedRole(invitation: {
  readonly roleKey: string | null;
  readonly addToPartnershipId?: string | null | undefined;
}): string | null {
  return invitation.addToPartnershipId ? ADDED_ROLE : invitation.roleKey;
}

/** What is said where an approver would put a user of another account somewhere that they did not agree to. */
export const NOT_AGREED =
  'They accepted with a user of their own, for another account. Invite them to this partner, so that they can agree.';

/** What is said of any partner that people cannot be added to: whom else it works with is its own business. */
export const NOT_ADDABLE = 'There is no such partner that people can be added to.';
