import {
  INVITATION_OUTCOMES,
  statusesAllowing,
  type InvitationStatus,
  type InvitationWorkflowInput,
} from '../../workflows/contract';
import { may, speaksForUser, type Caller } from '../security/caller';
import type { Invitation } from './invitation';

/** In which statuses an action makes sense. The workflow decides; this only tells pages and clients what to offer. */
export const STATUSES_OF_ACTION = {
  resend: statusesAllowing('resend'),
  revoke: statusesAllowing('revoke'),
  extend: statusesAllowing('extend'),
  // As long as it could be taken back.
  edit: statusesAllowing('revoke'),
  approve: [...statusesAllowing('approve'), ...statusesAllowing('chooseAnew')],
  reject: statusesAllowing('reject'),
  return: statusesAllowing('return'),
  retry: statusesAllowing('retry'),
  reinvite: INVITATION_OUTCOMES.filter((outcome) => outcome !== 'active'),
  accept: statusesAllowing('accept'),
  decline: statusesAllowing('decline'),
} satisfies Readonly<Record<string, readonly InvitationStatus[]>>;

export type InvitationAction = keyof typeof STATUSES_OF_ACTION;
export const INVITATION_ACTIONS = Object.keys(STATUSES_OF_ACTION) as InvitationAction[];

/** What decides about an invitation's actions. */
type Decided = Pick<
  Invitation,
  'accountId' | 'inviterId' | 'emailKey' | 'status' | 'sendCount' | 'approvals' | 'erasedAt' | 'failure'
> & { readonly workflowInput: Pick<InvitationWorkflowInput, 'policy'> };

/** What this caller may do with the invitation now, as far as the stored state tells. */
export function allowedActions(invitation: Decided, caller: Caller, contentHash: string): InvitationAction[] {
  if (invitation.erasedAt !== null) return [];
  const now = INVITATION_ACTIONS.filter((action) => {
    const statuses: readonly InvitationStatus[] = STATUSES_OF_ACTION[action];
    return statuses.includes(invitation.status);
  });
  return now.filter((action) => mayDo(action, invitation, caller, contentHash));
}

function mayDo(action: InvitationAction, invitation: Decided, caller: Caller, contentHash: string): boolean {
  const sender = caller.accountId === invitation.accountId;
  switch (action) {
    case 'accept':
    case 'decline':
      return isInvitee(invitation, caller) && speaksForUser(caller);
    case 'resend': {
      const { maxResends } = invitation.workflowInput.policy;
      return (
        sender && invitation.sendCount <= maxResends && may(caller, 'invitations:write', 'invitations:resend')
      );
    }
    case 'edit':
      return sender && may(caller, 'invitations:write', 'invitations:correct');
    case 'approve':
      if (invitation.status === 'failed' && !mayChooseAnew(invitation)) return false;
      return sender && may(caller, 'invitations:decide') && !hasNoVote(invitation, caller, contentHash);
    case 'reject':
    case 'return':
      return sender && may(caller, 'invitations:decide');
    case 'retry':
      return sender && may(caller, 'invitations:retry');
    case 'revoke':
    case 'extend':
    case 'reinvite':
      return sender && may(caller, 'invitations:write');
  }
}

/** The chosen partner took nobody any more: whoever approves chooses anew. */
export function mayChooseAnew({ status, failure }: Pick<Invitation, 'status' | 'failure'>): boolean {
  return status === 'failed' && failure?.type === 'PartnerUnavailable';
}

/** Whether the invitation is addressed to the caller. */
export function isInvitee(
  { emailKey }: Pick<Invitation, 'emailKey'>,
  caller: Pick<Caller, 'emailKey'>,
): boolean {
  return emailKey !== '' && emailKey === caller.emailKey;
}

/** Four eyes: inviter and invitee have no vote, nor does who has voted on this content. */
function hasNoVote(invitation: Decided, caller: Caller, contentHash: string): boolean {
  const { inviterMayApprove } = invitation.workflowInput.policy;
  const ownInvitation = invitation.inviterId === caller.userId && !inviterMayApprove;
  const voted =
    !mayChooseAnew(invitation) &&
    invitation.approvals.some((one) => one.by === caller.userId && one.contentHash === contentHash);
  return ownInvitation || voted || isInvitee(invitation, caller);
}
