import { DAY, HOUR, MINUTE, useTestEnvironment } from '../../support/workflows/use-test-environment';

const use = useTestEnvironment();

test.each(['bounced', 'dropped', 'spam_report'] as const)(
  'a %s message of the current link stops the invitation and tells the inviter',
  async (event) => {
    const invited = await use.inviteAndSend();
    await invited.emailEvent(event);
    const { timeline } = await invited.reaches('delivery_failed');
    expect(timeline.at(-1)).toMatchObject({ type: 'bounced', detail: { event } });
    await invited.hasMailed('invitation', 'delivery-failed-notice');
  },
);

test('news of an older link, an unknown message or another invitation changes nothing', async () => {
  const invited = await use.inviteAndSend({ policy: { resendCooldown: 'PT0S' } });
  const [old] = (await invited.state()).messageIds;
  await invited.decide('resendInvitation');
  await invited.hasMailed('invitation', 'new-link');
  const before = await invited.state();
  for (const messageId of [old!, 'inv_other.invitation.1', 'constructor']) {
    await invited.emailEvent('bounced', { messageId });
    await invited.emailEvent('delivered', { messageId });
  }
  expect(await invited.state()).toEqual(before);
});

test('a bounced reminder counts like a bounced invitation', async () => {
  const invited = await use.inviteAndSend({ policy: { reminders: ['P1D'] } });
  await use.skip(DAY + HOUR);
  await invited.hasMailed('invitation', 'reminder');
  expect((await invited.state()).messageIds).toHaveLength(2);
  await invited.emailEvent('bounced');
  await invited.reaches('delivery_failed');
});

test.each(['permanent', 'transient'] as const)(
  'a reminder that could not be sent (%s) is noted and changes nothing else',
  async (kind) => {
    const invited = await use.inviteAndSend({ policy: { reminders: ['P1D'] } });
    await invited.comesToRest();
    const before = await invited.state();
    use.fakes.fail('sendEmail', kind);
    await use.skip(2 * DAY + HOUR);
    const after = await invited.until('noted', ({ timeline }) => timeline.at(-1)?.type === 'email_failed');
    use.fakes.recover('sendEmail');
    expect(after).toMatchObject({ status: 'sent', tokenVersion: before.tokenVersion, remindersSent: 1 });
    expect(after.timeline.at(-1)).toMatchObject({ detail: { template: 'reminder' } });
    expect(use.fakes.emailsOf(invited.id)).toEqual(['invitation']);
    await invited.decide('acceptInvitation', { tokenVersion: before.tokenVersion });
    expect((await invited.ends()).outcome).toBe('active');
  },
);

test('the same link that is mailed again decides after a failed delivery, and not after a good one', async () => {
  const invited = await use.inviteAndSend({ policy: { resendCooldown: 'PT0S' } });
  await invited.comesToRest();
  use.fakes.fail('sendEmail', 'permanent', 1);
  await invited.decide('resendInvitation', { sameLink: true });
  await invited.until('noted', ({ timeline }) => timeline.at(-1)?.type === 'email_failed');
  await invited.emailEvent('bounced');
  await invited.hasMailed('invitation', 'delivery-failed-notice');
  use.fakes.fail('sendEmail', 'permanent', 1);
  await invited.decide('resendInvitation', { sameLink: true });
  await invited.reaches('delivery_failed');
});

test('news that comes twice counts once', async () => {
  const invited = await use.inviteAndSend({ policy: { resendCooldown: 'PT0S' } });
  const at = new Date(1_800_000_000_000).toISOString();
  await invited.emailEvent('delivered', { eventId: 'e1', at });
  await invited.emailEvent('delivered', { eventId: 'e1', at });
  await invited.emailEvent('delivered', { eventId: 'e2', at: new Date(0).toISOString() });
  expect(await invited.state()).toMatchObject({ deliveredAt: at });
  expect((await invited.story()).filter((type) => type === 'delivered')).toHaveLength(1);

  await invited.emailEvent('unsubscribed', { eventId: 'e3' });
  await invited.emailEvent('unsubscribed', { eventId: 'e4' });
  expect((await invited.story()).filter((type) => type === 'unsubscribed')).toHaveLength(1);

  for (let times = 0; times < 3; times += 1) await invited.emailEvent('bounced', { eventId: 'e5' });
  await invited.emailEvent('dropped', { eventId: 'e6' });
  expect((await invited.story()).filter((type) => type === 'bounced')).toHaveLength(1);
  await invited.hasMailed('invitation', 'delivery-failed-notice');
});

test('a refused invitation e-mail is a failed delivery', async () => {
  use.fakes.fail('sendEmail', 'permanent', 1);
  const invited = await use.invite();
  await invited.reaches('delivery_failed');
  await invited.hasMailed('delivery-failed-notice');
  expect(await invited.story()).toEqual(['created', 'bounced']);
});

test('a resend mends a failed delivery without any cooldown', async () => {
  use.fakes.fail('sendEmail', 'permanent', 1);
  const invited = await use.invite({ policy: { resendCooldown: 'P1D', reminders: ['P1D'] } });
  await invited.reaches('delivery_failed');
  await invited.hasMailed('delivery-failed-notice');
  expect((await invited.decide('resendInvitation')).status).toBe('sent');
  await invited.hasMailed('delivery-failed-notice', 'new-link');
  const { sentAt, reminderInstants } = await invited.state();
  expect(Date.parse(reminderInstants[0]!) - Date.parse(sentAt!)).toBe(DAY);
  expect((await invited.decide('acceptInvitation', { tokenVersion: 2 })).status).toBe('provisioning');
});

test('a refused new link is a failed delivery again', async () => {
  const invited = await use.inviteAndSend({ policy: { resendCooldown: 'PT0S' } });
  use.fakes.fail('sendEmail', 'permanent', 1);
  await invited.decide('resendInvitation');
  await invited.reaches('delivery_failed');
  await invited.hasMailed('invitation', 'delivery-failed-notice');
});

test('rides out an outage of the mail provider', async () => {
  use.fakes.fail('sendEmail', 'transient', 8);
  const invited = await use.invite();
  await use.skip(HOUR);
  await invited.reaches('sent');
  await invited.hasMailed('invitation');
});

test('after a day without the mail provider tells the inviter', async () => {
  use.fakes.fail('sendEmail', 'transient');
  const invited = await use.invite();
  await use.skip(24 * HOUR + MINUTE);
  await invited.reaches('delivery_failed');
  use.fakes.recover('sendEmail');
  await use.skip(HOUR);
  await invited.hasMailed('delivery-failed-notice');
});

test('revokes what could not be mailed yet, and recalls the e-mail', async () => {
  use.fakes.fail('sendEmail', 'transient');
  const invited = await use.invite();
  await invited.waitFor(
    () => use.fakes.callsOf(invited.id, 'sendEmail').length > 0,
    () => 'no attempt',
  );
  await invited.decide('revokeInvitation');
  expect((await invited.ends()).outcome).toBe('revoked');
  use.fakes.recover('sendEmail');
  await use.skip(DAY);
  expect(use.fakes.emailsOf(invited.id)).toEqual([]);
});

test.each(['acceptInvitation', 'declineInvitation', 'revokeInvitation'] as const)(
  'recalls by %s a reminder that could not be mailed yet',
  async (decision) => {
    const invited = await use.inviteAndSend({ policy: { reminders: ['P1D'], autoOnboarding: false } });
    await invited.comesToRest();
    use.fakes.fail('sendEmail', 'transient');
    await use.skip(DAY + 10 * MINUTE);
    expect((await invited.state()).remindersSent).toBe(1);
    await invited.decide(decision);
    use.fakes.recover('sendEmail');
    await use.skip(HOUR);
    expect(use.fakes.emailsOf(invited.id)).not.toContain('reminder');
  },
);

test('an e-mail that left while the invitation was being answered moves it nowhere', async () => {
  const letMailGo = use.fakes.hold('sendEmail');
  const invited = await use.invite({ policy: { autoOnboarding: false } });
  await invited.waitFor(
    () => use.fakes.callsOf(invited.id, 'sendEmail').length > 0,
    () => 'no attempt',
  );
  await invited.decide('acceptInvitation');
  letMailGo();
  await invited.until('mailed', () => use.fakes.emailsOf(invited.id).length === 3);
  expect((await invited.state()).status).toBe('pending_approval');
});

test('a notice that can never be sent changes nothing', async () => {
  const invited = await use.inviteAndSend();
  use.fakes.fail('sendEmail', 'permanent');
  await invited.decide('declineInvitation');
  expect((await invited.ends()).outcome).toBe('declined');
});
