import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { EMAIL_TASK_QUEUE, ONBOARDING_TASK_QUEUE } from './contract';

/** A worker that was killed is noticed within this; living ones beat for as long as they work. */
const HEARTBEAT = { heartbeatTimeout: '8s' } as const;

/**
 * E-mail. 30 s covers a slow provider (its own timeout is 15 s). How long an outage is ridden out is said
 * with each e-mail, see email-dispatcher.ts.
 */
export const emailActivities = proxyActivities<Pick<Activities, 'sendEmail' | 'sendUserEmail'>>({
  taskQueue: EMAIL_TASK_QUEUE,
  startToCloseTimeout: '30s',
  ...HEARTBEAT,
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
});

/**
 * Provisioning. 30 s covers an external system behind the port; a step that cannot be done in a day is
 * given up, undone and parked where an operator can retry it.
 */
export const provisioningActivities = proxyActivities<
  Pick<Activities, 'createAccount' | 'assignDefaultRole' | 'shareRecords' | 'evaluateApprovalRules'>
>({
  taskQueue: ONBOARDING_TASK_QUEUE,
  startToCloseTimeout: '30s',
  ...HEARTBEAT,
  scheduleToCloseTimeout: '24h',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '1m' },
});

/** Compensations. Nothing but an operator may end them, so they are retried until they succeed. */
export const compensationActivities = proxyActivities<
  Pick<Activities, 'removeCreatedAccount' | 'withdrawDefaultRole' | 'withdrawSharedRecords'>
>({
  taskQueue: ONBOARDING_TASK_QUEUE,
  startToCloseTimeout: '30s',
  ...HEARTBEAT,
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '1m' },
});

/**
 * The first try of a step: inside the workflow task, for one event instead of six. It is one try and a short one,
 * because a run whose local activity is under way answers no query and no Update.
 */
export const quickActivities = proxyLocalActivities<
  Pick<Activities, 'sendEmail' | 'recordInvitation' | 'assignDefaultRole' | 'shareRecords'>
>({
  startToCloseTimeout: '1500ms',
  scheduleToCloseTimeout: '1500ms',
  retry: { maximumAttempts: 1 },
});

/** The read model while the database is away: retried until it is back, deaf to nothing. */
export const remoteRecord = proxyActivities<Pick<Activities, 'recordInvitation'>>({
  taskQueue: ONBOARDING_TASK_QUEUE,
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10s' },
});
