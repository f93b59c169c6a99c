import { DAY, HOUR, MINUTE, SECOND, useTestEnvironment } from '../../support/workflows/use-test-environment';
import type { Invited } from '../../support/workflows/invited';

const use = useTestEnvironment();

/** When the reminders left, as milliseconds after the first e-mail was taken. */
async function remindedAfter(invited: Invited): Promise<number[]> {
  const { timeline, sentAt } = await invited.state();
  const reminded = timeline.filter(({ type }) => type === 'reminded');
  return reminded.map(({ at }) => Date.parse(at) - Date.parse(sentAt!));
}

const inDays = async (days: number): Promise<string> =>
  new Date((await use.environment.now()) + days * DAY).toISOString();

/** Instants are exact; a loaded machine only runs what is due a little later. */
const SLACK = 30 * SECOND;

test('reminds at each offset from sending and before expiry, never twice, and then expires', async () => {
  const policy = { reminders: ['P3D', 'P7D', '-P1D'] };
  const invited = await use.inviteAndSend({ policy, expiresAt: await inDays(14) });
  const { reminderInstants, sentAt, expiresAt } = await invited.state();
  expect(reminderInstants.map(Date.parse)).toEqual([
    Date.parse(sentAt!) + 3 * DAY,
    Date.parse(sentAt!) + 7 * DAY,
    Date.parse(expiresAt) - DAY,
  ]);
  await use.skip(14 * DAY);
  expect((await invited.ends()).outcome).toBe('expired');
  await invited.hasMailed('invitation', 'reminder', 'reminder', 'reminder', 'expired-notice');
  const reminded = (await invited.state()).timeline.filter(({ type }) => type === 'reminded');
  reminded.forEach(({ at }, index) => {
    const late = Date.parse(at) - Date.parse(reminderInstants[index]!);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(SLACK);
  });
  expect(await invited.state()).toMatchObject({ expiresAt, remindersSent: 3 });
});

test('keeps the link alive: a reminder carries the version of the first e-mail', async () => {
  const invited = await use.inviteAndSend({ policy: { reminders: ['P1D'] } });
  await use.skip(DAY);
  await invited.hasMailed('invitation', 'reminder');
  const [first, reminder] = use.fakes.inputsOf(invited.id, 'sendEmail');
  expect(reminder?.tokenVersion).toBe(first?.tokenVersion);
  expect(reminder?.messages[0]?.messageId).not.toBe(first?.messages[0]?.messageId);
});

test('sends no reminder that would come after expiry or before sending', async () => {
  const policy = { reminders: ['P3D', '-P5D', 'nonsense'] };
  const invited = await use.inviteAndSend({ policy, expiresAt: await inDays(2) });
  expect((await invited.state()).reminderInstants).toEqual([]);
  await use.skip(2 * DAY);
  await invited.ends();
  await invited.hasMailed('invitation', 'expired-notice');
});

test.each([
  ['an answer', (invited: Invited) => invited.decide('acceptInvitation')],
  ['a bounce', (invited: Invited) => invited.emailEvent('bounced')],
  ['an unsubscribe', (invited: Invited) => invited.emailEvent('unsubscribed')],
])('stops reminding after %s', async (_, stop) => {
  const policy = { reminders: ['P1D', 'P2D'], autoOnboarding: false, escalateAfter: 'P30D' };
  const invited = await use.inviteAndSend({ policy });
  await use.skip(DAY + HOUR);
  await invited.until('reminded', ({ remindersSent }) => remindersSent === 1);
  await stop(invited);
  await invited.until('stopped', ({ reminderInstants }) => reminderInstants.length === 0);
  await use.skip(3 * DAY);
  expect(use.fakes.emailsOf(invited.id).filter((template) => template === 'reminder')).toHaveLength(1);
});

test('reminds later when the invitee asks for it, next to what is planned', async () => {
  const invited = await use.inviteAndSend({ policy: { reminders: ['P5D'] } });
  const asked = await invited.decide('remindLater', { in: 'P2D' });
  expect(asked.remindLaterAt).toBe(asked.reminderInstants[0]);
  expect(asked.reminderInstants).toHaveLength(2);
  await use.skip(6 * DAY);
  expect((await invited.state()).remindersSent).toBe(2);
  const [later] = await remindedAfter(invited);
  expect(later).toBeGreaterThanOrEqual(2 * DAY);
  expect(await invited.story()).toEqual(['created', 'sent', 'remind_later', 'reminded', 'reminded']);
});

test('an unsubscribe also takes back the reminder that was asked for before', async () => {
  const invited = await use.inviteAndSend();
  await invited.decide('remindLater', { in: 'P1D' });
  await invited.emailEvent('unsubscribed');
  const { reminderInstants } = await invited.until('stopped', ({ remindersStopped }) => remindersStopped);
  expect(reminderInstants).toEqual([]);
});

test('a reminder asked for after unsubscribing is sent', async () => {
  const invited = await use.inviteAndSend({ policy: { reminders: ['P1D'] } });
  await invited.emailEvent('unsubscribed');
  await invited.until('stopped', ({ remindersStopped }) => remindersStopped);
  await invited.decide('remindLater', { in: 'PT2H' });
  await use.skip(2 * DAY);
  await invited.hasMailed('invitation', 'reminder');
});

test('says of each reminder whether the invitee asked for it', async () => {
  const invited = await use.inviteAndSend({ policy: { reminders: ['P1D', 'P5D'] } });
  await invited.decide('remindLater', { in: 'P3D' });
  await use.skip(6 * DAY);
  await invited.hasMailed('invitation', 'reminder', 'reminder', 'reminder');
  const messages = use.fakes.inputsOf(invited.id, 'sendEmail').flatMap((input) => input.messages);
  expect(messages.map(({ askedFor }) => askedFor)).toEqual([undefined, undefined, true, undefined]);
});

test.each(['P0D', 'P366D', 'PT', '', 'tomorrow', 5, null, undefined])(
  'refuses to remind later in %j',
  async (later) => {
    const invited = await use.inviteAndSend();
    expect(await invited.refused('remindLater', { in: later })).toEqual({ type: 'InvalidDecision' });
  },
);

test('expires after one second when so asked', async () => {
  const expiresAt = new Date((await use.environment.now()) + SECOND).toISOString();
  const invited = await use.invite({ expiresAt });
  await invited.reaches('expired');
  expect((await invited.ends()).outcome).toBe('expired');
});

test.each([SECOND, HOUR])('expires on time (after %d ms) while no e-mail can be sent', async (after) => {
  use.fakes.fail('sendEmail', 'transient');
  const expiresAt = new Date((await use.environment.now()) + after).toISOString();
  const invited = await use.invite({ expiresAt });
  await use.skip(after + MINUTE);
  const { endedAt } = await invited.reaches('expired');
  expect(Date.parse(endedAt!)).toBeGreaterThanOrEqual(Date.parse(expiresAt));
  expect(await invited.story()).toEqual(['created', 'expired']);
  use.fakes.recover('sendEmail');
  await use.skip(HOUR);
  await invited.ends();
  await invited.hasMailed('expired-notice');
});

test('expires when the expiry was brought forward, although no e-mail can be sent', async () => {
  use.fakes.fail('sendEmail', 'transient');
  const invited = await use.invite();
  await invited.decide('extendInvitation', { expiresIn: 'PT1H' });
  await use.skip(HOUR + MINUTE);
  await invited.reaches('expired');
});
