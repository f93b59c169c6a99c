import { useTestEnvironment } from '../../support/workflows/use-test-environment';

const use = useTestEnvironment();
const APPLIED = { inviterId: '', applicationRef: 'app_1' } as const;
const typesOf = ({ timeline }: { readonly timeline: readonly { readonly type: string }[] }) =>
  timeline.map(({ type }) => type);

test('an application waits for people at once, and only they are told', async () => {
  const applied = await use.invite({ ...APPLIED, policy: { autoOnboarding: false } });
  const state = await applied.reaches('pending_approval');
  expect(typesOf(state)).toEqual(['applied', 'approval_requested']);
  expect(state).toMatchObject({
    ...{ applicationRef: 'app_1', acceptedBy: { kind: 'invitee', id: 'invitee' } },
    timeline: [{ n: 1, actor: { kind: 'invitee', id: 'invitee' } }, {}],
  });
  await applied.hasMailed('approval-requested');
  await applied.decide('approveInvitation');
  expect((await applied.ends()).outcome).toBe('active');
  expect(use.fakes.emailsOf(applied.id)).toEqual(['approval-requested', 'welcome']);
  expect(use.fakes.inputsOf(applied.id, 'createAccount')).toMatchObject([{ applicationRef: 'app_1' }]);
  // Each state is written, from the first on.
  expect(use.fakes.rowsOf(applied.id).flatMap(typesOf)).toEqual(
    expect.arrayContaining(['applied', 'approval_requested', 'approved', 'activated']),
  );
});

test('a rule that approves makes the partner, and whoever stands for it is told', async () => {
  use.fakes.answer('evaluateApprovalRules', { outcome: 'approve', ruleId: 'known' });
  const applied = await use.invite({ ...APPLIED, policy: { autoOnboarding: false, hasApprovalRules: true } });
  expect((await applied.ends()).outcome).toBe('active');
  expect(use.fakes.emailsOf(applied.id).sort()).toEqual(['accepted-notice', 'welcome']);
  // Lists have it before the rules have answered.
  expect(use.fakes.rowsOf(applied.id)[0]).toMatchObject({
    status: 'accepted',
    timeline: [{ type: 'applied' }],
  });
});

test('a returned application is mailed its first link, and comes back', async () => {
  const applied = await use.invite({ ...APPLIED, policy: { autoOnboarding: false } });
  await applied.hasMailed('approval-requested');
  await applied.decide('returnInvitation', { reasonRef: 'note_more' });
  await applied.hasMailed('approval-requested', 'application-returned');
  const mailed = await applied.until('mailed the question', ({ sentAt }) => sentAt !== undefined);
  // Nothing was sent that webhooks would call an invitation.
  expect(typesOf(mailed)).toEqual(['applied', 'approval_requested', 'returned']);
  const again = await applied.decide('acceptInvitation', { applicationRef: 'app_2', tokenVersion: 1 });
  expect([again.status, typesOf(again).slice(-2)]).toEqual([
    'pending_approval',
    ['accepted', 'approval_requested'],
  ]);
});
