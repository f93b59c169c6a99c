import type { InvitationStatus } from '../../../workflows/contract';
import type { Invited } from './invited';
import type { EnvironmentInUse } from './use-test-environment';

/** Keeps a finished run open, so that it still answers: it waits until its last state is recorded. */
function keepOpen({ fakes }: EnvironmentInUse): void {
  fakes.fail('recordInvitation', 'transient');
}

const RESENT_AT_ONCE = { policy: { resendCooldown: 'PT0S' } };

/** Brings a new invitation to the status by what brings real ones there, and keeps it there. */
export const reach: Record<InvitationStatus, (use: EnvironmentInUse) => Promise<Invited>> = {
  created: async (use) => {
    use.fakes.fail('sendEmail', 'transient');
    return use.invite();
  },
  sent: (use) => use.inviteAndSend(RESENT_AT_ONCE),
  delivery_failed: async (use) => {
    const invited = await use.inviteAndSend(RESENT_AT_ONCE);
    await invited.emailEvent('bounced');
    await invited.reaches('delivery_failed');
    return invited;
  },
  accepted: async (use) => {
    use.fakes.fail('evaluateApprovalRules', 'transient');
    const invited = await use.inviteAndSend({ policy: { hasApprovalRules: true } });
    await invited.decide('acceptInvitation');
    return invited;
  },
  pending_approval: async (use) => {
    const invited = await use.inviteAndSend({ policy: { autoOnboarding: false } });
    await invited.decide('acceptInvitation');
    return invited;
  },
  returned: async (use) => {
    const invited = await use.inviteAndSend({ policy: { autoOnboarding: false, ...RESENT_AT_ONCE.policy } });
    await invited.decide('acceptInvitation');
    await invited.decide('returnInvitation', { reasonRef: 'note_1' });
    await invited.until('mailed the question', ({ sentAt = '', lastSendAt }) => sentAt >= lastSendAt);
    return invited;
  },
  provisioning: async (use) => {
    use.fakes.fail('createAccount', 'transient');
    const invited = await use.inviteAndSend();
    await invited.decide('acceptInvitation');
    return invited;
  },
  failed: async (use) => {
    use.fakes.fail('createAccount', 'permanent', 1);
    const invited = await use.inviteAndSend();
    await invited.decide('acceptInvitation');
    await invited.reaches('failed');
    return invited;
  },
  active: async (use) => {
    keepOpen(use);
    const invited = await use.inviteAndSend();
    await invited.decide('acceptInvitation');
    await invited.reaches('active');
    return invited;
  },
  declined: async (use) => {
    keepOpen(use);
    const invited = await use.inviteAndSend();
    await invited.decide('declineInvitation');
    return invited;
  },
  expired: async (use) => {
    const invited = await use.inviteAndSend();
    keepOpen(use);
    // In real time: a run that ends while an activity is tried keeps the server's clock locked for ever.
    await invited.decide('extendInvitation', { expiresIn: 'PT1S' });
    await invited.reaches('expired');
    return invited;
  },
  revoked: async (use) => {
    keepOpen(use);
    const invited = await use.inviteAndSend();
    await invited.decide('revokeInvitation');
    return invited;
  },
  rejected: async (use) => {
    keepOpen(use);
    const invited = await use.inviteAndSend({ policy: { autoOnboarding: false } });
    await invited.decide('acceptInvitation');
    await invited.decide('rejectInvitation');
    return invited;
  },
};
