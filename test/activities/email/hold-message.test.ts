import { MockActivityEnvironment } from '@temporalio/testing';
import { MailRefusedError } from '../../../domain/ports';
import { quietLogger } from '../../support/sdk-logs';
import { failureOf, input, world } from '../../support/activities/send-email-world';

const HOUR_MS = 3_600_000;

/** Sends in an attempt that was scheduled now and has so long to succeed. */
function sendWithin(ms: number, usedUp: boolean, ...templates: Parameters<typeof input>) {
  return sendIn({ usedUp }, { ms }, ...templates);
}

function sendIn(
  options: Parameters<typeof world>[0],
  {
    ms,
    agoMs = 0,
    isLocal = false,
  }: { readonly ms: number; readonly agoMs?: number; readonly isLocal?: boolean },
  ...templates: Parameters<typeof input>
) {
  const { sendEmail, sent, taken } = world(options);
  const info = { scheduledTimestampMs: Date.now() - agoMs, scheduleToCloseTimeoutMs: ms, isLocal };
  const environment = new MockActivityEnvironment(info, { logger: quietLogger });
  const sending = environment.run(sendEmail, input(...templates)).then(() => undefined);
  return { sent, sending, taken };
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

  it('neither drops nor sends in a quick try what its regular activity may hold', async () => {
    const { sent, sending } = sendIn({ usedUp: true }, { ms: 1_500, isLocal: true }, 'reminder');
    const failure = await failureOf(sending);
    expect([failure.type, failure.nonRetryable]).toEqual(['EmailFailed', false]);
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

describe('at noon', () => {
  const MINUTE_MS = 60_000;
  const UNTIL_MIDNIGHT_MS = 12 * HOUR_MS;
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2030, 0, 1, 12));
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
  });
  afterEach(() => jest.restoreAllMocks());

  it.each([
    ['within ten minutes after midnight', 25 * HOUR_MS, UNTIL_MIDNIGHT_MS + 5 * MINUTE_MS],
    [
      'a minute before its time is over',
      UNTIL_MIDNIGHT_MS + 3 * MINUTE_MS,
      UNTIL_MIDNIGHT_MS + 2 * MINUTE_MS,
    ],
    ['at midnight when there is no other time', UNTIL_MIDNIGHT_MS + MINUTE_MS, UNTIL_MIDNIGHT_MS],
  ])('a held reminder is tried again %s', async (_when, ms, delay) => {
    const failure = await failureOf(sendWithin(ms, true, 'reminder').sending);
    expect(failure.nextRetryDelay).toBe(delay);
  });

  it('drops a reminder whose time is over within a minute after midnight', async () => {
    const { sent, sending } = sendWithin(UNTIL_MIDNIGHT_MS + MINUTE_MS - 1, true, 'reminder');
    await sending;
    expect(sent).toEqual([]);
  });
});

describe('over what an address may get from all accounts together', () => {
  it.each(['invitation', 'new-link', 'reminder'] as const)('holds %s to the next day', async (template) => {
    const { sent, sending } = sendIn({ flooded: true }, { ms: 25 * HOUR_MS }, template);
    const failure = await failureOf(sending);
    expect([failure.type, failure.details]).toEqual(['EmailDeferred', [{ codes: ['DAILY_LIMIT'] }]]);
    const wakesAt = new Date(Date.now() + Number(failure.nextRetryDelay));
    expect(wakesAt.getUTCDate()).not.toBe(new Date().getUTCDate());
    expect(sent).toEqual([]);
  });

  it('keeps no letter from arriving: it waits for one day at most', async () => {
    const { sent, sending } = sendIn(
      { flooded: true },
      { ms: 49 * HOUR_MS, agoMs: 24 * HOUR_MS },
      'invitation',
    );
    await sending;
    expect(sent.map(({ template }) => template)).toEqual(['invitation']);
  });

  it('sends at once what is worth nothing tomorrow', async () => {
    const { sent, sending } = sendIn({ flooded: true }, { ms: 1_000 }, 'new-link');
    await sending;
    expect(sent.map(({ template }) => template)).toEqual(['new-link']);
  });

  it('does not hold what an account writes to its own people', async () => {
    const options = { flooded: true, usedUp: true };
    const { sent, sending } = sendIn(options, { ms: 25 * HOUR_MS }, 'accepted-notice', 'welcome');
    await sending;
    expect(sent.map(({ template }) => template).sort()).toEqual(['accepted-notice', 'welcome']);
  });
});

it('floods nobody with copies to the administrators of another account', async () => {
  const data = {
    contact: { email: 'nora@example.com', userId: 'usr_nora' },
    receivingAdmins: [{ email: 'chief@example.com', userId: 'usr_chief' }],
  };
  const { sent, sending } = sendIn({ data, usedUp: true }, { ms: 25 * HOUR_MS }, 'invitation');
  await sending;
  expect(sent.map(({ template }) => template)).toEqual(['share-notification']);
});

it('reminds within the limits', async () => {
  const { sent, sending } = sendWithin(24 * HOUR_MS, false, 'reminder');
  await sending;
  expect(sent).toHaveLength(1);
});

describe('the allowance of a letter', () => {
  const TO = 'Nora@example.com';
  const chief = { email: 'chief@example.com', userId: 'usr_chief' };
  const user = { contact: { email: TO, userId: 'usr_nora' }, receivingAdmins: [chief] };
  const deferred = new Error('later');
  const refused = new MailRefusedError('no');

  it.each([
    ['is used by a reminder', 'reminder', {}, { own: 1, overall: 1 }],
    ['is given back by a reminder that waits for the provider', 'reminder', { [TO]: deferred }, {}],
    ['is given back by a reminder that is refused', 'reminder', { [TO]: refused }, {}],
    ['is used by an invitation', 'invitation', {}, { copies: 1, overall: 1 }],
    ['is given back by an invitation that waits', 'invitation', { [TO]: deferred }, { copies: 1 }],
    ['is given back by an invitation that is refused', 'invitation', { [TO]: refused }, { copies: 1 }],
    ['is given back by a copy that waits', 'invitation', { [chief.email]: deferred }, { overall: 1 }],
    ['is given back by a copy that is refused', 'invitation', { [chief.email]: refused }, { overall: 1 }],
  ] as const)('%s', async (_what, template, trouble, left) => {
    const data = template === 'invitation' ? user : {};
    const { sending, taken } = sendIn({ data, trouble }, { ms: 25 * HOUR_MS }, template);
    await sending.catch(() => undefined);
    expect(taken).toEqual({ own: 0, copies: 0, notices: 0, overall: 0, ...left });
  });

  it('is given back by a letter that another attempt has sent, and by one over the other limit', async () => {
    const again = world();
    await again.sendEmail(input('reminder'));
    await again.sendEmail(input('reminder'));
    expect(again.taken).toEqual({ own: 1, copies: 0, notices: 0, overall: 1 });
    const { sending, taken } = sendIn({ flooded: true }, { ms: 25 * HOUR_MS }, 'reminder');
    await failureOf(sending);
    expect(taken).toEqual({ own: 0, copies: 0, notices: 0, overall: 0 });
  });
});
