import type { InvitationSnapshot, InvitationWorkflowInput } from '../contract';

/** An invitation as it begins: created, nothing sent yet. */
export function firstState(input: InvitationWorkflowInput): InvitationSnapshot {
  const { invitationId, accountId, program, createdAt, expiresAt, inviterId } = input;
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
    timeline: [{ n: 1, at: createdAt, type: 'created', actor: { kind: 'user', id: inviterId } }],
  };
}
