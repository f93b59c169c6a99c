import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import {
  invitationStatusAttribute,
  nextDeadlineAttribute,
  type InvitationSnapshot,
  type InvitationPolicy,
} from '../contract';
import type { Invitation } from './invitation';

/** Shows operators of the Temporal Web UI where the invitation stands: search attributes and details. */
export function showOperators(invitation: Invitation): void {
  const { snapshot, deadline, input } = invitation;
  setCurrentDetails(describe(snapshot, input.policy));
  const status = snapshot.status;
  const next = deadline ? new Date(deadline.at) : null;
  const shown = workflowInfo().typedSearchAttributes;
  const sameStatus = shown.get(invitationStatusAttribute) === status;
  const sameDeadline = shown.get(nextDeadlineAttribute)?.getTime() === next?.getTime();
  if (sameStatus && sameDeadline) return;
  upsertSearchAttributes([
    { key: invitationStatusAttribute, value: status },
    { key: nextDeadlineAttribute, value: next },
  ]);
}

/** One paragraph an operator understands without reading code. Holds no personal data. */
export function describe(state: InvitationSnapshot, policy: InvitationPolicy): string {
  switch (state.status) {
    case 'created':
      return `Sending the invitation; expires ${state.expiresAt}.`;
    case 'sent':
      return `Waiting for an answer; ${reminderOutlook(state)}; expires ${state.expiresAt}.`;
    case 'delivery_failed':
      return `The e-mail was not delivered; waiting for a corrected address and a resend; expires ${state.expiresAt}.`;
    case 'accepted':
      return 'Accepted; asking the approval rules.';
    case 'pending_approval': {
      const missing = policy.requiredApprovals - state.approvals.length;
      const waiting = `Accepted; waiting for ${missing} of ${policy.requiredApprovals} approvals`;
      return `${waiting}${decisionOutlook(state, policy)}.`;
    }
    case 'returned':
      return `Returned to the applicant; ${reminderOutlook(state)}; expires ${state.expiresAt}.`;
    case 'provisioning':
      return 'Creating the account, assigning the role and sharing the records.';
    case 'failed':
      return (
        `Provisioning failed in ${state.failure?.step ?? 'a step'} (${state.failure?.type ?? 'unknown'}) and was ` +
        `undone. Send retryProvisioning to try again${choosingAnew(state)} or revokeInvitation to give up.`
      );
    case 'active':
      return `Active since ${state.activatedAt ?? state.updatedAt}.`;
    case 'declined':
    case 'expired':
    case 'revoked':
    case 'rejected':
      return `Over: ${state.status} on ${state.endedAt ?? state.updatedAt}.`;
  }
}

function choosingAnew({ failure }: InvitationSnapshot): string {
  return failure?.type === 'PartnerUnavailable' ? ', approveInvitation with another addTo' : '';
}

function decisionOutlook(
  { escalateAt, decisionDueAt }: InvitationSnapshot,
  policy: InvitationPolicy,
): string {
  const reminder = escalateAt ? `; approvers are reminded on ${escalateAt}` : '';
  if (!decisionDueAt) return reminder;
  const end = policy.whenUndecided === 'reject' ? 'it is rejected' : 'the administrators are told';
  return `${reminder}; ${end} on ${decisionDueAt} if nobody decides`;
}

function reminderOutlook({ reminderInstants, remindersSent, remindersStopped }: InvitationSnapshot): string {
  const [next] = reminderInstants;
  if (next) return `reminder ${remindersSent + 1} of ${remindersSent + reminderInstants.length} on ${next}`;
  return remindersStopped
    ? 'reminders stopped by the invitee'
    : `${remindersSent} reminders sent, no more to come`;
}
