import { DAY, HOUR, useTestEnvironment } from '../../support/workflows/use-test-environment';
import type { InvitationChanges } from '../../support/test-environment';

const use = useTestEnvironment();
const user = (id: string) => ({ actor: { kind: 'user', id } });
const ASKED = { reasonRef: 'note_more' };

/** An application that an approver has returned with a question. */
async function returned(policy: InvitationChanges['policy'] = {}) {
  const invited = await use.inviteAndSend({ policy: { autoOnboarding: false, ...policy } });
  await invited.decide('acceptInvitation', { applicationRef: 'app_1' });
  await invited.hasMailed('invitation', 'accepted-notice', 'approval-requested');
  await invited.decide('returnInvitation', ASKED);
  await invited.hasMailed('invitation', 'accepted-notice', 'approval-requested', 'application-returned');
  return invited;
}

test('asks the applicant, and waits for the approver again once they have answered', async () => {
  const invited = await returned();
  expect(await invited.state()).toMatchObject({ status: 'returned', reasonRef: 'note_more', approvals: [] });
  const again = await invited.decide('acceptInvitation', { applicationRef: 'app_2' });
  expect(again).toMatchObject({ status: 'pending_approval', applicationRef: 'app_2' });
  expect(again.timeline.map(({ type }) => type)).toEqual([
    'created',
    'sent',
    'accepted',
    'approval_requested',
    'returned',
    'accepted',
    'approval_requested',
  ]);
  await invited.decide('approveInvitation');
  expect((await invited.ends()).outcome).toBe('active');
  expect(use.fakes.inputsOf(invited.id, 'createAccount')).toMatchObject([{ applicationRef: 'app_2' }]);
});

test('says what is asked for: without that nothing is returned', async () => {
  const invited = await use.inviteAndSend({ policy: { autoOnboarding: false } });
  await invited.decide('acceptInvitation');
  expect(await invited.refused('returnInvitation', { reasonRef: undefined })).toEqual({
    type: 'InvalidDecision',
  });
  expect((await invited.state()).status).toBe('pending_approval');
});

const reasonsMailed = (id: string, of: string) =>
  use.fakes
    .inputsOf(id, 'sendEmail')
    .filter(({ messages }) => messages.some(({ template }) => template === of))
    .map(({ reasonRef }) => reasonRef);

test('what was asked is the reason of nothing that comes after', async () => {
  const [rejected, declined] = [await returned(), await returned()];
  expect(reasonsMailed(rejected.id, 'application-returned')).toEqual(['note_more']);
  await rejected.decide('acceptInvitation', { applicationRef: 'app_2' });
  expect(await rejected.decide('rejectInvitation')).not.toHaveProperty('reasonRef');
  await rejected.ends();
  expect(reasonsMailed(rejected.id, 'application-rejected')).toEqual([undefined]);
  expect(await declined.decide('declineInvitation')).not.toHaveProperty('reasonRef');
  await declined.ends();
  expect(reasonsMailed(declined.id, 'declined-notice')).toEqual([undefined]);
  const reasoned = await returned();
  await reasoned.decide('acceptInvitation', { applicationRef: 'app_2' });
  await reasoned.decide('rejectInvitation', { reasonRef: 'note_no' });
  await reasoned.ends();
  expect(reasonsMailed(reasoned.id, 'application-rejected')).toEqual(['note_no']);
});

test('gives the whole time to answer anew, reminds by the same plan, and expires', async () => {
  const invited = await use.inviteAndSend({
    policy: { autoOnboarding: false, expiresIn: 'P14D', reminders: ['P3D'], escalateAfter: 'P30D' },
  });
  await use.skip(10 * DAY);
  await invited.decide('acceptInvitation');
  await use.skip(2 * DAY);
  const { expiresAt, updatedAt } = await invited.decide('returnInvitation', ASKED);
  expect(Date.parse(expiresAt) - Date.parse(updatedAt)).toBe(14 * DAY);
  await invited.until('sent the question', ({ reminderInstants }) => reminderInstants.length === 1);
  await use.skip(3 * DAY + HOUR);
  await invited.until('reminded', ({ remindersSent }) => remindersSent === 2);
  expect(use.fakes.emailsOf(invited.id).at(-1)).toBe('returned-reminder');
  await use.skip(12 * DAY);
  expect((await invited.ends()).outcome).toBe('expired');
});

test('forgets approvals and the reminder of the approvers', async () => {
  const invited = await use.inviteAndSend({
    policy: { autoOnboarding: false, requiredApprovals: 2, escalateAfter: 'P1D' },
  });
  await invited.decide('acceptInvitation');
  await invited.decide('approveInvitation', user('usr_a'));
  expect(await invited.decide('returnInvitation', ASKED)).toMatchObject({ approvals: [] });
  await use.skip(2 * DAY);
  expect(use.fakes.emailsOf(invited.id)).not.toContain('approval-reminder');
  await invited.decide('acceptInvitation');
  expect((await invited.decide('approveInvitation', user('usr_a'))).status).toBe('pending_approval');
});

test('goes back to whoever asked, whatever a rule says about the new answer', async () => {
  use.fakes.answer('evaluateApprovalRules', { outcome: 'review', ruleId: 'rule_a' });
  const invited = await use.inviteAndSend({ policy: { hasApprovalRules: true, autoOnboarding: true } });
  await invited.decide('acceptInvitation');
  await invited.reaches('pending_approval');
  await invited.decide('returnInvitation', ASKED);
  await invited.hasMailed('invitation', 'accepted-notice', 'approval-requested', 'application-returned');
  use.fakes.answer('evaluateApprovalRules', { outcome: 'approve', ruleId: 'rule_b' });
  expect((await invited.decide('acceptInvitation')).status).toBe('pending_approval');
});

test.each(['decline', 'revoke'] as const)('can be ended: %s', async (verb) => {
  const invited = await returned();
  await invited.decide(`${verb}Invitation`);
  expect((await invited.ends()).outcome).toBe(`${verb}d`);
});

test('stays returned when the question does not arrive, and is sent again', async () => {
  const invited = await returned({ resendCooldown: 'PT0S' });
  await invited.emailEvent('bounced');
  const { status, timeline } = await invited.until(
    'noted',
    (state) => state.timeline.at(-1)?.type === 'bounced',
  );
  expect([status, timeline.at(-1)?.detail]).toEqual(['returned', { event: 'bounced' }]);
  expect((await invited.decide('resendInvitation')).status).toBe('returned');
});

test('the link of the first answer is good for the second; a link that was replaced is not', async () => {
  const invited = await returned({ resendCooldown: 'PT0S' });
  const { tokenVersion } = await invited.state();
  await invited.decide('resendInvitation');
  expect((await invited.refused('acceptInvitation', { tokenVersion })).type).toBe('LinkReplaced');
  const again = await invited.decide('acceptInvitation', { tokenVersion: tokenVersion + 1 });
  expect(again.status).toBe('pending_approval');
});
