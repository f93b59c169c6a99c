import { randomBytes } from 'node:crypto';
import { getSuppressions } from '../../../api/email/list-suppressions';
import { getInvitationsById } from '../../../api/invitations/get';
import { bodyOf } from '../../support/api/declared-answers';
import { createSendGridMailer } from '../../../activities/email/sendgrid-mailer';
import { isSignedBySendGrid } from '../../../domain/email/sendgrid-signature';
import { TemporalUnavailableError } from '../../../api/temporal/unavailable';
import { outcome } from '../../support/api/refusals';
import { SendGridServer } from '../../support/api/sendgrid-server';
import { eventually } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const provider = new SendGridServer();
const admin = () => world.people.admin;
const settings = () => world.deps.settings as { sendgridWebhookPublicKey: string | undefined };

beforeAll(async () => {
  await provider.start();
  world.mailer = createSendGridMailer({ apiKey: 'SG.secret', baseUrl: provider.url });
  await world.startWorld();
  settings().sendgridWebhookPublicKey = provider.publicKey;
});
afterAll(async () => {
  await world.stopWorld();
  await provider.stop();
});

const fresh = () => `mail-${randomBytes(5).toString('hex')}@partner.example`;
const seconds = () => Math.floor(Date.now() / 1000);

/** Invites somebody and waits until the provider took the e-mail. */
async function invite(contactEmail = fresh()) {
  const body = { partnerName: 'Initech', contactEmail };
  const { id } = (await world.post('/v1/invitations', admin(), body)).body;
  const messageId = await takenFor(contactEmail);
  await world.status(id, 'sent');
  return { id, email: contactEmail, messageId, path: `/v1/invitations/${id}` };
}

async function takenFor(email: string, after = 0): Promise<string> {
  const mails = await eventually(
    () => Promise.resolve(provider.taken.filter(({ to }) => to === email)),
    (found) => found.length > after,
  );
  return mails.at(-1)?.messageId ?? '';
}

function send(events: unknown, headers?: Record<string, string>) {
  const raw = typeof events === 'string' ? events : JSON.stringify(events);
  return world.call('POST', '/v1/email-events/sendgrid', { raw, headers: headers ?? provider.signed(raw) });
}

const event = (name: string, messageId: string, changes: object = {}) => ({
  email: 'somebody@partner.example',
  event: name,
  timestamp: seconds(),
  sg_event_id: randomBytes(8).toString('base64url'),
  sg_message_id: 'x.y.z',
  messageId,
  ...changes,
});

async function timeline(path: string): Promise<string[]> {
  return (await world.get(`${path}/timeline`, admin())).body.items.map(({ type }) => type);
}

async function suppressions(as = admin()) {
  const answer = await world.get('/v1/suppressions?limit=100', as);
  return bodyOf(getSuppressions, answer).items;
}

describe('a signed event', () => {
  it('of a delivery shows on the invitation, once', async () => {
    const { id, path, messageId } = await invite();
    const delivered = event('delivered', messageId);
    expect((await send([delivered])).status).toBe(204);
    await send([delivered, { ...delivered, sg_event_id: 'another' }]);
    await send([delivered, delivered]);
    await eventually(
      () => world.get(path, admin()),
      (answer) => answer.status === 200 && bodyOf(getInvitationsById, answer).deliveredAt !== null,
    );
    expect((await timeline(path)).filter((type) => type === 'delivered')).toHaveLength(1);
    await world.status(id, 'sent');
  });

  it.each([
    ['bounce', { type: 'bounce' }, 'bounced'],
    ['spamreport', {}, 'spam_report'],
    ['dropped', {}, undefined],
    ['bounce', { type: 'blocked' }, undefined],
  ] as const)('%s %j fails the delivery and suppresses: %s', async (name, changes, reason) => {
    const { id, email, messageId, path } = await invite();
    await send([
      event(name, messageId, changes),
      event('delivered', messageId, { timestamp: seconds() - 30 }),
    ]);
    await world.status(id, 'delivery_failed');
    expect(await timeline(path)).toContain('bounced');
    expect((await suppressions()).find((one) => one.email === email)?.reason).toBe(reason);
    await takenFor(admin().email);
  });

  it('about an older link changes nothing any more', async () => {
    const { id, email, messageId, path } = await invite();
    await send([event('bounce', messageId)]);
    await world.status(id, 'delivery_failed');
    await world.post(`${path}/resend`, admin());
    await takenFor(email, 1);
    await send([event('bounce', messageId, { timestamp: seconds() + 5 })]);
    const last = await world.status(id, 'sent');
    expect(last.sendCount).toBe(2);
  });

  it('of an unsubscription stops reminders and leaves the invitation open', async () => {
    const { email, messageId, path } = await invite();
    await send([event('group_unsubscribe', messageId)]);
    await eventually(
      () => timeline(path),
      (types) => types.includes('unsubscribed'),
    );
    expect((await world.get(path, admin())).body.status).toBe('sent');
    expect((await suppressions()).find((one) => one.email === email)?.reason).toBe('unsubscribed');
  });

  it('never marks an invitation as viewed, because scanners open mail', async () => {
    const { messageId, path } = await invite();
    expect((await send([event('open', messageId), event('click', messageId)])).status).toBe(204);
    expect((await world.get(path, admin())).body.viewedAt).toBeNull();
  });

  it('of an invitation that is over is taken and forgotten', async () => {
    const { id, messageId, path } = await invite();
    await world.post(`${path}/revoke`, admin());
    await world.status(id, 'revoked');
    expect((await send([event('bounce', messageId)])).status).toBe(204);
  });

  it('finds its message in custom_args too, and a bad entry spoils no batch', async () => {
    const { id, messageId } = await invite();
    const { messageId: _, ...bare } = event('bounce', messageId);
    const nonsense = [null, 1, 'x', [], {}, { event: 'bounce' }, event('bounce', 'inv_unknown.invitation.1')];
    const odd = [
      event('bounce', messageId, { timestamp: 'now' }),
      event('__proto__', messageId),
      event('bounce', { $gt: '' } as never),
      event('bounce', messageId, { timestamp: 1e15 }),
    ];
    const answer = await send([...nonsense, ...odd, { ...bare, custom_args: { messageId } }]);
    expect(answer.status).toBe(204);
    await world.status(id, 'delivery_failed');
  });
});

describe('a corrected address', () => {
  it('is mailed after a bounce, and the old one stays suppressed', async () => {
    const { id, email, messageId, path } = await invite();
    await send([event('bounce', messageId, { type: 'bounce' })]);
    await world.status(id, 'delivery_failed');
    const corrected = fresh();
    const edited = await world.call('PATCH', path, { as: admin(), body: { contactEmail: corrected } });
    expect(edited.status).toBe(200);
    expect((await world.post(`${path}/resend`, admin())).status).toBe(200);
    const second = await takenFor(corrected);
    await world.status(id, 'sent');
    await send([event('delivered', second)]);
    await eventually(
      () => timeline(path),
      (types) => types.includes('delivered'),
    );
    const listed = (await suppressions()).map((one) => one.email);
    expect(listed).toContain(email);
    expect(listed).not.toContain(corrected);
  });
});

describe('a provider in trouble', () => {
  it('that is busy, down or cuts the line gets the e-mail once it is well again', async () => {
    const before = provider.requests;
    provider.answers.push({ status: 429, headers: { 'retry-after': '1' } }, 'reset', { status: 503 });
    const { id, email } = await invite();
    expect(provider.requests - before).toBeGreaterThanOrEqual(4);
    expect(provider.taken.filter(({ to }) => to === email)).toHaveLength(1);
    await world.status(id, 'sent');
  });

  it('that refuses for good fails the delivery', async () => {
    provider.answers.push({ status: 400 });
    const body = { partnerName: 'Initech', contactEmail: fresh() };
    const { id } = (await world.post('/v1/invitations', admin(), body)).body;
    await world.status(id, 'delivery_failed');
  });
});

describe('the suppression list', () => {
  it('is each account’s own and can be lifted by ID or address', async () => {
    const [one, two] = [await invite(), await invite()];
    await send([event('unsubscribe', one.messageId), event('unsubscribe', two.messageId)]);
    const listed = await suppressions();
    const first = listed.find(({ email }) => email === one.email);
    expect(await suppressions(world.people.other)).toEqual([]);
    const lift = (id: string, as = admin()) => world.call('DELETE', `/v1/suppressions/${id}`, { as });
    expect(outcome(await lift(first?.id ?? '', world.people.other))).toEqual([404, 'not-found']);
    expect((await lift(first?.id ?? '')).status).toBe(204);
    expect((await lift(encodeURIComponent(two.email.toUpperCase()))).status).toBe(204);
    expect(outcome(await lift(first?.id ?? ''))).toEqual([404, 'not-found']);
    const left = (await suppressions()).map(({ email }) => email);
    expect(left).not.toContain(one.email);
    expect(left).not.toContain(two.email);
    expect(outcome(await lift(first?.id ?? '', world.people.viewer))).toEqual([403, 'forbidden']);
  });
});

describe('what nobody signed', () => {
  const body = () => JSON.stringify([event('bounce', 'inv_x.invitation.1')]);

  it('is refused: no signature, a forged one, changed bytes, replays and other keys', async () => {
    const raw = body();
    const good = provider.signed(raw);
    const without = (name: string) =>
      Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
    const cases: [string, Record<string, string>][] = [
      [raw, { 'content-type': 'application/json' }],
      [raw, without('x-twilio-email-event-webhook-signature')],
      [raw, without('x-twilio-email-event-webhook-timestamp')],
      [`${raw} `, good],
      [raw, { ...good, 'x-twilio-email-event-webhook-timestamp': String(seconds() + 1) }],
      [raw, { ...good, 'x-twilio-email-event-webhook-signature': 'bm9uc2Vuc2U=' }],
      [raw, provider.signed(raw, Date.now() - 3_600_000)],
      [raw, provider.signed(raw, Date.now() + 3_600_000)],
      [raw, new SendGridServer().signed(raw)],
      ['', provider.signed('x')],
    ];
    for (const [bytes, headers] of cases) {
      expect(outcome(await send(bytes, headers))).toEqual([401, 'unauthenticated']);
    }
  });

  it('is all there is without a key, and with one that is none', async () => {
    const raw = body();
    for (const key of [undefined, 'nonsense', Buffer.from('nonsense').toString('base64')]) {
      settings().sendgridWebhookPublicKey = key;
      expect(outcome(await send(raw))).toEqual([401, 'unauthenticated']);
    }
    settings().sendgridWebhookPublicKey = provider.pem;
    expect((await send(raw)).status).toBe(204);
    settings().sendgridWebhookPublicKey = provider.pem.replaceAll('\n', '\\n');
    expect((await send(raw)).status).toBe(204);
    settings().sendgridWebhookPublicKey = provider.publicKey;
  });

  it('is told apart over the raw bytes, whatever they mean', () => {
    const raw = '[ {"a":1.0} ]\n';
    const headers = provider.signed(raw);
    const given = {
      signature: headers['x-twilio-email-event-webhook-signature'],
      timestamp: headers['x-twilio-email-event-webhook-timestamp'],
    };
    expect(isSignedBySendGrid(provider.publicKey, given, Buffer.from(raw))).toBe(true);
    expect(isSignedBySendGrid(provider.publicKey, given, Buffer.from('[{"a":1}]'))).toBe(false);
  });

  it('but signed nonsense is refused as nonsense', async () => {
    expect(outcome(await send('{"a":'))).toEqual([400, 'malformed-json']);
    expect(outcome(await send('{}'))).toEqual([422, 'validation-failed']);
    const huge = JSON.stringify(['x'.repeat(1_100_000)]);
    expect(outcome(await send(huge))).toEqual([413, 'payload-too-large']);
  });
});

it('asks the provider to send the batch again while Temporal is away', async () => {
  const { messageId } = await invite();
  const gateway = world.deps.temporal as { reportEmailEvent: unknown };
  const original = gateway.reportEmailEvent;
  gateway.reportEmailEvent = () => Promise.reject(new TemporalUnavailableError('away'));
  const away = await send([event('delivered', messageId)]);
  gateway.reportEmailEvent = original;
  expect(outcome(away)).toEqual([503, 'temporal-unavailable']);
  expect((await send([event('delivered', messageId)])).status).toBe(204);
});
