import { INVITATION_STATUSES, type InvitationStatus, isOpen } from '../../workflows/contract';
import { STATUS_LABELS } from '../../domain/invitations/views';
import type { Invitation } from './api-call';
import { fromNow } from './format';
import { t } from './reader';
import type { Cell, Tone } from './tables';

const TONES: Readonly<Record<InvitationStatus, Tone>> = {
  created: 'info',
  sent: 'info',
  delivery_failed: 'bad',
  accepted: 'warn',
  pending_approval: 'warn',
  returned: 'info',
  provisioning: 'warn',
  active: 'good',
  declined: 'plain',
  expired: 'plain',
  revoked: 'plain',
  rejected: 'plain',
  failed: 'bad',
};

/** The colour of a status. */
export const toneOf = (status: InvitationStatus): Tone => TONES[status];

/** The status with what comes next. */
export function statusCell({ status, statusLabel, expiresAt, respondedAt }: Invitation): Cell {
  const cell = { text: t(statusLabel), badge: toneOf(status) };
  if (isOpen(status)) return { ...cell, below: t('expires {{when}}', { when: fromNow(expiresAt) }) };
  if (status === 'provisioning') return { ...cell, below: t('being set up') };
  const waits = status === 'accepted' || status === 'pending_approval';
  return waits && respondedAt !== null
    ? { ...cell, below: t('applied {{when}}', { when: fromNow(respondedAt) }) }
    : cell;
}

/** Labels, each once, with the statuses behind it, out of the given ones. */
export function statusChoices(statuses: readonly InvitationStatus[] = INVITATION_STATUSES) {
  const byLabel = new Map<string, InvitationStatus[]>();
  for (const status of statuses) {
    const label = STATUS_LABELS[status];
    byLabel.set(label, [...(byLabel.get(label) ?? []), status]);
  }
  return [...byLabel].map(([label, members]) => ({ label: t(label), value: members.join(',') }));
}

/** Whether something is going on that changes the page by itself within seconds. */
export function isMoving({ status }: Pick<Invitation, 'status'>): boolean {
  return status === 'created' || status === 'accepted' || status === 'provisioning';
}
