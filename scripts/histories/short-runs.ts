import {
  invitationNoticeWorkflowId,
  messageIdOf,
  type SendEmailInput,
  userEmailWorkflowId,
  type UserEmailInput,
} from '../../workflows/contract';

/** A workflow of one step, which nobody speaks with while it runs. */
export interface ShortRun {
  /** The first part of its file's name says what kind it is. */
  readonly name: string;
  readonly workflowType: string;
  readonly workflowId: string;
  readonly args: readonly (SendEmailInput | UserEmailInput)[];
}

const digestId = 'dig_1';
const notice = messageIdOf('inv_notice', 'expired-notice', '2026-11-01');

export const SHORT_RUNS: readonly ShortRun[] = [
  {
    name: 'digest-upkeep.started',
    workflowType: 'digestUpkeepWorkflow',
    workflowId: 'digest-upkeep',
    args: [],
  },
  {
    name: 'user-email.digest',
    workflowType: 'userEmailWorkflow',
    workflowId: userEmailWorkflowId(digestId),
    args: [{ messageId: digestId, template: 'digest', userId: 'usr_approver', accountId: 'acc_vendor' }],
  },
  {
    name: 'invitation-notice.expired-notice',
    workflowType: 'invitationNoticeWorkflow',
    workflowId: invitationNoticeWorkflowId(notice),
    args: [
      {
        invitationId: 'inv_notice',
        messages: [{ messageId: notice, template: 'expired-notice' }],
        tokenVersion: 1,
        expiresAt: '2026-11-01T00:00:00.000Z',
      },
    ],
  },
];
