import { statusesAllowing, type InvitationStatus } from '../../workflows/contract';

/** Whoever was invited and is no partner: an answer may still come, or did not. */
export const INVITED: readonly InvitationStatus[] = [...statusesAllowing('accept'), 'declined', 'expired'];

/** Accepted, and on the way to become a partner. */
export const PENDING: readonly InvitationStatus[] = [
  'accepted',
  'pending_approval',
  'provisioning',
  'failed',
];
