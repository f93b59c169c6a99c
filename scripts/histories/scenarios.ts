import { setTimeout as pause } from 'node:timers/promises';
import type { Activities } from '../../activities';
import type {
  EmailEvent,
  InvitationPolicy,
  InvitationStatus,
  InvitationWorkflowInput,
  RuleVerdict,
} from '../../workflows/contract';
import { byInvitee, type Guest } from './guest';

/** Low, so that a history stays short which goes on in a new run; no other scenario gets so far. */
export const SUGGEST_NEW_RUN_AT = 120;

/** One life of an invitation that has to replay for ever. */
export interface Scenario {
  readonly name: string;
  readonly policy?: Partial<InvitationPolicy>;
  readonly changes?: Partial<InvitationWorkflowInput>;
  readonly expiresInMs?: number;
  readonly verdict?: RuleVerdict;
  /** How the first attempts of an activity fail. */
  readonly failures?: Partial<Record<keyof Activities, ('permanent' | 'transient')[]>>;
  /** The history is taken while the invitation is still waiting. */
  readonly staysOpen?: boolean;
  readonly play: (guest: Guest) => Promise<void>;
}

const reviewed = { autoOnboarding: false };
const ruled = { hasApprovalRules: true };
const shares = { sharesRecords: true };
const by = (id: string) => ({ actor: { kind: 'user', id } });
const permanently = ['permanent' as const];

const activated: Scenario[] = [
  { name: 'active-auto', play: (guest) => guest.accepts() },
  { name: 'active-auto-shares', changes: shares, play: (guest) => guest.accepts() },
  {
    name: 'active-approved',
    policy: reviewed,
    changes: shares,
    play: async (guest) => {
      await guest.accepts();
      await pause(300);
      await guest.decide('approveInvitation', { contentHash: 'h1' });
    },
  },
  {
    name: 'active-applied',
    policy: reviewed,
    changes: { inviterId: '', applicationRef: 'app_1' },
    play: async (guest) => {
      await guest.reaches('pending_approval');
      await guest.decide('returnInvitation', { reasonRef: 'note_1' });
      await guest.until(({ sentAt }) => sentAt !== undefined);
      await guest.decide('acceptInvitation', { ...byInvitee, tokenVersion: 1, applicationRef: 'app_2' });
      await guest.decide('approveInvitation', { contentHash: 'h1' });
    },
  },
  {
    name: 'active-approved-by-three',
    policy: { ...reviewed, requiredApprovals: 3, escalateAfter: 'PT1S' },
    play: async (guest) => {
      await guest.accepts();
      await guest.until(({ escalateAt }) => escalateAt === undefined);
      for (const approver of ['usr_a', 'usr_b', 'usr_c'])
        await guest.decide('approveInvitation', by(approver));
    },
  },
  {
    name: 'active-approved-when-overdue',
    policy: {
      ...reviewed,
      ...{ escalateAfter: 'PT1S', escalateEvery: 'PT1S', maxEscalations: 2 },
      ...{ decideWithin: 'PT3S', whenUndecided: 'tell_admins' },
    },
    play: async (guest) => {
      await guest.accepts();
      await guest.until(({ timeline }) => timeline.some(({ type }) => type === 'decision_overdue'));
      await guest.decide('approveInvitation');
    },
  },
  {
    name: 'active-approved-by-rule',
    policy: ruled,
    verdict: { outcome: 'approve', ruleId: 'rule_1' },
    play: (guest) => guest.accepts(),
  },
  {
    name: 'active-reviewed-by-rule',
    policy: ruled,
    failures: { evaluateApprovalRules: ['transient', 'permanent'] },
    play: async (guest) => {
      await guest.accepts();
      await guest.reaches('pending_approval');
      await guest.signal('approveInvitation');
    },
  },
  {
    name: 'active-after-reminders',
    policy: { reminders: ['PT1S', 'PT2S'] },
    play: async (guest) => {
      await guest.until(({ remindersSent }) => remindersSent === 2);
      await guest.accepts();
    },
  },
  {
    name: 'active-resent',
    play: async (guest) => {
      await guest.reaches('sent');
      await guest.decide('resendInvitation');
      await guest.accepts();
    },
  },
  {
    name: 'active-after-delivery-failed',
    play: async (guest) => {
      await guest.reaches('sent');
      await guest.report('bounced');
      await guest.reaches('delivery_failed');
      await guest.decide('resendInvitation', { extendExpiry: false });
      await guest.accepts();
    },
  },
  {
    name: 'active-after-refused-email',
    failures: { sendEmail: permanently },
    play: async (guest) => {
      await guest.reaches('delivery_failed');
      await guest.decide('resendInvitation');
      await guest.accepts();
    },
  },
  {
    name: 'active-after-retry',
    changes: shares,
    failures: { shareRecords: permanently },
    play: async (guest) => {
      await guest.accepts();
      await guest.reaches('failed');
      await guest.decide('retryProvisioning');
    },
  },
  {
    name: 'active-by-signal-with-refusals',
    policy: reviewed,
    play: async (guest) => {
      await guest.reaches('sent');
      await guest.signal('approveInvitation');
      await guest.handle.signal('acceptInvitation', { malformed: true });
      await guest.signal('acceptInvitation', { decisionId: 'twice', ...byInvitee });
      await guest.decide('acceptInvitation', { decisionId: 'twice', ...byInvitee });
      await guest.signal('approveInvitation');
    },
  },
  {
    name: 'active-database-away',
    failures: { recordInvitation: ['transient', 'transient', 'transient'] },
    play: (guest) => guest.accepts(),
  },
  {
    name: 'active-in-new-run',
    policy: reviewed,
    play: async (guest) => {
      await guest.reaches('sent');
      const { runId } = await guest.handle.describe();
      while ((await guest.handle.describe()).runId === runId) await guest.signal('approveInvitation');
      await guest.accepts();
      await guest.decide('approveInvitation');
    },
  },
];

const ended: Scenario[] = [
  { name: 'declined', play: (guest) => declined(guest) },
  { name: 'declined-after-delivery-news', play: (guest) => declined(guest, 'delivered', 'unsubscribed') },
  {
    name: 'expired',
    expiresInMs: 5000,
    policy: { reminders: ['PT1S', '-PT1S'] },
    play: (guest) => guest.reaches('expired'),
  },
  {
    name: 'expired-unsent',
    expiresInMs: 2000,
    failures: { sendEmail: Array.from({ length: 3 }, () => 'transient' as const) },
    play: (guest) => guest.reaches('expired'),
  },
  {
    name: 'expired-extended-and-reminded-later',
    play: async (guest) => {
      await guest.reaches('sent');
      await guest.decide('remindLater', { ...byInvitee, in: 'PT1S' });
      await guest.decide('extendInvitation', { expiresIn: 'PT3S' });
      await guest.reaches('expired');
    },
  },
  { name: 'revoked-sent', play: (guest) => revokedIn(guest, 'sent') },
  {
    name: 'revoked-created',
    failures: { sendEmail: Array.from({ length: 9 }, () => 'transient' as const) },
    play: (guest) => revokedIn(guest, 'created'),
  },
  {
    name: 'revoked-pending',
    policy: reviewed,
    play: async (guest) => {
      await guest.accepts();
      await revokedIn(guest, 'pending_approval');
    },
  },
  {
    name: 'revoked-failed',
    changes: shares,
    failures: { assignDefaultRole: permanently, withdrawSharedRecords: permanently },
    play: async (guest) => {
      await guest.accepts();
      await revokedIn(guest, 'failed');
    },
  },
  {
    name: 'revoked-by-cancel',
    play: async (guest) => {
      await guest.reaches('sent');
      await guest.handle.cancel();
    },
  },
  {
    name: 'rejected-by-approver',
    policy: reviewed,
    play: async (guest) => {
      await guest.accepts();
      await guest.decide('rejectInvitation', { reasonRef: 'note_1' });
    },
  },
  {
    name: 'rejected-undecided',
    policy: { ...reviewed, maxEscalations: 5, decideWithin: 'PT2S', whenUndecided: 'reject' },
    play: (guest) => guest.accepts(),
  },
  {
    name: 'rejected-by-rule',
    policy: ruled,
    verdict: { outcome: 'reject', ruleId: 'rule_2' },
    play: (guest) => guest.accepts(),
  },
];

/** A deployment meets most invitations while they wait. */
const waiting: Scenario[] = [
  { name: 'waiting-sent', staysOpen: true, play: (guest) => guest.reaches('sent') },
  {
    name: 'waiting-pending',
    staysOpen: true,
    policy: reviewed,
    play: async (guest) => {
      await guest.accepts();
      await guest.reaches('pending_approval');
    },
  },
  {
    name: 'waiting-failed',
    staysOpen: true,
    failures: { createAccount: permanently },
    play: async (guest) => {
      await guest.accepts();
      await guest.reaches('failed');
    },
  },
];

/** Every ending and every notable way to it. */
export const SCENARIOS: readonly Scenario[] = [...activated, ...ended, ...waiting];

async function declined(guest: Guest, ...events: EmailEvent['event'][]): Promise<void> {
  await guest.reaches('sent');
  for (const event of events) await guest.report(event);
  await guest.decide('declineInvitation', { ...byInvitee, reasonRef: 'note_2' });
}

async function revokedIn(guest: Guest, status: InvitationStatus): Promise<void> {
  await guest.reaches(status);
  await guest.decide('revokeInvitation');
}
