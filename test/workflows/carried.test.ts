import type { CarriedState, InvitationSnapshot, InvitationStatus } from '../../workflows/contract';
import { foldRows } from '../support/fakes';
import type { InvitationChanges } from '../support/house';
import type { Invited } from './invited';
import { DAY, HOUR, useTestHouse } from './use-house';

const use = useTestHouse();

/** A run that goes on where another one stopped, in the given state. */
async function goOnWith(
  changes: Partial<InvitationSnapshot>,
  more: InvitationChanges = {},
): Promise<Invited> {
  const now = await use.house.now();
  const at = new Date(now).toISOString();
  const snapshot: Omit<InvitationSnapshot, 'invitationId'> = {
    accountId: 'acc_vendor',
    program: 'default',
    status: 'sent',
    seq: 9,
    updatedAt: at,
    expiresAt: new Date(now + 14 * DAY).toISOString(),
    sentAt: at,
    reminderInstants: [],
    remindersSent: 0,
    remindersStopped: false,
    remindedUntil: at,
    sendCount: 2,
    lastSendAt: new Date(now - DAY).toISOString(),
    tokenVersion: 2,
    messageIds: ['carried.new-link.5'],
    approvals: [],
    timeline: [{ n: 1, at, type: 'created', actor: { kind: 'user', id: 'usr_inviter' } }],
    ...changes,
  };
  const carried = (invitationId: string): CarriedState => ({
    snapshot: { invitationId, ...snapshot },
    decisionIds: ['decided-before'],
    emailEventIds: ['reported-before'],
    recorded: { seq: 9, entries: 1 },
  });
  return use.invite({ ...more, carry: carried });
}

const acceptedBefore = { acceptedBy: { kind: 'invitee', id: 'invitee' }, applicationRef: 'app_1' } as const;

test('mails nothing again and records nothing again', async () => {
  const invited = await goOnWith({});
  await invited.comesToRest();
  expect(use.fakes.callsOf(invited.id)).toEqual([]);
  expect(await invited.state()).toMatchObject({ status: 'sent', seq: 9, tokenVersion: 2 });
});

test.each(['sent', 'delivery_failed', 'pending_approval', 'failed'] as InvitationStatus[])(
  'counts no decision twice that the run before took, in %s',
  async (status) => {
    const invited = await goOnWith({ status });
    const before = await invited.state();
    for (const decision of ['acceptInvitation', 'revokeInvitation', 'approveInvitation'] as const) {
      expect(await invited.decide(decision, { decisionId: 'decided-before' })).toEqual(before);
      await invited.signal(decision, { decisionId: 'decided-before' });
    }
    await invited.emailEvent('bounced', { eventId: 'reported-before' });
    expect(await invited.state()).toEqual(before);
    await invited.decide('revokeInvitation');
    expect((await invited.ends()).outcome).toBe('revoked');
  },
);

test('sends the reminders still to come, expires on time and keeps the story together', async () => {
  const now = await use.house.now();
  const reminderInstants = [new Date(now + DAY).toISOString()];
  const expiresAt = new Date(now + 2 * DAY).toISOString();
  // Sent at the very instant that the reminders are counted from, or there would be one more a moment later.
  const sentAt = new Date(now).toISOString();
  const changes = { sentAt, reminderInstants, expiresAt, remindersSent: 1 };
  const invited = await goOnWith(changes, { policy: { reminders: ['P1D'] } });
  await use.skip(DAY + HOUR);
  await invited.hasMailed('reminder');
  expect((await invited.state()).remindersSent).toBe(2);
  await use.skip(DAY);
  expect((await invited.ends()).outcome).toBe('expired');
  const { timeline } = await invited.state();
  expect(timeline.map(({ n, type }) => [n, type])).toEqual([
    [1, 'created'],
    [2, 'reminded'],
    [3, 'expired'],
  ]);
  const recorded = foldRows(use.fakes.rowsOf(invited.id));
  expect(recorded?.timeline.map(({ n }) => n)).toEqual([2, 3]);
});

test('takes the newest link and refuses the old one', async () => {
  const invited = await goOnWith({}, { policy: { autoOnboarding: false } });
  expect((await invited.refused('acceptInvitation', { tokenVersion: 1 })).type).toBe('LinkReplaced');
  expect((await invited.decide('acceptInvitation', { tokenVersion: 2 })).status).toBe('pending_approval');
});

test('asks the rules in accepted', async () => {
  use.fakes.answer('evaluateApprovalRules', { outcome: 'approve' });
  const invited = await goOnWith(
    { status: 'accepted', ...acceptedBefore },
    { policy: { hasApprovalRules: true } },
  );
  expect((await invited.ends()).outcome).toBe('active');
});

test('counts earlier approvals in pending_approval', async () => {
  const approvals = [{ by: 'usr_a', at: new Date(0).toISOString() }];
  const status = 'pending_approval';
  const invited = await goOnWith(
    { status, approvals, ...acceptedBefore },
    { policy: { requiredApprovals: 2 } },
  );
  await invited.decide('approveInvitation', { actor: { kind: 'user', id: 'usr_b' } });
  expect((await invited.ends()).outcome).toBe('active');
});

test('makes the partner in provisioning', async () => {
  const invited = await goOnWith({ status: 'provisioning', ...acceptedBefore }, { sharesRecords: true });
  expect((await invited.ends()).outcome).toBe('active');
  expect(use.fakes.inputsOf(invited.id, 'createAccount')).toMatchObject([acceptedBefore]);
});

test('can be retried in failed', async () => {
  const failure = { step: 'shareRecords', type: 'ProvisioningRefused' };
  const invited = await goOnWith({ status: 'failed', failure, ...acceptedBefore });
  await invited.decide('retryProvisioning');
  expect((await invited.ends()).outcome).toBe('active');
});
