import type { InvitationStatus, InvitationWorkflowInput } from '../../../workflows/contract';
import type { InvitationEvent } from '../../../workflows/contract/transitions';
import { Invitation } from '../../../workflows/invitation/invitation';

/** An invitation whose first e-mail is written. */
export function begun(input: InvitationWorkflowInput): Invitation {
  const invitation = new Invitation(input);
  invitation.begin();
  return invitation;
}

/** Where each event leads from each status, written down a second time; anything else is refused. */
export const LEADS: Readonly<
  Record<InvitationEvent, Readonly<Partial<Record<InvitationStatus, InvitationStatus>>>>
> = {
  emailTaken: { created: 'sent', sent: 'sent', returned: 'returned' },
  emailFailed: { created: 'delivery_failed', sent: 'delivery_failed', returned: 'returned' },
  accept: { created: 'accepted', sent: 'accepted', delivery_failed: 'accepted', returned: 'accepted' },
  decline: { created: 'declined', sent: 'declined', delivery_failed: 'declined', returned: 'declined' },
  expire: { created: 'expired', sent: 'expired', delivery_failed: 'expired', returned: 'expired' },
  revoke: {
    created: 'revoked',
    sent: 'revoked',
    delivery_failed: 'revoked',
    pending_approval: 'revoked',
    returned: 'revoked',
    failed: 'revoked',
  },
  resend: { sent: 'sent', delivery_failed: 'sent', returned: 'returned' },
  extend: {
    created: 'created',
    sent: 'sent',
    delivery_failed: 'delivery_failed',
    returned: 'returned',
  },
  changeAddress: { delivery_failed: 'delivery_failed', returned: 'returned' },
  remind: { sent: 'sent', returned: 'returned' },
  remindLater: { sent: 'sent', returned: 'returned' },
  review: { accepted: 'pending_approval' },
  approve: { pending_approval: 'pending_approval' },
  return: { pending_approval: 'returned' },
  reject: { pending_approval: 'rejected' },
  rejectByRule: { accepted: 'rejected' },
  rejectUndecided: { pending_approval: 'rejected' },
  escalate: { pending_approval: 'pending_approval' },
  provision: { accepted: 'provisioning', pending_approval: 'provisioning' },
  provisioned: { provisioning: 'active' },
  provisioningFailed: { provisioning: 'failed' },
  retry: { failed: 'provisioning' },
  chooseAnew: { failed: 'pending_approval' },
};

export const EVENTS = Object.keys(LEADS) as readonly InvitationEvent[];

/** Whether anything leads from one status to the other. */
export function leads(from: InvitationStatus, to: InvitationStatus): boolean {
  return EVENTS.some((event) => LEADS[event][from] === to);
}
