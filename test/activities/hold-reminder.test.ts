import { MockActivityEnvironment } from '@temporalio/testing';
import { failureOf, input, world } from './send-email-world';

const HOUR_MS = 3_600_000;

/** Sends in an attempt that was scheduled now and has so long to succeed. */
function sendWithin(ms: number, usedUp: boolean, ...templates: Parameters<typeof input>) {
  const { sendEmail, sent } = world({ usedUp });
  const environment = new MockActivityEnvironment({
    scheduledTimestampMs: Date.now(),
    scheduleToCloseTimeoutMs: ms,
  });
  const sending = environment.run(sendEmail, input(...templates)).then(() => undefined);
  return { sent, sending };
}

describe('over a daily limit', () => {
  it('holds a reminder to the next day instead of losing it', async () => {
    const { sent, sending } = sendWithin(25 * HOUR_MS, true, 'reminder');
    const failure = await failureOf(sending);
    expect([failure.type, failure.nonRetryable]).toEqual(['EmailDeferred', false]);
    expect(failure.details).toEqual([{ codes: ['DAILY_LIMIT'] }]);
    const wakesAt = new Date(Date.now() + Number(failure.nextRetryDelay));
    expect(wakesAt.getUTCDate()).not.toBe(new Date().getUTCDate());
    expect(Number(failure.nextRetryDelay)).toBeLessThan(25 * HOUR_MS);
    expect(sent).toEqual([]);
  });

  it('drops a reminder that nobody could use tomorrow, and fails nothing', async () => {
    const { sent, sending } = sendWithin(1, true, 'reminder');
    await sending;
    expect(sent).toEqual([]);
  });

  it('sends what was counted when it was asked for', async () => {
    const { sent, sending } = sendWithin(24 * HOUR_MS, true, 'invitation', 'accepted-notice');
    await sending;
    expect(sent.map(({ template }) => template).sort()).toEqual(['accepted-notice', 'invitation']);
  });
});

it('reminds within the limits', async () => {
  const { sent, sending } = sendWithin(24 * HOUR_MS, false, 'reminder');
  await sending;
  expect(sent).toHaveLength(1);
});
