import { emailActivities } from '../activity-proxies';
import type { UserEmailInput } from '../contract';

/** Sends one e-mail to one user, riding out an outage of the mail provider for a day. */
export async function userEmailWorkflow(input: UserEmailInput): Promise<void> {
  const options = { summary: input.template, scheduleToCloseTimeout: '24h' } as const;
  await emailActivities.sendUserEmail.executeWithOptions(options, [input]);
}
