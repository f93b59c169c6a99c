import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { createApp } from '../../../api/app';
import { connectDatabase } from '../../../api/http/database';
import { createHttpServer } from '../../../api/http/server';
import { LOAD_LIMITS } from '../../../api/http/limits/overload';
import { withinOwnTime } from '../../../domain/own-time';
import { Pressure, watchPressure } from '../../../api/http/limits/pressure';
import { Gate } from '../../support/gate';
import { testMongoUri } from '../../support/engines';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { eventually, SECRET, TestApi, type Answer } from '../../support/api/support';

/** Keeps the event loop for so long. */
function block(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/** Turns of the event loop that take this long each, until it is called. */
function keepBusy(turnMs: number): () => void {
  let busy = true;
  const turn = () => {
    block(turnMs);
    if (busy) setImmediate(turn);
  };
  setImmediate(turn);
  return () => (busy = false);
}

describe('how many calls a process works on', () => {
  it('is all that it may take while it is not late, whatever a single long turn says', () => {
    const pressure = new Pressure(1_000);
    for (const lateMs of [0, 2_000, 0, 2_000, 100]) pressure.look(lateMs, 500);
    expect(pressure.limit).toBe(1_000);
  });

  it('sinks below what it works on when it stays late, keeps a rest, and comes back', () => {
    const pressure = new Pressure(1_000);
    pressure.look(500, 50);
    pressure.look(500, 50);
    expect(pressure.limit).toBe(35);
    for (let look = 0; look < 20; look += 1) pressure.look(500, pressure.limit);
    const least = pressure.limit;
    expect(least).toBeGreaterThan(10);
    for (let look = 0; look < 20; look += 1) pressure.look(0, 0);
    expect(pressure.limit).toBe(1_000);
  });

  it('is seen from the event loop itself, and from the pool', async () => {
    const byLoop = watchPressure(
      1_000,
      () => 50,
      () => 0,
    );
    const stop = keepBusy(400);
    await eventually(
      () => Promise.resolve(byLoop.limit),
      (limit) => limit < 50,
    );
    stop();
    await eventually(
      () => Promise.resolve(byLoop.limit),
      (limit) => limit > 50,
    );
    const byPool = watchPressure(
      1_000,
      () => 50,
      () => 500,
    );
    await eventually(
      () => Promise.resolve(byPool.limit),
      (limit) => limit < 50,
    );
  });
});

describe('a saturated process', () => {
  const api = new TestApi();
  const pressure = new Pressure(LOAD_LIMITS.calls);
  let started = 0;
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let server: Server;

  beforeAll(async () => {
    const startInvitation = () => {
      started += 1;
      return held;
    };
    await api.start(fakeTemporal({ startInvitation }));
    server = createHttpServer(createApp(api.deps, { pressure: () => pressure }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    api.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await api.stop();
  });

  it('answers 503 overloaded before it does anything, is ready all the same, and answers again', async () => {
    pressure.look(500, 30);
    pressure.look(500, 30);
    const { limit } = pressure;
    const invite = (n: number): Promise<Answer> =>
      api.post('/v1/invitations', api.people.admin, {
        partnerName: 'Initech',
        contactEmail: `busy-${n}@partner.example`,
      });
    const under = Array.from({ length: limit }, (_, n) => invite(n));
    await eventually(
      () => Promise.resolve(started),
      (count) => count === limit,
    );
    const refused = await invite(limit);
    expect([refused.status, refused.body.code]).toEqual([503, 'overloaded']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.text).toMatch(/Nothing was done/);
    expect(await api.connection.collection('invitations').countDocuments()).toBe(limit);
    expect((await api.get('/readyz')).status).toBe(200);
    release();
    expect(new Set((await Promise.all(under)).map(({ status }) => status))).toEqual(new Set([201]));
    expect((await invite(limit)).status).toBe(201);
  });

  it('says in /readyz which part is missing, however long that takes to find out', async () => {
    const { database } = api.deps;
    let asked = 0;
    const reachable = async () => {
      asked += 1;
      if (asked === 1) await sleep(2_500);
      return false;
    };
    Object.assign(api.deps, { database: { reachable } });
    const { status, body } = await api.get('/readyz').finally(() => Object.assign(api.deps, { database }));
    expect([status, body.parts]).toEqual([503, expect.objectContaining({ api: true, database: false })]);
  });
});

describe('whether the database answers', () => {
  it('is not doubted because this process stood still', async () => {
    const database = connectDatabase(testMongoUri('pressure'), { secret: SECRET }, pino({ level: 'silent' }));
    await eventually(
      () => database.reachable(1_000),
      (there) => there,
    );
    const stop = keepBusy(700);
    const asked = await Promise.all([database.reachable(400), database.reachable(400)]);
    stop();
    expect(asked).toEqual([true, true]);
    await database.close();
  });

  it('is asked on a connection of its own, and is no while it is frozen', async () => {
    const uri = new URL(testMongoUri('pressure_frozen'));
    const gate = new Gate({ host: uri.hostname, port: Number(uri.port) });
    uri.hostname = '127.0.0.1';
    uri.port = String(await gate.listen());
    const database = connectDatabase(uri.toString(), { secret: SECRET }, pino({ level: 'silent' }));
    const there = (expected: boolean) =>
      eventually(
        () => database.reachable(1_000),
        (is) => is === expected,
      );
    await there(true);
    gate.set('frozen');
    expect(await database.reachable(500)).toBe(false);
    gate.set('open');
    await there(true);
    await database.close();
    await gate.close();
  });
});

it('a time of its own is over for a process that has it', async () => {
  const never = new Promise<string>(() => undefined);
  expect(await withinOwnTime(100, never, 'late')).toBe('late');
  const soon = sleep(10, 'in time');
  block(300);
  expect(await withinOwnTime(50, soon, 'late')).toBe('in time');
});
