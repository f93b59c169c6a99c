import { failureOf, input, world } from '../../support/activities/send-email-world';

describe('sendEmail to a suppressed contact', () => {
  it('sends no reminder', async () => {
    const { sent, sendEmail, outbox } = world({ data: { suppressed: true } });
    await sendEmail(input('reminder'));
    expect(sent).toEqual([]);
    expect(outbox.claimed).toEqual([]);
  });

  it('sends the reminder that they asked for themselves, unless their address takes none', async () => {
    const { messages, ...rest } = input('reminder');
    const asked = { ...rest, messages: messages.map((one) => ({ ...one, askedFor: true as const })) };
    const stopped = world({ data: { suppressed: true } });
    await stopped.sendEmail(asked);
    expect(stopped.sent.map(({ template }) => template)).toEqual(['reminder']);
    const bounced = world({ data: { suppressed: true, undeliverable: true } });
    await bounced.sendEmail(asked);
    expect(bounced.sent).toEqual([]);
  });

  it('still sends the first invitation to somebody who only stopped reminders', async () => {
    const { sent, sendEmail } = world({ data: { suppressed: true } });
    await sendEmail(input('invitation'));
    expect(sent.map(({ template }) => template)).toEqual(['invitation']);
  });

  it('fails the first invitation to an address that takes none visibly and sends the resent one', async () => {
    const { sent, sendEmail } = world({ data: { suppressed: true, undeliverable: true } });
    expect(await failureOf(sendEmail(input('invitation')))).toMatchObject({
      type: 'EmailRefused',
      nonRetryable: true,
    });
    expect(sent).toEqual([]);
    await sendEmail({ ...input('new-link'), tokenVersion: 2 });
    expect(sent).toHaveLength(1);
  });
});
