import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { TimelineType } from './timeline';

/** Every status an invitation can have; `invitation-state.ts` says how one leads to another. */
export const INVITATION_STATUSES = [
  'created',
  'sent',
  'delivery_failed',
  'accepted',
  'pending_approval',
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

/**
 * What every decision carries. The same `decisionId` counts once however often and by whichever way it
 * arrives. Free text never travels: `reasonRef` names a note in the database.
 */
export interface Decision {
  readonly decisionId: string;
  readonly actor: Actor;
  readonly reasonRef?: string;
  /** RFC 3339. When the API took the decision; an answer queued in time counts although it arrives late. */
  readonly decidedAt?: string;
}

/** What an answer of the invitee says about the link or the address that it came by. */
interface AnswerInput extends Decision {
  /** Version of the link that was used; absent for a signed-in receiver or an operator. */
  readonly tokenVersion?: number;
  /** Version of the address that the answering person proved; absent for an operator. */
  readonly addressVersion?: number;
}
export interface AcceptInput extends AnswerInput {
  /** Names the stored application: contact data, custom fields and password hash of the invitee. */
  readonly applicationRef?: string;
  /** The receiver's own account, when a signed-in user accepts. */
  readonly partnerAccountId?: string;
}
export type DeclineInput = AnswerInput;
export interface ApproveInput extends Decision {
  /** Hash of the content that the approver saw; approvals of other content do not count together. */
  readonly contentHash?: string;
}
export type RejectInput = Decision;
export type RevokeInput = Decision;
export type RetryInput = Decision;
export interface ResendInput extends Decision {
  /** Default true: the new link lives as long as the first one did. */
  readonly extendExpiry?: boolean;
  /** Mails the current link again instead of replacing it: what an invitee may ask for. */
  readonly sameLink?: boolean;
}
export interface ExtendInput extends Decision {
  /** ISO-8601 duration from now on. */
  readonly expiresIn: string;
}
export interface RemindLaterInput extends Decision {
  /** ISO-8601 duration from now on. */
  readonly in: string;
}

/** What a mail provider, or the invitee's unsubscribe button, reports about one message. */
export interface EmailEvent {
  readonly eventId: string;
  readonly messageId: string;
  readonly event: 'delivered' | 'bounced' | 'dropped' | 'spam_report' | 'unsubscribed';
  readonly at: string;
}

/** Settings of the program at the moment of inviting; a later change of the program does not reach back. */
export interface InvitationPolicy {
  readonly autoOnboarding: boolean;
  /** The program has approval rules, so acceptance asks them first. */
  readonly hasApprovalRules: boolean;
  readonly requiredApprovals: number;
  readonly inviterMayApprove: boolean;
  /** ISO-8601 durations. */
  readonly escalateAfter: string;
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
  /** RFC 3339. */
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Only in inputs of the first edition: the user who owned the address when it was invited. */
  readonly inviteeUserId?: string;
  /** Where a continued run goes on. */
  readonly carried?: CarriedState;
}

/** What a run hands to the next one when it continues as new. */
export interface CarriedState {
  readonly snapshot: InvitationSnapshot;
  readonly decisionIds: readonly string[];
  readonly emailEventIds: readonly string[];
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

/** One approval; only those of the same `contentHash` count together. */
export interface Approval {
  readonly by: string;
  readonly at: string;
  readonly noteRef?: string;
  readonly contentHash?: string;
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
  readonly ruleId?: string;
  readonly reasonRef?: string;
  readonly applicationRef?: string;
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

export const acceptInvitationUpdate = defineUpdate<InvitationSnapshot, [AcceptInput]>('acceptInvitation');
export const declineInvitationUpdate = defineUpdate<InvitationSnapshot, [DeclineInput]>('declineInvitation');
export const approveInvitationUpdate = defineUpdate<InvitationSnapshot, [ApproveInput]>('approveInvitation');
export const rejectInvitationUpdate = defineUpdate<InvitationSnapshot, [RejectInput]>('rejectInvitation');
export const revokeInvitationUpdate = defineUpdate<InvitationSnapshot, [RevokeInput]>('revokeInvitation');
export const resendInvitationUpdate = defineUpdate<InvitationSnapshot, [ResendInput]>('resendInvitation');
/** Ends every link that was mailed so far, before the address in the database is changed. */
export const changeAddressUpdate = defineUpdate<InvitationSnapshot, [Decision]>('changeAddress');
export const extendInvitationUpdate = defineUpdate<InvitationSnapshot, [ExtendInput]>('extendInvitation');
export const remindLaterUpdate = defineUpdate<InvitationSnapshot, [RemindLaterInput]>('remindLater');
export const retryProvisioningUpdate = defineUpdate<InvitationSnapshot, [RetryInput]>('retryProvisioning');

export const acceptInvitationSignal = defineSignal<[AcceptInput]>('acceptInvitation');
export const declineInvitationSignal = defineSignal<[DeclineInput]>('declineInvitation');
export const approveInvitationSignal = defineSignal<[ApproveInput]>('approveInvitation');
export const rejectInvitationSignal = defineSignal<[RejectInput]>('rejectInvitation');
export const revokeInvitationSignal = defineSignal<[RevokeInput]>('revokeInvitation');
export const resendInvitationSignal = defineSignal<[ResendInput]>('resendInvitation');
export const extendInvitationSignal = defineSignal<[ExtendInput]>('extendInvitation');
export const remindLaterSignal = defineSignal<[RemindLaterInput]>('remindLater');
export const retryProvisioningSignal = defineSignal<[RetryInput]>('retryProvisioning');
export const emailEventReportedSignal = defineSignal<[EmailEvent]>('emailEventReported');

export const invitationStateQuery = defineQuery<InvitationSnapshot>('invitationState');
