import timers from 'node:timers/promises';
import { startApi, type RunningApi } from '../../../api/main';
import { readConfig } from '../../../config/env';
import { Gate } from '../../support/gate';
import { eventually, INSTANCE_KEY, PUBLIC_URL, SECRET, type Answer } from '../../support/api/support';
import { publicPages } from '../../../web/public-pages';
import { TestWorld } from '../../support/api/world';

/** The world brings engines, workers and people; the API under test reaches the engines through gates. */
const world = new TestWorld();
const KEEP_ALIVE_MS = 71_000;
const DRAIN_DELAY_MS = 7_123;
let temporal: Gate;
let mongo: Gate;
let api: RunningApi;
const environment = { ...process.env };

beforeAll(async () => {
  await world.startWorld();
  const [host = '', port = ''] = world.temporalAddress.split(':');
  temporal = new Gate({ host, port: Number(port) });
  const uri = new URL(world.uri);
  mongo = new Gate({ host: uri.hostname, port: Number(uri.port) });
  process.env['TEMPORAL_ADDRESS'] = `127.0.0.1:${await temporal.listen()}`;
  uri.hostname = '127.0.0.1';
  uri.port = String(await mongo.listen());
  temporal.set('closed');
  mongo.set('closed');
  const config = {
    ...readConfig({
      PORT: '0',
      LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
      RATE_LIMIT_API: '0',
      RATE_LIMIT_PUBLIC: '0',
    }),
    publicUrl: PUBLIC_URL,
    mongodbUri: uri.toString(),
    temporal: {
      address: process.env['TEMPORAL_ADDRESS'],
      namespace: 'default',
      uiUrl: undefined,
      uiFor: 'none' as const,
    },
    secret: SECRET,
    instanceKey: INSTANCE_KEY,
    seedDemo: false,
    keepAliveMs: KEEP_ALIVE_MS,
    drainDelayMs: DRAIN_DELAY_MS,
  };
  api = await startApi(config, publicPages);
  world.url = api.url;
});

afterAll(async () => {
  process.env = environment;
  await api.close();
  await Promise.all([temporal.close(), mongo.close()]);
  await world.stopWorld();
});

const readiness = (path = '/readyz') => world.get(path);
/** Opens both gates and waits until everything answers. */
const ready = () => {
  for (const gate of [temporal, mongo]) gate.set('open');
  return eventually(readiness, ({ body }) => Object.values(body.parts).every(Boolean));
};
const invite = (email: string, headers: Record<string, string> = {}): Promise<Answer> =>
  world.post('/v1/invitations', world.people.admin, { partnerName: 'Initech', contactEmail: email }, headers);

/** Holds the delay before draining until the test has looked. */
function holdDrainDelay() {
  const real = timers.setTimeout;
  let endDelay = () => {};
  let begun = () => {};
  const whenDelayed = new Promise<void>((resolve) => (begun = resolve));
  const spy = jest.spyOn(timers, 'setTimeout').mockImplementation((ms, ...rest) => {
    if (ms !== DRAIN_DELAY_MS) return real(ms, ...rest);
    begun();
    return new Promise<never>((resolve) => (endDelay = resolve as () => void));
  });
  return {
    whenDelayed,
    endDelay: () => {
      spy.mockRestore();
      endDelay();
    },
  };
}

/** What an unavailable part is answered with. */
function expectUnavailable(answer: Answer, code: string): void {
  expect([answer.status, answer.body.code]).toEqual([503, code]);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer.text).not.toMatch(/ECONN|mongo:|127\.0\.0\.1|stack/i);
}

describe('an API without its engines', () => {
  it('listens before either of them is there, says which is missing, and recovers by itself', async () => {
    expect((await world.get('/healthz')).status).toBe(200);
    const missing = await readiness();
    expect([missing.status, missing.body.parts]).toEqual([
      503,
      { api: true, database: false, temporal: false, worker: false },
    ]);
    expectUnavailable(await world.get('/v1/me', world.people.admin), 'database-unavailable');
    mongo.set('open');
    await eventually(readiness, ({ body }) => body.parts['database'] === true);
    expectUnavailable(await invite('early@partner.example'), 'temporal-unavailable');
    temporal.set('open');
    await ready();
    expect((await invite('early@partner.example')).status).toBe(201);
  });

  it.each(['closed', 'frozen'] as const)(
    'answers 503 while Temporal is %s and loses nothing',
    async (mode) => {
      await ready();
      const { path, id } = await world.invited();
      const { token } = await world.invited();
      temporal.set(mode);
      const createKey = { 'idempotency-key': `create-${mode}` };
      const create = await invite(`${mode}@partner.example`, createKey);
      expectUnavailable(create, 'temporal-unavailable');
      expectUnavailable(
        await world.post('/v1/public/invitation/decline', undefined, { token }),
        'temporal-unavailable',
      );
      const key = { 'idempotency-key': `revoke-${mode}` };
      expectUnavailable(
        await world.post(`${path}/revoke`, world.people.admin, {}, key),
        'temporal-unavailable',
      );
      expect((await world.get(path, world.people.admin)).body.status).toBe('sent');
      const { accountId } = world.people.admin;
      const stored = await world.stores.invitations.findLive(accountId, `${mode}@partner.example`);
      expect(create.body.invitationId).toBe(stored?._id);
      await ready();
      const again = await invite(`${mode}@partner.example`, createKey);
      expect([again.status, again.body.id]).toEqual([201, stored?._id ?? again.body.id]);
      // A slow machine may need the second try that every 503 asks for; 202 is a decision taken as a Signal.
      await eventually(
        () => world.post(`${path}/revoke`, world.people.admin, {}, key),
        ({ status }) => status === 200 || status === 202,
      );
      await world.status(id, 'revoked');
    },
  );

  it.each(['closed', 'frozen', 'closed', 'frozen'] as const)(
    'answers 503 while MongoDB is %s, and 200 as soon as it is ready again',
    async (mode) => {
      await ready();
      mongo.set(mode);
      expectUnavailable(await world.get('/v1/invitations', world.people.admin), 'database-unavailable');
      expectUnavailable(await invite('nobody@partner.example'), 'database-unavailable');
      expect((await readiness()).body.parts['database']).toBe(false);
      await ready();
      const listed = await world.get('/v1/invitations', world.people.admin);
      expect([listed.status, listed.body.items.length > 0]).toEqual([200, true]);
    },
  );

  it('is not ready but takes calls until load balancers know that it stops, then ends those in flight', async () => {
    await ready();
    await world.stopWorkers();
    const { id } = (await invite('late@partner.example')).body;
    const revoked = world.post(`/v1/invitations/${id}/revoke`, world.people.admin);
    await eventually(
      () => world.get('/metrics'),
      ({ status }) => status === 200,
    );
    expect((await world.get('/healthz')).headers.get('keep-alive')).toBe(`timeout=${KEEP_ALIVE_MS / 1_000}`);
    const { whenDelayed, endDelay } = holdDrainDelay();
    const closed = api.close();
    await whenDelayed;
    const { status, body, headers } = await readiness();
    expect([status, body.parts['api'], headers.get('connection')]).toEqual([503, false, 'close']);
    expect((await world.get('/v1/me', world.people.admin)).status).toBe(200);
    endDelay();
    await closed;
    expect((await revoked).status).toBe(202);
    await expect(world.get('/healthz')).rejects.toThrow();
  });
});
