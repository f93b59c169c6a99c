import { INVITATION_STATUSES, type FailureType, type InvitationStatus } from '../../../workflows/contract';
import type { DecisionName } from '../../support/workflows/invited';
import { reach } from '../../support/workflows/reach';
import { useTestEnvironment } from '../../support/workflows/use-test-environment';

const use = useTestEnvironment();

/** The decisions that each status allows and where they lead, written down a second time. */
const ALLOWED: Record<InvitationStatus, Partial<Record<DecisionName, InvitationStatus>>> = {
  created: {
    acceptInvitation: 'provisioning',
    declineInvitation: 'declined',
    revokeInvitation: 'revoked',
    extendInvitation: 'created',
  },
  sent: {
    acceptInvitation: 'provisioning',
    declineInvitation: 'declined',
    revokeInvitation: 'revoked',
    extendInvitation: 'sent',
    resendInvitation: 'sent',
    remindLater: 'sent',
  },
  delivery_failed: {
    acceptInvitation: 'provisioning',
    declineInvitation: 'declined',
    revokeInvitation: 'revoked',
    extendInvitation: 'delivery_failed',
    resendInvitation: 'sent',
  },
  accepted: {},
  pending_approval: {
    approveInvitation: 'provisioning',
    rejectInvitation: 'rejected',
    returnInvitation: 'returned',
    revokeInvitation: 'revoked',
  },
  returned: {
    acceptInvitation: 'pending_approval',
    declineInvitation: 'declined',
    revokeInvitation: 'revoked',
    extendInvitation: 'returned',
    resendInvitation: 'returned',
    remindLater: 'returned',
  },
  provisioning: {},
  failed: { retryProvisioning: 'provisioning', revokeInvitation: 'revoked' },
  active: {},
  declined: {},
  expired: {},
  revoked: {},
  rejected: {},
};

const DECISIONS: DecisionName[] = [
  'acceptInvitation',
  'declineInvitation',
  'remindLater',
  'approveInvitation',
  'rejectInvitation',
  'returnInvitation',
  'revokeInvitation',
  'resendInvitation',
  'extendInvitation',
  'retryProvisioning',
];
const ANSWERS: readonly DecisionName[] = ['acceptInvitation', 'declineInvitation', 'remindLater'];

function refusalType(status: InvitationStatus, decision: DecisionName): FailureType {
  if (!ANSWERS.includes(decision)) return 'InvalidTransition';
  if (status === 'expired') return 'InvitationExpired';
  const closed: readonly InvitationStatus[] = ['declined', 'revoked', 'rejected'];
  return closed.includes(status) ? 'InvitationClosed' : 'InvalidTransition';
}

const forbidden = INVITATION_STATUSES.map(
  (status) => [status, DECISIONS.filter((decision) => !(decision in ALLOWED[status]))] as const,
);
const allowed = INVITATION_STATUSES.flatMap((status) =>
  DECISIONS.flatMap((decision) => {
    const next = ALLOWED[status][decision];
    return next ? [[status, decision, next] as const] : [];
  }),
);

test.each(forbidden)('refuses in %s, naming the status: %j', async (status, decisions) => {
  const invited = await reach[status](use);
  const before = await invited.state();
  for (const decision of decisions) {
    const type = refusalType(status, decision);
    expect(await invited.refused(decision)).toEqual({ type, currentStatus: status });

    // While a partner is made, Signals wait until that is over.
    if (status === 'provisioning') continue;
    const decisionId = `signal-${decision}`;
    await invited.signal(decision, { decisionId });
    const after = await invited.until('refused', ({ lastRefusal }) => lastRefusal?.decisionId === decisionId);
    expect(after.lastRefusal?.type).toBe(type);
  }
  const { seq, updatedAt, lastRefusal: _, ...rest } = await invited.state();
  expect(rest).toEqual({ ...rest, ...withoutClock(before) });
  // One change for each refused Signal, none for a refused Update.
  expect(seq).toBe(before.seq + (status === 'provisioning' ? 0 : decisions.length));
  expect(Date.parse(updatedAt)).toBeGreaterThanOrEqual(Date.parse(before.updatedAt));
});

function withoutClock({ seq: _seq, updatedAt: _at, ...rest }: object & { seq: number; updatedAt: string }) {
  return rest;
}

describe.each(['Update', 'Signal'] as const)('by %s', (way) => {
  test.each(allowed)('in %s %s leads to %s', async (status, decision, next) => {
    const invited = await reach[status](use);
    // What comes next is held, so that the status the decision leads to can be seen.
    if (next === 'provisioning') use.fakes.fail('createAccount', 'transient');
    const decisionId = `${way}-${decision}`;
    if (way === 'Update') {
      expect((await invited.decide(decision, { decisionId })).status).toBe(next);
    } else {
      const { seq } = await invited.state();
      await invited.signal(decision, { decisionId });
      const { status: reached, lastRefusal } = await invited.until('decided', (state) => state.seq > seq);
      expect(lastRefusal).toBeUndefined();
      expect(reached).toBe(next);
    }
  });
});
