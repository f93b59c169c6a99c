import { ONBOARDING_TASK_QUEUE, invitationWorkflowId } from './identifiers';
import type { InvitationWorkflowInput } from './invitation';
import { priorityOf } from './priorities';
import {
  accountIdAttribute,
  invitationProgramAttribute,
  invitationStatusAttribute,
  nextDeadlineAttribute,
} from './search-attributes';

/**
 * How the workflow of an invitation is started, by whoever starts it: at most once per invitation, and
 * named so that an operator finds it. Holds no personal data. Those of a file give way to those made by hand.
 */
export function invitationStart(input: InvitationWorkflowInput, from: 'hand' | 'file' = 'hand') {
  const { invitationId, accountId, program, expiresAt } = input;
  return {
    workflowId: invitationWorkflowId(invitationId),
    taskQueue: ONBOARDING_TASK_QUEUE,
    workflowIdConflictPolicy: 'FAIL' as const,
    workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
    priority: priorityOf(from === 'file' ? 'bulk' : 'person', accountId),
    args: [input] as [InvitationWorkflowInput],
    typedSearchAttributes: [
      { key: invitationStatusAttribute, value: 'created' },
      { key: invitationProgramAttribute, value: program },
      { key: accountIdAttribute, value: accountId },
      { key: nextDeadlineAttribute, value: new Date(expiresAt) },
    ],
    staticSummary: `Invitation ${invitationId}`,
    staticDetails: `Program \`${program}\` of account \`${accountId}\`, ${originOf(input)}.`,
  };
}

function originOf({ applicationRef, inviterId }: InvitationWorkflowInput): string {
  return applicationRef === undefined ? `sent by user \`${inviterId}\`` : 'applied for without an invitation';
}
