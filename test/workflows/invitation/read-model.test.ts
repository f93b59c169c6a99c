import { foldRows } from '../../support/fakes';
import type { Invited } from '../../support/workflows/invited';
import { DAY, HOUR, useTestEnvironment } from '../../support/workflows/use-test-environment';

const use = useTestEnvironment();

/** The read model holds the run's own state and every timeline entry once, in order. */
async function expectCaughtUp(invited: Invited): Promise<void> {
  const rows = use.fakes.rowsOf(invited.id);
  const stored = foldRows(rows);
  expect(stored).toEqual(await invited.state());
  expect(stored?.timeline.map(({ n }) => n)).toEqual(stored?.timeline.map((_, index) => index + 1));
  // One writer: it never goes back, and hands no entry over twice.
  const seqs = rows.map(({ seq }) => seq);
  expect(seqs).toEqual([...seqs].sort((one, other) => one - other));
  const entries = rows.flatMap(({ timeline }) => timeline.map(({ n }) => n));
  expect(new Set(entries).size).toBe(entries.length);
}

test('carries on while the database is away, and catches up with the latest state', async () => {
  use.fakes.fail('recordInvitation', 'transient');
  const invited = await use.inviteAndSend({ policy: { autoOnboarding: false, requiredApprovals: 2 } });
  await invited.decide('acceptInvitation');
  await invited.decide('approveInvitation', { actor: { kind: 'user', id: 'usr_a' } });
  await invited.hasMailedAmong('approval-requested');
  expect(use.fakes.rowsOf(invited.id)).toEqual([]);
  expect((await invited.state()).status).toBe('pending_approval');

  use.fakes.recover('recordInvitation');
  await use.skip(HOUR);
  await invited.comesToRest();
  await expectCaughtUp(invited);
  // What came meanwhile was written once, not step by step.
  expect(use.fakes.rowsOf(invited.id).length).toBeLessThanOrEqual(2);

  await invited.decide('approveInvitation', { actor: { kind: 'user', id: 'usr_b' } });
  await invited.ends();
  await expectCaughtUp(invited);
});

test('a partner becomes active, welcome and all, while the read model cannot be written', async () => {
  use.fakes.fail('recordInvitation', 'transient');
  const invited = await use.inviteAndSend({ sharesRecords: true });
  await invited.decide('acceptInvitation');
  await invited.reaches('active');
  await invited.hasMailedAmong('welcome');
  use.fakes.recover('recordInvitation');
  await use.skip(HOUR);
  expect((await invited.ends()).outcome).toBe('active');
  const stored = foldRows(use.fakes.rowsOf(invited.id));
  expect(stored).toEqual(await invited.state());
});

test('hands over what is unwritten once more when the step that carried it failed', async () => {
  use.fakes.fail('createAccount', 'permanent', 1);
  const invited = await use.inviteAndSend();
  await invited.comesToRest();
  await invited.decide('acceptInvitation');
  await invited.reaches('failed');
  await invited.comesToRest();
  await expectCaughtUp(invited);
});

test('records every ending before the workflow ends', async () => {
  const invited = await use.inviteAndSend({ policy: { reminders: ['P1D'], resendCooldown: 'PT0S' } });
  await use.skip(DAY + HOUR);
  await invited.hasMailed('invitation', 'reminder');
  await invited.decide('resendInvitation');
  await invited.hasMailed('invitation', 'reminder', 'new-link');
  await invited.emailEvent('delivered');
  await invited.signal('approveInvitation');
  await invited.decide('declineInvitation');
  await invited.ends();
  await expectCaughtUp(invited);
});

test('goes on when the database refuses a state for good', async () => {
  use.fakes.fail('recordInvitation', 'permanent', 4);
  const invited = await use.inviteAndSend();
  await invited.decide('declineInvitation');
  expect((await invited.ends()).outcome).toBe('declined');
});
