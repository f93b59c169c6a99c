import { spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isSignedByOneOf, signatureHeaders } from '../../../domain/webhooks/standard-webhooks';
import { TemporalUnavailableError } from '../../../api/temporal/unavailable';
import type { EmailEvent } from '../../../workflows/contract';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { outcome } from '../../support/api/refusals';
import { TestApi } from '../../support/api/support';
import { storedInvitation } from '../../support/models/samples';

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
const SECRET = newSecret();
const EVENTS = '/v1/email-events';

const api = new TestApi();
const reported: [string, EmailEvent][] = [];
let isAway = false;

beforeAll(() =>
  api.start(
    fakeTemporal({
      reportEmailEvent: (id, event) => {
        if (isAway) return Promise.reject(new TemporalUnavailableError('away'));
        reported.push([id, event]);
        return Promise.resolve();
      },
    }),
    {},
    { emailEventsSecrets: [SECRET] },
  ),
);
afterAll(() => api.stop());
beforeEach(() => {
  reported.splice(0);
  isAway = false;
});

/** An e-mail that was sent to a contact. */
async function sent(template = 'invitation') {
  const { accountId } = api.people.admin;
  const email = `${randomBytes(5).toString('hex')}@initech.example`;
  const id = await storedInvitation(api.stores, accountId, email);
  const messageId = `${id}.${template}.1`;
  await api.stores.outbox.claim({ messageId, template, to: email, accountId, invitationId: id } as never, 1);
  await api.stores.outbox.settle(messageId, 'sent');
  return { id, email, messageId, suppression: () => api.stores.suppressions.find(accountId, email) };
}

const AT = '2026-11-30T01:02:03.456Z';
const event = (messageId: string, changes: object = {}) => ({
  messageId,
  event: 'bounced',
  at: AT,
  ...changes,
});

function send(body: unknown, headers?: Record<string, string>) {
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  const signed = { ...signatureHeaders(`msg_${randomBytes(4).toString('hex')}`, raw, [SECRET]) };
  return api.call('POST', EVENTS, {
    raw,
    headers: { 'content-type': 'application/json', ...(headers ?? signed) },
  });
}

describe('a signed event', () => {
  it.each([
    [{ event: 'bounced' }, 'bounced'],
    [{ event: 'bounced', permanent: false }, undefined],
    [{ event: 'dropped' }, undefined],
    [{ event: 'delivered' }, undefined],
    [{ event: 'spam_report' }, 'spam_report'],
    [{ event: 'unsubscribed' }, 'unsubscribed'],
  ])('%j is told to the invitation and suppresses: %s', async (changes, reason) => {
    const { id, messageId, suppression } = await sent();
    expect((await send({ events: [event(messageId, changes)] })).status).toBe(204);
    const eventId = `${messageId}.${changes.event}.${Math.floor(Date.parse(AT) / 1000)}`;
    expect(reported).toEqual([[id, { eventId, messageId, event: changes.event, at: AT }]]);
    expect((await suppression())?.reason).toBe(reason);
  });

  it('names its e-mail by the Message-ID as well, and is the same however often it comes', async () => {
    const { messageId } = await sent();
    const body = { events: [event(`<${messageId}@sender.example>`), event(messageId)] };
    await send(body);
    await send(body);
    expect(new Set(reported.map(([, { eventId }]) => eventId)).size).toBe(1);
  });

  it('about an e-mail to a colleague suppresses nobody, and one about an unknown e-mail changes nothing', async () => {
    const notice = await sent('declined-notice');
    const before = await api.dump();
    const body = { events: [event(notice.messageId), event('inv_01ARZ3NDEKTSV4RRFFQ69G5FAV.invitation.1')] };
    expect((await send(body)).status).toBe(204);
    expect(reported).toHaveLength(1);
    expect(await api.dump()).toEqual(before);
  });

  it('is to be sent again while Temporal is away', async () => {
    const { messageId } = await sent();
    isAway = true;
    const answer = await send({ events: [event(messageId)] });
    expect([...outcome(answer), answer.headers.get('retry-after') !== null]).toEqual([
      503,
      'temporal-unavailable',
      true,
    ]);
    isAway = false;
    expect((await send({ events: [event(messageId)] })).status).toBe(204);
    expect(reported).toHaveLength(1);
  });
});

describe('what is not signed', () => {
  const now = () => Math.floor(Date.now() / 1000);
  const body = JSON.stringify({ events: [event('x')] });
  const signature = (secret: string, id: string, timestamp: string, text = body) =>
    `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
      .update(`${id}.${timestamp}.${text}`)
      .digest('base64')}`;
  const headers = (
    changes: Partial<Record<'id' | 'timestamp' | 'secret' | 'text' | 'signature', string>>,
  ) => {
    const { id = 'msg_1', timestamp = String(now()), secret = SECRET, text = body } = changes;
    return {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': changes.signature ?? signature(secret, id, timestamp, text),
    };
  };

  it.each<[string, () => Record<string, string>]>([
    ['with no headers', () => ({})],
    ['with another secret', () => headers({ secret: newSecret() })],
    ['over another body', () => headers({ text: `${body} ` })],
    ['six minutes ago', () => headers({ timestamp: String(now() - 360) })],
    ['in the future', () => headers({ timestamp: String(now() + 360) })],
    ['at no time', () => headers({ timestamp: 'NaN' })],
    [
      'by another version',
      () => ({
        ...headers({}),
        'webhook-signature': headers({})['webhook-signature'].replace('v1,', 'v1a,'),
      }),
    ],
    ['with nothing', () => headers({ signature: 'v1,' })],
  ])('%s is refused before it is looked at', async (_name, given) => {
    const answer = await send(body, given());
    expect(outcome(answer)).toEqual([401, 'unauthenticated']);
    expect(reported).toEqual([]);
  });

  it('is refused where no secret is set, and taken by either of two during a change', async () => {
    const settings = api.deps.settings as { emailEventsSecrets: readonly string[] };
    settings.emailEventsSecrets = [];
    expect(outcome(await send(body))).toEqual([401, 'unauthenticated']);
    settings.emailEventsSecrets = [newSecret(), SECRET];
    expect((await send(body)).status).toBe(204);
    settings.emailEventsSecrets = [SECRET];
  });

  it('is told apart without a server as well', () => {
    const bytes = Buffer.from(body);
    expect(isSignedByOneOf([SECRET], headers({}), bytes)).toBe(true);
    const two = `${signature(newSecret(), 'msg_1', String(now()))} ${headers({})['webhook-signature']}`;
    expect(isSignedByOneOf([SECRET], headers({ signature: two }), bytes)).toBe(true);
    expect(isSignedByOneOf([], headers({}), bytes)).toBe(false);
  });
});

it.each<[unknown, number, string]>([
  ['{', 400, 'malformed-json'],
  [[], 422, 'validation-failed'],
  [{ events: [] }, 422, 'validation-failed'],
  [{ events: [event('x', { event: 'opened' })] }, 422, 'validation-failed'],
  [{ events: [event('x', { at: 'yesterday' })] }, 422, 'validation-failed'],
  [{ events: [event('x', { at: '2999-01-01T00:00:00Z' })] }, 422, 'validation-failed'],
  [{ events: [event('x', { surprise: 1 })] }, 422, 'validation-failed'],
  [{ events: [event({ $gt: '' } as never)] }, 422, 'validation-failed'],
  [{ events: [event('x'.repeat(151))] }, 422, 'validation-failed'],
  [{ events: Array.from({ length: 501 }, () => event('x')) }, 422, 'validation-failed'],
  [{ events: [event('x')], note: 'x'.repeat(256 * 1024) }, 413, 'payload-too-large'],
])('signed, but no list of events (%#), is refused as a whole', async (body, status, code) => {
  const { messageId } = await sent();
  const before = await api.dump();
  expect(outcome(await send(body))).toEqual([status, code]);
  expect(reported).toEqual([]);
  expect(await api.dump()).toEqual(before);
  expect(messageId).toBeDefined();
});

describe('the reader of reports', () => {
  const ROOT = path.join(__dirname, '../../..');
  const FOLDER = path.join(__dirname, 'dsn');

  /** The sample about this e-mail; what is in base64 there is replaced inside. */
  function sample(name: string, messageId: string): string {
    const text = fs.readFileSync(path.join(FOLDER, `${name}.eml`), 'utf8');
    const inBase64 = /(?:[A-Za-z0-9+/]{60,}\n)+[A-Za-z0-9+/]+=*\n/.exec(text)?.[0];
    const opened = inBase64 && Buffer.from(inBase64, 'base64').toString('utf8');
    const closed =
      opened &&
      Buffer.from(opened.replaceAll('MESSAGE_ID', messageId))
        .toString('base64')
        .replace(/(.{76})/g, '$1\n');
    const whole = opened?.includes('MESSAGE_ID') === true ? text.replace(inBase64!, `${closed!}\n`) : text;
    return whole.replaceAll('MESSAGE_ID', messageId);
  }

  async function run(input: string, words: readonly string[] = [], env: Record<string, string> = {}) {
    const script = path.join(ROOT, 'examples/dsn-bounces/report.mjs');
    const child = spawn(process.execPath, [script, ...words], {
      env: { PATH: process.env['PATH'], USHER_URL: api.url, EMAIL_EVENTS_SECRET: SECRET, ...env },
    });
    let [out, error] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
    child.stdin.end(input);
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, out, error };
  }

  it.each([
    ['postfix-unknown-user', 'bounced', 'bounced', '2026-11-30T01:12:44.000Z'],
    ['gmail-no-such-user', 'bounced', 'bounced', undefined],
    ['exchange-online-blocked', 'bounced', undefined, '2026-11-30T01:20:03.000Z'],
    ['exim-gave-up', 'bounced', undefined, '2026-11-30T02:00:00.000Z'],
    ['delivered', 'delivered', undefined, '2026-11-30T01:00:00.000Z'],
    ['complaint', 'spam_report', 'spam_report', '2026-11-30T02:05:00.000Z'],
  ])('tells Usher of %s as %s, which suppresses: %s', async (name, word, reason, at) => {
    const { id, messageId, suppression } = await sent();
    const { code, error } = await run(sample(name, messageId));
    expect([code, error]).toEqual([0, '']);
    expect(reported).toMatchObject([[id, { messageId, event: word, ...(at && { at }) }]]);
    expect((await suppression())?.reason).toBe(reason);
  });

  it.each(['delayed', 'absence-note', 'nothing-sent-back'])('finds nothing to tell in %s', async (name) => {
    const { messageId } = await sent();
    expect(await run(sample(name, messageId))).toMatchObject({
      code: 0,
      out: 'No report about an e-mail of Usher.\n',
    });
    expect(reported).toEqual([]);
  });

  it('reads a mailbox with windows line ends, twice, and says the same', async () => {
    const [first, second] = [await sent(), await sent()];
    const mbox = [
      sample('exim-gave-up', first.messageId),
      `From x Mon Nov 30 02:10:00 2026\n${sample('postfix-unknown-user', second.messageId)}`,
    ]
      .join('\n')
      .replaceAll('\n', '\r\n');
    await run(mbox);
    await run(mbox);
    expect(new Set(reported.map(([id]) => id))).toEqual(new Set([first.id, second.id]));
    expect(new Set(reported.map(([, { eventId }]) => eventId)).size).toBe(2);
  });

  it('survives what is no message', async () => {
    const { messageId } = await sent();
    const whole = sample('postfix-unknown-user', messageId);
    const nested = Array.from(
      { length: 300 },
      (_, n) => `--b${n}\nContent-Type: multipart/mixed; boundary="b${n + 1}"\n\n`,
    );
    const hostile = [
      '',
      '\n\n\n',
      'Content-Type: multipart/report',
      'Content-Type: multipart/report; boundary=""\n\n--\n',
      `Content-Type: multipart/report; boundary="b0"\n\n${nested.join('')}`,
      whole.replaceAll(messageId, '../../etc/passwd'),
      whole.replace(/Content-Type: message\/rfc822[^]*/, ''),
      randomBytes(100_000).toString('latin1'),
      `From ${'>'.repeat(50_000)}\n`,
    ];
    for (const text of hostile)
      expect([text.slice(0, 60), (await run(text)).code]).toEqual([text.slice(0, 60), 0]);
    expect(reported).toEqual([]);
  });

  it('says by its exit code whether a mail server should try again', async () => {
    const { messageId } = await sent();
    const report = sample('postfix-unknown-user', messageId);
    expect((await run(report, [], { USHER_URL: 'http://127.0.0.1:1' })).code).toBe(75);
    isAway = true;
    expect((await run(report)).code).toBe(75);
    expect((await run(report, [], { EMAIL_EVENTS_SECRET: newSecret() })).code).toBe(78);
    expect((await run(report, [], { EMAIL_EVENTS_SECRET: '' })).code).toBe(78);
    const dry = await run(report, ['--dry-run'], { EMAIL_EVENTS_SECRET: '' });
    expect([dry.code, dry.out]).toEqual([0, `${messageId} bounced for good\n`]);
    expect(reported).toEqual([]);
  });
});
