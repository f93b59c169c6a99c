import type { InvitationSnapshot, InvitationWorkflowInput } from '../../../workflows/contract';
import { newId } from '../../../domain/ids';
import type { NewInvitation } from '../../../domain/invitations/invite';
import type { Stores } from '../../../models';

/** Instants of the tests: minutes after a fixed day, RFC 3339. */
export const at = (minutes: number): string => new Date(Date.UTC(2026, 0, 1, 12, minutes)).toISOString();

/** A workflow input as the API would make it. */
export function workflowInput(changes: Partial<InvitationWorkflowInput> = {}): InvitationWorkflowInput {
  return {
    invitationId: newId('inv'),
    accountId: newId('acc'),
    inviterId: newId('usr'),
    program: 'default',
    policy: {
      autoOnboarding: true,
      hasApprovalRules: false,
      requiredApprovals: 1,
      inviterMayApprove: false,
      escalateAfter: 'P3D',
      expiresIn: 'P14D',
      resendCooldown: 'PT60S',
      reminders: ['P3D', '-P1D'],
      maxResends: 5,
    },
    sharesRecords: false,
    createdAt: at(0),
    expiresAt: at(60),
    ...changes,
  };
}

/** A new invitation of the account. */
export function newInvitation(
  accountId: string,
  contactEmail: string,
  changes: Partial<NewInvitation> & { readonly input?: Partial<InvitationWorkflowInput> } = {},
): NewInvitation {
  const { input, ...rest } = changes;
  const workflow = workflowInput({ accountId, ...input });
  return {
    _id: workflow.invitationId,
    partnerName: 'Initech',
    contactFirstName: 'Peter',
    contactLastName: 'Gibbons',
    contactEmail,
    workflowInput: workflow,
    ...rest,
  };
}

/** Stores an invitation and answers its ID. */
export async function storedInvitation(
  stores: Stores,
  ...args: Parameters<typeof newInvitation>
): Promise<string> {
  const created = await stores.invitations.create(newInvitation(...args));
  if (!created.ok) throw new Error(`conflict with ${created.conflict}`);
  return created.invitation._id;
}

/** A state of the invitation as the workflow would report it. */
export function snapshot(
  invitationId: string,
  changes: Partial<InvitationSnapshot> & Pick<InvitationSnapshot, 'seq' | 'status'>,
): InvitationSnapshot {
  return {
    invitationId,
    accountId: 'acc_any',
    program: 'default',
    updatedAt: at(changes.seq),
    expiresAt: at(60),
    reminderInstants: [at(30)],
    remindersSent: 0,
    remindersStopped: false,
    remindedUntil: at(0),
    sendCount: 1,
    lastSendAt: at(0),
    tokenVersion: 1,
    messageIds: [],
    approvals: [],
    timeline: [],
    ...changes,
  };
}
