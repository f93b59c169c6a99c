import { emailActivities } from '../activity-proxies';
import type { SendEmailInput } from '../contract';

/** Sends one more e-mail about an invitation whose own workflow has ended. */
export async function invitationNoticeWorkflow(input: SendEmailInput): Promise<void> {
  const summary = input.messages.map(({ template }) => template).join(', ');
  await emailActivities.sendEmail.executeWithOptions({ summary, scheduleToCloseTimeout: '24h' }, [input]);
}
