import type { InvitationSnapshot, InvitationWorkflowInput, TimelineEntry } from '../contract';

/** An invitation as it begins: created, nothing sent yet. */
export function firstState(input: InvitationWorkflowInput): InvitationSnapshot {
  const { invitationId, accountId, program, createdAt, expiresAt, addToPartnershipId } = input;
  return {
    invitationId,
    accountId,
    program,
    status: 'created',
    seq: 1,
    updatedAt: createdAt,
    expiresAt,
    reminderInstants: [],
    remindersSent: 0,
    remindersStopped: false,
    remindedUntil: createdAt,
    sendCount: 1,
    lastSendAt: createdAt,
    tokenVersion: 1,
    messageIds: [],
    approvals: [],
    ...(addToPartnershipId && { addToPartnershipId }),
    timeline: [{ n: 1, at: createdAt, ...beginning(input) }],
  };
}

function beginning({
  applicationRef,
  inviterId,
}: InvitationWorkflowInput): Pick<TimelineEntry, 'type' | 'actor'> {
  return applicationRef === undefined
    ? { type: 'created', actor: { kind: 'user', id: inviterId } }
    : { type: 'applied', actor: { kind: 'invitee', id: 'invitee' } };
}
