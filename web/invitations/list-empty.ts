import type { Empty } from '../kit/tables';

export type TabKey = 'invited' | 'pending' | 'active' | 'inactive' | 'sent' | 'received';
type EmptyTab = (mayInvite: boolean) => Empty;

const invite = { href: '/invitations/new', action: 'Invite New Partner', primary: true };

/** What an empty tab says, and what to do about it. */
export const EMPTY: Readonly<Record<TabKey, EmptyTab>> = {
  invited: (mayInvite) => ({
    title: 'No invitation is waiting for an answer',
    text: 'Invite a partner, and you see here whether the e-mail arrived and what they answered.',
    ...(mayInvite && invite),
  }),
  pending: () => ({
    title: 'Nobody is waiting for approval',
    text: 'Partners who accepted an invitation appear here when their program wants somebody to approve them.',
  }),
  active: (mayInvite) => ({
    title: 'No active partner yet',
    text: 'A partner appears here as soon as an invitation was accepted and, where needed, approved.',
    ...(mayInvite && invite),
  }),
  inactive: () => ({
    title: 'No inactive partner',
    text: 'Partners that you deactivate appear here. They see nothing of what you share until you reactivate them.',
  }),
  sent: (mayInvite) => ({
    title: 'Nothing was sent yet',
    text: 'Every invitation that your account ever sends stays in this list, whatever becomes of it.',
    ...(mayInvite && invite),
  }),
  received: () => ({
    title: 'You have not been invited by anybody',
    text: 'Invitations from other organisations to the users of your account appear here, to accept or decline.',
  }),
};
