import { statusesAllowing, type InvitationStatus } from '../../workflows/contract';

/** Accepted, and on the way to become a partner. */
export const PENDING: readonly InvitationStatus[] = [
  'accepted',
  'pending_approval',
  'returned',
  'provisioning',
  'failed',
];

/** How an invitation came to be. */
export const INVITATION_ORIGINS = ['invitation', 'application'] as const;
export type InvitationOrigin = (typeof INVITATION_ORIGINS)[number];

/** What people read in place of a status. */
export const STATUS_LABELS = {
  created: 'Sent',
  sent: 'Sent',
  delivery_failed: 'Delivery failed',
  accepted: 'Pending approval',
  pending_approval: 'Pending approval',
  returned: 'Returned to applicant',
  provisioning: 'Pending approval',
  active: 'Active',
  declined: 'Partner Declined',
  expired: 'Expired',
  revoked: 'Revoked',
  rejected: 'Rejected',
  failed: 'Needs attention',
} as const satisfies Record<InvitationStatus, string>;

/** Whoever was invited and has not applied: an answer may still come, or did not. */
export const INVITED: readonly InvitationStatus[] = [
  ...statusesAllowing('accept').filter((status) => !PENDING.includes(status)),
  'declined',
  'expired',
];
