import type { Refusal } from './failures';
import { INVITATION_STATUSES, type InvitationStatus } from './invitation';

/** Everything that can move an invitation, by whoever does it. */
export type InvitationEvent =
  | 'emailTaken'
  | 'emailFailed'
  | 'accept'
  | 'decline'
  | 'expire'
  | 'revoke'
  | 'resend'
  | 'extend'
  | 'changeAddress'
  | 'remind'
  | 'remindLater'
  | 'review'
  | 'approve'
  | 'return'
  | 'reject'
  | 'rejectByRule'
  | 'rejectUndecided'
  | 'escalate'
  | 'provision'
  | 'provisioned'
  | 'provisioningFailed'
  | 'retry'
  | 'chooseAnew';

/** The one table of legal transitions. What it does not name is refused. */
const TRANSITIONS: Record<InvitationStatus, Partial<Record<InvitationEvent, InvitationStatus>>> = {
  created: {
    emailTaken: 'sent',
    emailFailed: 'delivery_failed',
    accept: 'accepted',
    decline: 'declined',
    expire: 'expired',
    revoke: 'revoked',
    extend: 'created',
  },
  sent: {
    emailTaken: 'sent',
    emailFailed: 'delivery_failed',
    resend: 'sent',
    remind: 'sent',
    remindLater: 'sent',
    extend: 'sent',
    accept: 'accepted',
    decline: 'declined',
    expire: 'expired',
    revoke: 'revoked',
  },
  delivery_failed: {
    resend: 'sent',
    extend: 'delivery_failed',
    changeAddress: 'delivery_failed',
    accept: 'accepted',
    decline: 'declined',
    expire: 'expired',
    revoke: 'revoked',
  },
  accepted: { review: 'pending_approval', provision: 'provisioning', rejectByRule: 'rejected' },
  pending_approval: {
    approve: 'pending_approval',
    escalate: 'pending_approval',
    provision: 'provisioning',
    reject: 'rejected',
    rejectUndecided: 'rejected',
    return: 'returned',
    revoke: 'revoked',
  },
  returned: {
    emailTaken: 'returned',
    emailFailed: 'returned',
    resend: 'returned',
    remind: 'returned',
    remindLater: 'returned',
    extend: 'returned',
    changeAddress: 'returned',
    accept: 'accepted',
    decline: 'declined',
    expire: 'expired',
    revoke: 'revoked',
  },
  provisioning: { provisioned: 'active', provisioningFailed: 'failed' },
  failed: { retry: 'provisioning', chooseAnew: 'pending_approval', revoke: 'revoked' },
  active: {},
  declined: {},
  expired: {},
  revoked: {},
  rejected: {},
};

/** Where the event leads from this status, or why it does not. */
export function transition(status: InvitationStatus, event: InvitationEvent): InvitationStatus | Refusal {
  return TRANSITIONS[status][event] ?? { type: 'InvalidTransition', currentStatus: status };
}

/** Whether the event may happen in this status. */
export function allows(status: InvitationStatus, event: InvitationEvent): boolean {
  return event in TRANSITIONS[status];
}

/** Every status in which the event may happen. */
export function statusesAllowing(event: InvitationEvent): readonly InvitationStatus[] {
  return INVITATION_STATUSES.filter((status) => allows(status, event));
}

/** The invitee has not answered yet and still can. */
export function isOpen(status: InvitationStatus): boolean {
  return allows(status, 'accept');
}

/**
 * How an answer of the invitee is refused: by the reason the invitee can act upon. Other people's
 * decisions are refused by {@link transition} alone.
 */
export function answerRefusal(status: InvitationStatus): Refusal | undefined {
  if (isOpen(status)) return undefined;
  if (status === 'expired') return { type: 'InvitationExpired', currentStatus: status };
  if (status === 'revoked' || status === 'declined' || status === 'rejected') {
    return { type: 'InvitationClosed', currentStatus: status };
  }
  return { type: 'InvalidTransition', currentStatus: status };
}
