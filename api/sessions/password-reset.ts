import { parseEmailAddress } from '../../domain/email-address';
import { newId } from '../../domain/ids';
import { type InvitationDoc, lastUsed } from '../../models';
import { isTerminal, messageIdOf } from '../../workflows/contract';
import type { ApiDeps } from '../http';
import { mailOffer } from '../memberships/offers';
import { inviteUserToSetPassword } from './password';

/**
 * Mails whoever forgot a password a link to set a new one. Who is in no account yet has no password to forget:
 * such an address gets what it is waiting for again, an offered membership or else its newest invitation. An
 * address that belongs to nobody gets the same answer after the same work, so that nobody learns who is known
 * here; so does one that asks too often.
 *
 * @throws {@link Problem} 503 when nothing was mailed
 */
export async function requestPasswordReset(deps: ApiDeps, email: string): Promise<void> {
  const key = parseEmailAddress(email)?.key ?? '';
  const nobody = { userId: newId('usr'), accountId: newId('acc') };
  const [user, may] = [await deps.stores.users.findByEmailKey(key), await deps.rateLimits.mayMailReset(key)];
  const [memberships, [offer], invitation] = await Promise.all([
    deps.stores.memberships.ofUser(user?._id ?? nobody.userId),
    deps.stores.membershipOffers.ofAddress(key),
    newestLive(deps, key),
  ]);
  const membership = lastUsed(memberships);
  if (may && membership === undefined && offer !== undefined) {
    await mailOffer(deps, offer, Date.now());
  } else if (may && membership === undefined && invitation !== undefined) {
    await mailInvitation(deps, invitation);
  } else {
    const known = may && user?.status === 'active' ? membership : undefined;
    const { userId, accountId } = known ?? nobody;
    await inviteUserToSetPassword(deps, { _id: userId }, accountId);
  }
}

async function newestLive(deps: ApiDeps, emailKey: string): Promise<InvitationDoc | undefined> {
  if (emailKey === '') return undefined;
  const found = await deps.stores.invitations.findByEmailKey(emailKey);
  return found
    .filter(
      ({ status, sentAt, expiresAt }) => !isTerminal(status) && sentAt !== null && expiresAt > new Date(),
    )
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0];
}

/** The current link once more; it changes nothing about the invitation. */
async function mailInvitation(deps: ApiDeps, invitation: InvitationDoc): Promise<void> {
  const { _id: invitationId, tokenVersion, expiresAt } = invitation;
  const messageId = messageIdOf(invitationId, 'new-link', `asked-${Date.now()}`);
  await deps.temporal.sendNotice(messageId, {
    invitationId,
    messages: [{ messageId, template: 'new-link' }],
    tokenVersion,
    expiresAt: expiresAt.toISOString(),
  });
}
