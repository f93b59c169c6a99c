import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { EmailTemplate } from './email';
import type { TimelineType } from './timeline';

/** Every status an invitation can have; `transitions.ts` says how one leads to another. */
export const INVITATION_STATUSES = [
  'created',
  'sent',
  'delivery_failed',
  'accepted',
  'pending_approval',
  'returned',
  'provisioning',
  'active',
  'declined',
  'expired',
  'revoked',
  'rejected',
  'failed',
] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

/** How an invitation can end: statuses that nothing leads out of, and in which its workflow is over. */
export const INVITATION_OUTCOMES = [
  'active',
  'declined',
  'expired',
  'revoked',
  'rejected',
] as const satisfies readonly InvitationStatus[];
export type InvitationOutcome = (typeof INVITATION_OUTCOMES)[number];

/** Whether the invitation has ended, so that the address may be invited again. */
export function isTerminal(status: InvitationStatus): status is InvitationOutcome {
  return (INVITATION_OUTCOMES as readonly InvitationStatus[]).includes(status);
}

/** Who did something. `operator` is a person at the Temporal CLI, `system` is Usher itself. */
export interface Actor {
  readonly kind: 'invitee' | 'user' | 'operator' | 'system';
  readonly id: string;
}

/** What a mail provider, or the invitee's unsubscribe button, reports about one message. */
export interface EmailEvent {
  readonly eventId: string;
  readonly messageId: string;
  readonly event: 'delivered' | 'bounced' | 'dropped' | 'spam_report' | 'unsubscribed';
  readonly at: string;
}

/** What happens where nobody decided in time. */
export const WHEN_UNDECIDED = ['tell_admins', 'reject'] as const;
/** One of {@link WHEN_UNDECIDED}. */
export type WhenUndecided = (typeof WHEN_UNDECIDED)[number];

/** Settings of the program at the moment of inviting; a later change of the program does not reach back. */
export interface InvitationPolicy {
  readonly autoOnboarding: boolean;
  /** The program has approval rules, so acceptance asks them first. */
  readonly hasApprovalRules: boolean;
  readonly requiredApprovals: number;
  readonly inviterMayApprove: boolean;
  /** ISO-8601 durations. */
  readonly escalateAfter: string;
  /** How often approvers are reminded after the first time; once where it is missing. */
  readonly escalateEvery?: string;
  /** How often they are reminded in all; missing in invitations of the first edition, as are the next two. */
  readonly maxEscalations?: number;
  /** How long people have to decide; as long as they want where it is missing. */
  readonly decideWithin?: string;
  readonly whenUndecided?: WhenUndecided;
  readonly expiresIn: string;
  readonly resendCooldown: string;
  readonly reminders: readonly string[];
  readonly maxResends: number;
}

export interface InvitationWorkflowInput {
  readonly invitationId: string;
  /** The inviting account. */
  readonly accountId: string;
  readonly inviterId: string;
  readonly program: string;
  readonly policy: InvitationPolicy;
  readonly sharesRecords: boolean;
  /** The partnership whose account the inviter wants the contact in; without it a new partner is made. */
  readonly addToPartnershipId?: string;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Only in inputs of the first edition: the user who owned the address when it was invited. */
  readonly inviteeUserId?: string;
  /** Somebody applied without an invitation: names what they handed in. `inviterId` is empty then. */
  readonly applicationRef?: string;
  /** Where a continued run goes on. */
  readonly carried?: CarriedState;
}

/** What a run hands to the next one when it continues as new. */
export interface CarriedState {
  readonly snapshot: InvitationSnapshot;
  readonly decisionIds: readonly string[];
  readonly emailEventIds: readonly string[];
  /** How many e-mails of each kind were written. */
  readonly written: Readonly<Partial<Record<EmailTemplate, number>>>;
  /** How much of it the read model has. */
  readonly recorded: { readonly seq: number; readonly entries: number };
  /** Somebody cancelled the workflow in Temporal, and it could not be revoked yet. */
  readonly cancelled?: true;
}

/** One line of the invitation's story; `n` counts from 1 and never repeats. */
export interface TimelineEntry {
  readonly n: number;
  readonly at: string;
  readonly type: TimelineType;
  readonly actor: Actor;
  readonly reasonRef?: string;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/** The choice of a new partner, where the ID of a partnership would choose one that exists. */
export const NEW_PARTNER = 'new';

/** One approval; only those of the same `contentHash` count together. */
export interface Approval {
  readonly by: string;
  readonly at: string;
  readonly noteRef?: string;
  readonly contentHash?: string;
  /** Hash of the same content whatever partner was chosen, and the choice; see {@link NEW_PARTNER}. */
  readonly baseHash?: string;
  readonly addTo?: string;
}

/**
 * The whole lifecycle of an invitation as the workflow knows it: the answer of the query and of every
 * Update, and what the read model is written from. Times are RFC 3339 UTC. No personal data.
 */
export interface InvitationSnapshot {
  readonly invitationId: string;
  readonly accountId: string;
  readonly program: string;
  readonly status: InvitationStatus;
  /** Grows by one with every change; the read model never goes back. */
  readonly seq: number;
  readonly updatedAt: string;
  readonly expiresAt: string;
  readonly sentAt?: string;
  readonly deliveredAt?: string;
  readonly respondedAt?: string;
  readonly activatedAt?: string;
  readonly endedAt?: string;
  /** Instants of the reminders still to come, in order. */
  readonly reminderInstants: readonly string[];
  readonly remindersSent: number;
  /** The invitee unsubscribed. */
  readonly remindersStopped: boolean;
  /** Offsets that lie before this instant are done. */
  readonly remindedUntil: string;
  /** The reminder that the invitee asked for. */
  readonly remindLaterAt?: string;
  /** Links sent so far; the first counts. */
  readonly sendCount: number;
  readonly lastSendAt: string;
  /** Raised by every resend; only the link of this version opens the invitation. */
  readonly tokenVersion: number;
  /** Raised by every change of the address; 1 where it is missing. */
  readonly addressVersion?: number;
  /**
   * Messages that belong to the current link, first its delivery, which decides whether it reaches anybody;
   * events about older ones change nothing.
   */
  readonly messageIds: readonly string[];
  readonly approvals: readonly Approval[];
  readonly escalateAt?: string;
  /** How often approvers were reminded; 0 where it is missing. */
  readonly escalations?: number;
  /** By when people have to decide. */
  readonly decisionDueAt?: string;
  readonly ruleId?: string;
  readonly reasonRef?: string;
  readonly applicationRef?: string;
  /** How often an approver asked the applicant for more; 0 where it is missing. */
  readonly returnCount?: number;
  /** The partnership whose account the contact is added to, as chosen by now; a new partner without it. */
  readonly addToPartnershipId?: string;
  readonly acceptedBy?: Actor;
  readonly partnerAccountId?: string;
  readonly partnerUserId?: string;
  readonly partnershipId?: string;
  /** Why provisioning is parked. */
  readonly failure?: { readonly step: string; readonly type: string };
  /** The newest decision that came by Signal and was refused. */
  readonly lastRefusal?: { readonly decisionId: string; readonly type: string; readonly at: string };
  readonly timeline: readonly TimelineEntry[];
}

/** How the workflow ends. */
export interface InvitationResult {
  readonly invitationId: string;
  readonly outcome: InvitationOutcome;
  readonly partnershipId?: string;
}

export const emailEventReportedSignal = defineSignal<[EmailEvent]>('emailEventReported');

export const invitationStateQuery = defineQuery<InvitationSnapshot>('invitationState');
