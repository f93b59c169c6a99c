import { DAY, HOUR, useTestEnvironment } from '../../support/workflows/use-test-environment';
import type { InvitationChanges } from '../../support/test-environment';

const use = useTestEnvironment();
const user = (id: string) => ({ actor: { kind: 'user', id } });

/** An invitation that was accepted and waits for approval. */
async function pending(policy: InvitationChanges['policy'] = {}, changes: InvitationChanges = {}) {
  const invited = await use.inviteAndSend({ ...changes, policy: { autoOnboarding: false, ...policy } });
  await invited.decide('acceptInvitation', { actor: { kind: 'user', id: 'usr_receiver' } });
  await invited.hasMailed('invitation', 'accepted-notice', 'approval-requested');
  return invited;
}

test.each([1, 2, 3])('activates after %i approvals', async (requiredApprovals) => {
  const invited = await pending({ requiredApprovals });
  for (let given = 1; given <= requiredApprovals; given += 1) {
    expect((await invited.state()).status).toBe('pending_approval');
    await invited.decide('approveInvitation', user(`usr_approver_${given}`));
  }
  expect((await invited.ends()).outcome).toBe('active');
  expect((await invited.state()).approvals).toHaveLength(requiredApprovals);
});

test('lets neither the inviter nor the invited person approve', async () => {
  const invited = await pending({}, { inviteeUserId: 'usr_invited' });
  const refusal = { type: 'SelfApproval', currentStatus: 'pending_approval' };
  for (const id of ['usr_inviter', 'usr_invited', 'usr_receiver'])
    expect(await invited.refused('approveInvitation', user(id))).toEqual(refusal);
  // The same person at the Temporal CLI is the same person.
  const operator = { actor: { kind: 'operator', id: 'usr_inviter' } };
  expect(await invited.refused('approveInvitation', operator)).toEqual(refusal);
});

test('lets the inviter approve where the program allows it, but never the invited person', async () => {
  const invited = await pending({ inviterMayApprove: true });
  expect((await invited.refused('approveInvitation', user('usr_receiver'))).type).toBe('SelfApproval');
  await invited.decide('approveInvitation', user('usr_inviter'));
  expect((await invited.ends()).outcome).toBe('active');
});

test('counts an approver once', async () => {
  const invited = await pending({ requiredApprovals: 2 });
  await invited.decide('approveInvitation', { decisionId: 'first' });
  expect(await invited.refused('approveInvitation')).toEqual({
    type: 'AlreadyApproved',
    currentStatus: 'pending_approval',
  });
  const { approvals } = await invited.decide('approveInvitation', { decisionId: 'first' });
  expect(approvals).toHaveLength(1);
});

test('voids approvals of other content', async () => {
  const invited = await pending({ requiredApprovals: 2 });
  await invited.decide('approveInvitation', { ...user('usr_a'), contentHash: 'h1' });
  const corrected = await invited.decide('approveInvitation', { ...user('usr_b'), contentHash: 'h2' });
  expect(corrected).toMatchObject({ status: 'pending_approval', approvals: [{ by: 'usr_b' }] });
  // Who approved the old content may approve the new one.
  await invited.decide('approveInvitation', { ...user('usr_a'), contentHash: 'h2' });
  await invited.ends();
  expect(use.fakes.inputsOf(invited.id, 'createAccount')).toMatchObject([{ contentHash: 'h2' }]);
});

test('lets the only approver approve again what was corrected after the first time', async () => {
  const invited = await pending({ requiredApprovals: 2 });
  await invited.decide('approveInvitation', { ...user('usr_a'), contentHash: 'h1' });
  const { approvals } = await invited.decide('approveInvitation', { ...user('usr_a'), contentHash: 'h2' });
  expect(approvals).toMatchObject([{ by: 'usr_a', contentHash: 'h2' }]);
  await invited.decide('approveInvitation', { ...user('usr_b'), contentHash: 'h2' });
  expect((await invited.ends()).outcome).toBe('active');
});

test('reminds approvers once when nobody decides, and goes on waiting', async () => {
  const invited = await pending({ escalateAfter: 'P3D' });
  const { escalateAt, updatedAt } = await invited.state();
  expect(Date.parse(escalateAt!) - Date.parse(updatedAt)).toBe(3 * DAY);
  await use.skip(3 * DAY - HOUR);
  expect(use.fakes.emailsOf(invited.id)).not.toContain('approval-reminder');
  await use.skip(30 * DAY);
  await invited.hasMailed('invitation', 'accepted-notice', 'approval-requested', 'approval-reminder');
  // The invitation's own expiry no longer counts.
  expect((await invited.state()).status).toBe('pending_approval');
  await invited.decide('approveInvitation');
  expect((await invited.ends()).outcome).toBe('active');
});

describe('where the program wants more', () => {
  const edition = { maxEscalations: 5, escalateAfter: 'P1D' } as const;

  /** What the timeline tells of people who do not decide. */
  async function toldOf(invited: Awaited<ReturnType<typeof pending>>): Promise<string[]> {
    const { timeline } = await invited.state();
    return timeline.map(({ type }) => type).filter((type) => /remind|overdue|rejected/.test(type));
  }

  test('reminds approvers again and again, so often and no more', async () => {
    const invited = await pending({ ...edition, maxEscalations: 3, escalateEvery: 'P2D' });
    const first = (await invited.state()).escalateAt!;
    await use.skip(DAY + HOUR);
    const second = await invited.until('reminded once', ({ escalations }) => escalations === 1);
    expect(Date.parse(second.escalateAt!) - Date.parse(first)).toBeGreaterThanOrEqual(2 * DAY);
    expect(Date.parse(second.escalateAt!) - Date.parse(first)).toBeLessThan(2 * DAY + HOUR);
    await use.skip(30 * DAY);
    const reminders = Array<'approval-reminder'>(3).fill('approval-reminder');
    await invited.hasMailed('invitation', 'accepted-notice', 'approval-requested', ...reminders);
    const { escalations, escalateAt, status } = await invited.state();
    expect({ escalations, escalateAt, status }).toEqual({ escalations: 3, status: 'pending_approval' });
    expect(await toldOf(invited)).toEqual(Array(3).fill('approvers_reminded'));
    await invited.decide('approveInvitation');
    expect((await invited.ends()).outcome).toBe('active');
  });

  test('tells the administrators once that nobody decided in time, and goes on waiting', async () => {
    const invited = await pending({ ...edition, decideWithin: 'P3D', whenUndecided: 'tell_admins' });
    const { decisionDueAt, updatedAt } = await invited.state();
    expect(Date.parse(decisionDueAt!) - Date.parse(updatedAt)).toBe(3 * DAY);
    await use.skip(40 * DAY);
    await invited.hasMailed(
      ...(['invitation', 'accepted-notice', 'approval-requested'] as const),
      ...(['approval-reminder', 'decision-overdue'] as const),
    );
    expect(await toldOf(invited)).toEqual(['approvers_reminded', 'decision_overdue']);
    const waiting = await invited.state();
    expect([waiting.status, waiting.decisionDueAt]).toEqual(['pending_approval', undefined]);
    await invited.decide('approveInvitation');
    expect((await invited.ends()).outcome).toBe('active');
  });

  test('rejects what nobody decided in time, also with some of the approvals', async () => {
    const within = { decideWithin: 'P3D', whenUndecided: 'reject', requiredApprovals: 2 } as const;
    const invited = await pending({ ...edition, ...within });
    await invited.decide('approveInvitation', user('usr_a'));
    const { decisionDueAt } = await invited.state();
    await use.skip(3 * DAY + HOUR);
    expect((await invited.ends()).outcome).toBe('rejected');
    const { timeline } = await invited.state();
    expect(timeline.at(-1)).toMatchObject({
      type: 'rejected',
      actor: { kind: 'system' },
      detail: { undecidedUntil: decisionDueAt },
    });
    await invited.hasMailed(
      ...(['invitation', 'accepted-notice', 'approval-requested'] as const),
      ...(['approval-reminder', 'application-rejected'] as const),
    );
  });

  test('gives the whole time again for what an applicant added, and gives no old question as the reason', async () => {
    const invited = await pending({ ...edition, decideWithin: 'P3D', whenUndecided: 'reject' });
    await use.skip(2 * DAY);
    await invited.decide('returnInvitation', { reasonRef: 'note_1' });
    const asked = await invited.until('asked', ({ status }) => status === 'returned');
    expect([asked.decisionDueAt, asked.escalations]).toEqual([undefined, undefined]);
    await invited.until('mailed the question', ({ sentAt = '', lastSendAt }) => sentAt >= lastSendAt);
    // Nobody decides about what the applicant works on.
    await use.skip(5 * DAY);
    expect((await invited.state()).status).toBe('returned');
    const again = await invited.decide('acceptInvitation');
    expect(Date.parse(again.decisionDueAt!) - Date.parse(again.updatedAt)).toBe(3 * DAY);
    await use.skip(3 * DAY + HOUR);
    expect((await invited.ends()).outcome).toBe('rejected');
    expect((await invited.state()).reasonRef).toBeUndefined();
  });

  test('lets a decision at the last moment stand', async () => {
    const invited = await pending({ ...edition, decideWithin: 'P3D', whenUndecided: 'reject' });
    await use.skip(3 * DAY - HOUR);
    await invited.decide('approveInvitation');
    expect((await invited.ends()).outcome).toBe('active');
    expect(await toldOf(invited)).toEqual(['approvers_reminded']);
  });
});

test('reminds no approver of what was decided in time', async () => {
  const invited = await pending({ escalateAfter: 'P1D' });
  await invited.decide('rejectInvitation');
  expect((await invited.ends()).outcome).toBe('rejected');
  await use.skip(2 * DAY);
  expect(use.fakes.emailsOf(invited.id)).not.toContain('approval-reminder');
});

test('can be revoked while it waits for approval', async () => {
  const invited = await pending();
  await invited.decide('revokeInvitation');
  expect((await invited.ends()).outcome).toBe('revoked');
});

describe('where the program has rules', () => {
  const policy = { hasApprovalRules: true, requiredApprovals: 2 };

  test('a rule that approves needs nobody else', async () => {
    use.fakes.answer('evaluateApprovalRules', { outcome: 'approve', ruleId: 'rule_a' });
    const invited = await use.inviteAndSend({ policy: { ...policy, autoOnboarding: false } });
    expect((await invited.decide('acceptInvitation')).status).toBe('accepted');
    expect((await invited.ends()).outcome).toBe('active');
    expect(await invited.state()).toMatchObject({ ruleId: 'rule_a', approvals: [] });
    await invited.hasMailed('invitation', 'welcome', 'accepted-notice');
  });

  test('a rule that wants a review puts it on the Pending list', async () => {
    use.fakes.answer('evaluateApprovalRules', { outcome: 'review', ruleId: 'rule_b' });
    const invited = await use.inviteAndSend({ policy: { ...policy, autoOnboarding: true } });
    await invited.decide('acceptInvitation');
    expect(await invited.reaches('pending_approval')).toMatchObject({ ruleId: 'rule_b' });
    await invited.decide('approveInvitation', user('usr_a'));
    await invited.decide('approveInvitation', user('usr_b'));
    expect((await invited.ends()).outcome).toBe('active');
  });

  test('a rule that rejects ends it and tells the partner', async () => {
    use.fakes.answer('evaluateApprovalRules', { outcome: 'reject', ruleId: 'rule_c' });
    const invited = await use.inviteAndSend({ policy });
    await invited.decide('acceptInvitation');
    expect((await invited.ends()).outcome).toBe('rejected');
    const { ruleId, timeline } = await invited.state();
    expect(ruleId).toBe('rule_c');
    expect(timeline.at(-1)).toMatchObject({ type: 'rejected', detail: { ruleId: 'rule_c' } });
    await invited.hasMailed('invitation', 'application-rejected');
  });

  test('no rule fired: the verdict has no rule', async () => {
    use.fakes.answer('evaluateApprovalRules', { outcome: 'approve' });
    const invited = await use.inviteAndSend({ policy });
    await invited.decide('acceptInvitation');
    await invited.ends();
    expect((await invited.state()).ruleId).toBeUndefined();
  });

  test('rules that cannot be asked for now are asked again', async () => {
    use.fakes.fail('evaluateApprovalRules', 'transient', 2);
    const invited = await use.inviteAndSend({ policy });
    await invited.decide('acceptInvitation');
    await use.skip(HOUR);
    await invited.reaches('pending_approval');
    expect(use.fakes.callsOf(invited.id, 'evaluateApprovalRules')).toHaveLength(3);
  });

  test('rules that can never be asked leave the decision to a person', async () => {
    use.fakes.fail('evaluateApprovalRules', 'permanent');
    const invited = await use.inviteAndSend({ policy: { ...policy, requiredApprovals: 1 } });
    await invited.decide('acceptInvitation');
    await invited.reaches('pending_approval');
    await invited.hasMailed('invitation', 'accepted-notice', 'approval-requested');
    await invited.decide('approveInvitation');
    expect((await invited.ends()).outcome).toBe('active');
  });
});
