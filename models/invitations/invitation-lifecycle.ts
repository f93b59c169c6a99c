import type { InvitationLifecycle } from '../../domain/invitations/invitation';
import type { Approval, InvitationSnapshot, InvitationWorkflowInput } from '../../workflows/contract';

/** What of a snapshot has a column; nothing was sent before the workflow's first one. */
type Lifecycle = Omit<
  InvitationSnapshot,
  'invitationId' | 'accountId' | 'program' | 'remindedUntil' | 'messageIds' | 'timeline' | 'lastSendAt'
> &
  Partial<Pick<InvitationSnapshot, 'lastSendAt'>>;

const date = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));

/** Every lifecycle column; what the snapshot leaves out becomes null. */
export function lifecycleOf(snapshot: Lifecycle): InvitationLifecycle {
  return {
    status: snapshot.status,
    seq: snapshot.seq,
    updatedAt: new Date(snapshot.updatedAt),
    expiresAt: new Date(snapshot.expiresAt),
    sentAt: date(snapshot.sentAt),
    deliveredAt: date(snapshot.deliveredAt),
    respondedAt: date(snapshot.respondedAt),
    activatedAt: date(snapshot.activatedAt),
    endedAt: date(snapshot.endedAt),
    reminderInstants: snapshot.reminderInstants.map((instant) => new Date(instant)),
    nextReminderAt: date(snapshot.reminderInstants[0]),
    remindersSent: snapshot.remindersSent,
    remindersStopped: snapshot.remindersStopped,
    sendCount: snapshot.sendCount,
    lastSendAt: date(snapshot.lastSendAt),
    tokenVersion: snapshot.tokenVersion,
    addressVersion: snapshot.addressVersion ?? 1,
    approvals: snapshot.approvals.map(approvalOf),
    escalateAt: date(snapshot.escalateAt),
    escalations: snapshot.escalations ?? 0,
    decisionDueAt: date(snapshot.decisionDueAt),
    ruleId: snapshot.ruleId ?? null,
    reasonRef: snapshot.reasonRef ?? null,
    applicationRef: snapshot.applicationRef ?? null,
    returnCount: snapshot.returnCount ?? 0,
    addToPartnershipId: snapshot.addToPartnershipId ?? null,
    acceptedBy: snapshot.acceptedBy ?? null,
    partnerAccountId: snapshot.partnerAccountId ?? null,
    partnerUserId: snapshot.partnerUserId ?? null,
    partnershipId: snapshot.partnershipId ?? null,
    failure: snapshot.failure ?? null,
    lastRefusal: snapshot.lastRefusal
      ? { ...snapshot.lastRefusal, at: new Date(snapshot.lastRefusal.at) }
      : null,
  };
}

function approvalOf({ by, at, noteRef, contentHash }: Approval): InvitationLifecycle['approvals'][number] {
  return { by, at: new Date(at), noteRef: noteRef ?? null, contentHash: contentHash ?? null };
}

/** The lifecycle columns until the workflow writes for the first time. */
export function newLifecycle(input: InvitationWorkflowInput): InvitationLifecycle {
  const { createdAt, expiresAt, addToPartnershipId, applicationRef } = input;
  return lifecycleOf({
    status: applicationRef === undefined ? 'created' : 'accepted',
    seq: 0,
    updatedAt: createdAt,
    expiresAt,
    reminderInstants: [],
    remindersSent: 0,
    remindersStopped: false,
    sendCount: 0,
    tokenVersion: 1,
    approvals: [],
    ...(addToPartnershipId && { addToPartnershipId }),
  });
}
