import { ulid } from 'ulid';
import type { InvitationDoc } from '../../models';
import { isTerminal, messageIdOf, type ResendInput } from '../../workflows/contract';
import { type ApiDeps, Problem, problemOf } from '../http';
import { byInvitee, decide } from '../invitations/decisions';
import { withAllowance } from '../email/allowance';
import { ignoreUnknown, openLink, proven, type OpenedLink } from './view';

/**
 * Mails the link of the invitation that the address has open now again, within its resend limits; without one it tells
 * the inviter when somebody asks for an expired one. Says nothing about what it did: the answer is the same for every token.
 */
export async function requestNewLink(deps: ApiDeps, token: string): Promise<void> {
  const link = await openLink(deps, token).catch(ignoreUnknown);
  // Whoever had the invitation by mistake has no business with the corrected address.
  if (link === undefined || link.isForFormerAddress) return;
  const { invitation } = link;
  const { accountId, emailKey, status } = invitation;
  // Somebody who was invited again meanwhile gets the link of that.
  const live = isTerminal(status) ? await deps.stores.invitations.findLive(accountId, emailKey) : invitation;
  if (live !== undefined) await mailLinkAgain(deps, live);
  else if (status === 'expired') await tellInviter(deps, invitation);
}

async function mailLinkAgain(deps: ApiDeps, invitation: InvitationDoc): Promise<void> {
  const decision: ResendInput = {
    decisionId: `new-link.${ulid()}`,
    sameLink: true,
    extendExpiry: false,
    ...byInvitee(),
  };
  try {
    await withAllowance(deps, invitation, () =>
      decide(deps, { invitation, name: 'resendInvitation', decision }),
    );
  } catch (error) {
    // A refusal (too soon, too often, answered already) is nobody's business; an outage is.
    if (problemOf(error).status >= 500) throw error;
  }
}

/** At most one e-mail a day, and none once the inviter has invited again. */
async function tellInviter(deps: ApiDeps, invitation: InvitationDoc): Promise<void> {
  if (invitation.supersededBy !== null) return;
  const { _id: invitationId, tokenVersion, expiresAt } = invitation;
  const today = new Date().toISOString().slice(0, 10);
  const messageId = messageIdOf(invitationId, 'link-requested-notice', today);
  await deps.temporal.sendNotice(messageId, {
    invitationId,
    messages: [{ messageId, template: 'link-requested-notice' }],
    tokenVersion,
    expiresAt: expiresAt.toISOString(),
  });
}

/**
 * Finds the invitation of an unsubscribe link; the link of the invitation itself serves as one.
 *
 * @throws {@link Problem} 404 `not-found`
 */
export async function openUnsubscribeLink(deps: ApiDeps, token: string): Promise<OpenedLink> {
  const link = await proven(deps, deps.tokens.readUnsubscribeToken(token)).catch(ignoreUnknown);
  return link ?? openLink(deps, token);
}

/** Stops reminders to the address, from now on and whatever Temporal is doing; then tells the workflow. */
export async function unsubscribe(deps: ApiDeps, token: string): Promise<void> {
  const { invitation, isForFormerAddress } = await openUnsubscribeLink(deps, token);
  if (isForFormerAddress) throw new Problem('link-replaced');
  await deps.stores.suppressions.suppress(invitation.accountId, invitation.emailKey, 'unsubscribed');
  await tellWorkflow(deps, invitation);
}

async function tellWorkflow(deps: ApiDeps, { _id, status }: InvitationDoc): Promise<void> {
  if (isTerminal(status)) return;
  try {
    await deps.temporal.reportEmailEvent(_id, {
      eventId: `unsubscribe.${_id}`,
      messageId: `${_id}.unsubscribe`,
      event: 'unsubscribed',
      at: new Date().toISOString(),
    });
  } catch (error) {
    // Without the workflow the timeline lacks a line; no reminder goes out all the same.
    deps.logger.warn({ err: error }, 'the workflow was not told of an unsubscription');
  }
}
