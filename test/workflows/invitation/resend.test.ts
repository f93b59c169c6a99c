import { DAY, HOUR, MINUTE, SECOND, useTestEnvironment } from '../../support/workflows/use-test-environment';

const use = useTestEnvironment();

test('mails a new link and raises its version', async () => {
  const invited = await use.inviteAndSend();
  await use.skip(2 * MINUTE);
  const state = await invited.decide('resendInvitation');
  expect(state).toMatchObject({ status: 'sent', tokenVersion: 2, sendCount: 2 });
  await invited.hasMailed('invitation', 'new-link');
  expect(use.fakes.inputsOf(invited.id, 'sendEmail').map(({ tokenVersion }) => tokenVersion)).toEqual([1, 2]);
  expect(await invited.story()).toEqual(['created', 'sent', 'resent']);
});

test('makes the impatient wait for the cooldown and says how long', async () => {
  const invited = await use.inviteAndSend({ policy: { resendCooldown: 'PT10M' } });
  const refusal = await invited.refused('resendInvitation');
  expect(refusal).toMatchObject({ type: 'ResendCooldown', currentStatus: 'sent' });
  expect(refusal.retryAfterSeconds).toBeGreaterThan(500);
  expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(600);
  await use.skip(9 * MINUTE);
  expect((await invited.refused('resendInvitation')).retryAfterSeconds).toBeLessThanOrEqual(60);
  await use.skip(MINUTE);
  await invited.decide('resendInvitation');
  expect((await invited.refused('resendInvitation')).type).toBe('ResendCooldown');
});

test('has no cooldown where the program wants none, but a limit', async () => {
  const invited = await use.inviteAndSend({ policy: { resendCooldown: 'PT0S', maxResends: 3 } });
  const mails = ['invitation'];
  for (let resends = 1; resends <= 3; resends += 1) {
    expect((await invited.decide('resendInvitation')).sendCount).toBe(1 + resends);
    mails.push('new-link');
    await invited.hasMailed(...mails);
  }
  expect(await invited.refused('resendInvitation')).toEqual({ type: 'ResendLimit', currentStatus: 'sent' });
});

test('lets the new link live as long as the first one did', async () => {
  const invited = await use.inviteAndSend({ policy: { expiresIn: 'P14D' } });
  await use.skip(5 * DAY);
  const { expiresAt, lastSendAt } = await invited.decide('resendInvitation');
  expect(Date.parse(expiresAt) - Date.parse(lastSendAt)).toBe(14 * DAY);
});

test('leaves the expiry alone when told to, and never shortens it', async () => {
  const kept = await use.inviteAndSend();
  await use.skip(5 * DAY);
  const { expiresAt } = await kept.state();
  expect((await kept.decide('resendInvitation', { extendExpiry: false })).expiresAt).toBe(expiresAt);

  const long = await use.inviteAndSend({ policy: { expiresIn: 'P1D' } });
  const before = (await long.state()).expiresAt;
  await use.skip(HOUR);
  expect((await long.decide('resendInvitation')).expiresAt).toBe(before);
});

test('counts reminders from the new link, and forgets those of the old one', async () => {
  const invited = await use.inviteAndSend({ policy: { reminders: ['P3D', '-P1D'], expiresIn: 'P14D' } });
  await use.skip(4 * DAY);
  await invited.hasMailed('invitation', 'reminder');
  await invited.decide('resendInvitation');
  await invited.hasMailed('invitation', 'reminder', 'new-link');
  const { reminderInstants, sentAt, expiresAt } = await invited.state();
  expect(reminderInstants.map(Date.parse)).toEqual([
    Date.parse(sentAt!) + 3 * DAY,
    Date.parse(expiresAt) - DAY,
  ]);
});

test('extends the expiry from now on, and takes reminders along', async () => {
  const invited = await use.inviteAndSend({ policy: { reminders: ['-P1D'] } });
  const { expiresAt, updatedAt, reminderInstants, status } = await invited.decide('extendInvitation', {
    expiresIn: 'P30D',
  });
  expect(status).toBe('sent');
  expect(Date.parse(expiresAt) - Date.parse(updatedAt)).toBe(30 * DAY);
  expect(reminderInstants.map(Date.parse)).toEqual([Date.parse(expiresAt) - DAY]);
  await use.skip(20 * DAY);
  expect((await invited.state()).status).toBe('sent');
  await use.skip(11 * DAY);
  expect((await invited.ends()).outcome).toBe('expired');
});

test('extends an invitation whose e-mail has not left yet', async () => {
  use.fakes.fail('sendEmail', 'transient');
  const expiresAt = new Date((await use.environment.now()) + HOUR).toISOString();
  const invited = await use.invite({ expiresAt });
  await invited.decide('extendInvitation', { expiresIn: 'PT5H' });
  use.fakes.recover('sendEmail');
  await use.skip(2 * HOUR);
  expect((await invited.state()).status).toBe('sent');
});

test('brings the expiry forward as well', async () => {
  const invited = await use.inviteAndSend();
  await invited.decide('extendInvitation', { expiresIn: 'PT1H' });
  await use.skip(HOUR + 10 * SECOND);
  expect((await invited.ends()).outcome).toBe('expired');
});

test.each(['PT0.5S', 'P366D', 'P1000000000000000000000D', 'P', '-P1D', 'P1DT', '14', {}, null, undefined])(
  'refuses to extend by %j',
  async (expiresIn) => {
    const invited = await use.inviteAndSend();
    expect(await invited.refused('extendInvitation', { expiresIn })).toEqual({ type: 'InvalidDecision' });
  },
);

test('mails the same link again when only that is asked for', async () => {
  const invited = await use.inviteAndSend({ policy: { autoOnboarding: false, resendCooldown: 'PT0S' } });
  const asked = { sameLink: true, extendExpiry: false };
  expect(await invited.decide('resendInvitation', asked)).toMatchObject({ tokenVersion: 1, sendCount: 2 });
  await invited.hasMailed('invitation', 'new-link');
  const { messageIds } = await invited.state();
  expect(messageIds).toHaveLength(2);
  // Both e-mails hold the link that counts, so a bounce of the first one is news.
  await invited.emailEvent('bounced', { messageId: messageIds[0]! });
  await invited.reaches('delivery_failed');
  expect((await invited.decide('acceptInvitation', { tokenVersion: 1 })).status).toBe('pending_approval');
});
