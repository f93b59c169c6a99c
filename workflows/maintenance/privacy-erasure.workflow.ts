import {
  ActivityFailure,
  getExternalWorkflowHandle,
  isCancellation,
  proxyActivities,
  sleep,
} from '@temporalio/workflow';
import type { Activities } from '../../activities';
import {
  decisionSignal,
  invitationWorkflowId,
  ONBOARDING_TASK_QUEUE,
  type PrivacyErasureInput,
  type PrivacyErasureResult,
} from '../contract';

/**
 * Erasure. A minute covers a large preview inbox; nothing but an operator may end it, so every step is
 * retried until it succeeds.
 */
const { findContact, eraseInvitation, finishErasure } = proxyActivities<
  Pick<Activities, 'findContact' | 'eraseInvitation' | 'finishErasure'>
>({
  taskQueue: ONBOARDING_TASK_QUEUE,
  startToCloseTimeout: '1m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

/** An invitation that still cannot be revoked after about an hour is erased all the same. */
const ATTEMPTS = 14;
const LONGEST_WAIT_MS = 10 * 60 * 1000;

/** Erases all that an account holds about one address; whatever is under way is revoked first. */
export async function privacyErasureWorkflow({
  requestId,
}: PrivacyErasureInput): Promise<PrivacyErasureResult> {
  const { invitations } = await findContact({ requestId });
  const failures: unknown[] = [];
  for (const { invitationId, isLive } of invitations)
    await erase(requestId, invitationId, isLive).catch((error: unknown) => {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      failures.push(error);
    });
  // What the database refuses for good keeps no other from being erased, but the request is not done.
  if (failures.length > 0) throw failures[0];
  await finishErasure({ requestId, erasedInvitations: invitations.length });
  return { requestId, erasedInvitations: invitations.length };
}

/** Provisioning is let finish, as a partner half made cannot be revoked. */
async function erase(requestId: string, invitationId: string, isLive: boolean): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    if (isLive) await revoke(`erase.${requestId}.${attempt}`, invitationId);
    const { erased } = await eraseInvitation({ requestId, invitationId, force: attempt === ATTEMPTS });
    if (erased) return;
    await sleep(Math.min(500 * 2 ** attempt, LONGEST_WAIT_MS), { summary: 'until it is revoked' });
  }
}

async function revoke(decisionId: string, invitationId: string): Promise<void> {
  const decision = { decisionId, actor: { kind: 'system', id: 'privacy' } } as const;
  try {
    await getExternalWorkflowHandle(invitationWorkflowId(invitationId)).signal(
      decisionSignal('revokeInvitation'),
      decision,
    );
  } catch (error) {
    // It has ended, or was never started: there is nothing to revoke.
    if (isCancellation(error)) throw error;
  }
}
