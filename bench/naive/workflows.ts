import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { createActivities } from './activities';

/** The invitee said yes. */
export const acceptSignal = defineSignal('accept');

const steps = proxyActivities<ReturnType<typeof createActivities>>({ startToCloseTimeout: '1 minute' });

/** One invitation, step by step, every step a regular activity. */
export async function naiveInvitation(id: string): Promise<void> {
  let accepted = false;
  setHandler(acceptSignal, () => {
    accepted = true;
  });

  await steps.sendInvitation(id);
  await steps.setStatus(id, 'sent');
  await condition(() => accepted, '14 days');
  await steps.setStatus(id, 'accepted');
  await steps.createAccount(id);
  await steps.assignRole(id);
  await steps.shareRecords(id);
  await steps.sendWelcome(id);
  await steps.setStatus(id, 'active');
}
