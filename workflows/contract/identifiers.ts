/** Queue of the workflows and of every activity that talks to the database. */
export const ONBOARDING_TASK_QUEUE = 'onboarding';

/** Queue of everything that talks to the mail provider; its rate is limited on the server. */
export const EMAIL_TASK_QUEUE = 'email';

/** ID of the Schedule that repairs drift between Temporal and the read models. */
export const RECONCILE_SCHEDULE_ID = 'reconcile-invitations';

/** ID of the Schedule that has digests sent whose time has come. */
export const DIGEST_SCHEDULE_ID = 'send-digests';

const INVITATION_PREFIX = 'invitation-';

/** The one workflow ID that belongs to an invitation. */
export function invitationWorkflowId(invitationId: string): string {
  return INVITATION_PREFIX + invitationId;
}

/** The inverse of {@link invitationWorkflowId}; `undefined` for any other workflow ID. */
export function invitationIdOf(workflowId: string): string | undefined {
  return workflowId.startsWith(INVITATION_PREFIX) ? workflowId.slice(INVITATION_PREFIX.length) : undefined;
}

/** The workflow that sends one e-mail to one user. */
export function userEmailWorkflowId(messageId: string): string {
  return `user-email-${messageId}`;
}

/** The workflow that sends one more e-mail about an invitation that has ended. */
export function invitationNoticeWorkflowId(messageId: string): string {
  return `invitation-notice-${messageId}`;
}

/** The message of one e-mail: unique per invitation, template and occasion, the same on every retry. */
export function messageIdOf(invitationId: string, template: string, occasion: number | string): string {
  return `${invitationId}.${template}.${occasion}`;
}

/**
 * The ID of something that provisioning creates for an invitation. It is derived, so that a step that
 * runs twice names the same thing twice.
 */
export function provisionedId(prefix: 'acc' | 'usr' | 'prt', invitationId: string): string {
  return `${prefix}_${invitationId.slice(invitationId.indexOf('_') + 1)}`;
}
