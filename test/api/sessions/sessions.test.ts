import { Writable } from 'node:stream';
import { createLogger } from '../../../api/http/logging';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { INSTANCE_KEY, PASSWORD, TestApi } from '../../support/api/support';

const api = new TestApi();
const limited = new TestApi();

beforeAll(async () => {
  await api.start(fakeTemporal());
  await limited.start(fakeTemporal(), {
    requestsPerMinutePerKey: 5,
    publicRequestsPerMinutePerIp: 8,
    loginAttempts: 3,
  });
});
afterAll(async () => {
  await api.stop();
  await limited.stop();
});

async function signIn(email = api.people.admin.email) {
  const answer = await api.post('/v1/session', undefined, { email, password: PASSWORD });
  expect(answer.status).toBe(204);
  const [setCookie = ''] = answer.headers.getSetCookie();
  return { setCookie, cookie: setCookie.split(';')[0] ?? '' };
}

describe('sessions', () => {
  it('begin with a cookie that scripts cannot read and end at sign-out', async () => {
    const { setCookie, cookie } = await signIn();
    expect(setCookie).toMatch(/^usher_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
    const session = await api.call('GET', '/v1/session', { headers: { cookie } });
    expect(session.body).toMatchObject({
      user: { email: api.people.admin.email },
      account: { name: 'Acme' },
    });
    const csrf = { cookie, 'x-csrf-token': session.body.csrfToken };
    expect((await api.call('DELETE', '/v1/session', { headers: csrf })).status).toBe(204);
    expect((await api.call('GET', '/v1/session', { headers: { cookie } })).status).toBe(401);
  });

  it('need their own CSRF token to change anything, keys need none', async () => {
    const { cookie } = await signIn();
    const { cookie: other } = await signIn();
    const { csrfToken } = (await api.call('GET', '/v1/session', { headers: { cookie: other } })).body;
    const body = { partnerName: 'Csrf', contactEmail: 'csrf@partner.example' };
    for (const headers of [
      { cookie },
      { cookie, 'x-csrf-token': 'x' },
      { cookie, 'x-csrf-token': csrfToken },
    ]) {
      const answer = await api.call('POST', '/v1/invitations', { body, headers });
      expect([answer.status, answer.body.code]).toEqual([403, 'csrf']);
    }
    expect((await api.call('GET', '/v1/me', { headers: { cookie } })).status).toBe(200);
    expect((await api.post('/v1/invitations', api.people.admin, body)).status).toBe(201);
  });

  it('do not open what only a session or only a key opens', async () => {
    const { cookie } = await signIn();
    expect((await api.get('/v1/session', api.people.admin)).status).toBe(401);
    const garbage = { cookie, authorization: 'Bearer nonsense' };
    expect((await api.call('GET', '/v1/me', { headers: garbage })).status).toBe(401);
    expect(
      (await api.call('GET', '/v1/me', { headers: { authorization: `Bearer ${INSTANCE_KEY}` } })).status,
    ).toBe(401);
  });

  it('tell unknown users, wrong passwords and bad addresses apart in nothing', async () => {
    const texts = new Set<string>();
    for (const [email, password] of [
      [api.people.admin.email, 'wrong'],
      ['nobody@nowhere.example', PASSWORD],
      ['not an address', PASSWORD],
    ]) {
      const answer = await api.post('/v1/session', undefined, { email, password });
      expect(answer.status).toBe(401);
      texts.add(answer.text);
    }
    expect([...texts]).toHaveLength(1);
  });

  it('and keys are worth what their user is today', async () => {
    const { viewer } = api.people;
    expect((await api.get('/v1/me', viewer)).body).toMatchObject({ role: { key: 'viewer', rank: 10 } });
    await api.stores.users.update(viewer.userId, { status: 'disabled' });
    expect((await api.get('/v1/me', viewer)).status).toBe(401);
  });

  it('narrow keys allow what they were given and no more', async () => {
    const { admin } = api.people;
    const { key } = await api.stores.apiKeys.create({ ...admin, name: 'Read', scopes: ['invitations:read'] });
    expect((await api.get('/v1/invitations', { ...admin, key })).status).toBe(200);
    expect((await api.post('/v1/invitations', { ...admin, key })).status).toBe(403);
  });
});

describe('limits', () => {
  const expectLimited = (answer: Awaited<ReturnType<TestApi['get']>>) => {
    expect([answer.status, answer.body.code]).toEqual([429, 'rate-limited']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  };

  it('count per key', async () => {
    for (let n = 0; n < 5; n += 1)
      expect((await limited.get('/v1/me', limited.people.admin)).status).toBe(200);
    expectLimited(await limited.get('/v1/me', limited.people.admin));
    expect((await limited.get('/v1/me', limited.people.viewer)).status).toBe(200);
  });

  it('count failed sign-ins per user and IP, and every public call per IP', async () => {
    const attempt = (password: string) =>
      limited.post('/v1/session', undefined, { email: limited.people.admin.email, password });
    expect((await attempt(PASSWORD)).status).toBe(204);
    for (let n = 0; n < 3; n += 1) expect((await attempt('wrong')).status).toBe(401);
    expectLimited(await attempt(PASSWORD));
    for (let n = 0; n < 3; n += 1) {
      expect((await limited.post('/v1/public/invitation/lookup', undefined, { token: 'x' })).status).toBe(
        404,
      );
    }
    expectLimited(await limited.post('/v1/public/invitation/lookup', undefined, { token: 'x' }));
    expect((await limited.get('/healthz')).status).toBe(200);
  });
});

describe('the log', () => {
  it('holds no token, key, cookie, body or address', async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    const logged = new TestApi();
    logged.logger = createLogger('trace', sink);
    await logged.start(
      fakeTemporal({ startInvitation: () => Promise.reject(new Error('for ada@acme.example')) }),
    );
    try {
      const { admin } = logged.people;
      const body = { partnerName: 'Canary', contactEmail: 'canary@partner.example' };
      expect((await logged.post('/v1/invitations', admin, body)).status).toBe(500);
      await logged.post('/v1/session', undefined, { email: admin.email, password: 'canary-password' });
      await logged.post('/v1/public/invitation/lookup', undefined, { token: 'v1.canary-token' });
      await logged.call('GET', '/invitation?token=v1.canary-token', {
        headers: { cookie: 'usher_session=canary' },
      });
      for (const hidden of [
        'ca%6Eary%40partner.example',
        'ca%256Eary%252540acme',
        '%76%31.off%5Fcanary',
        '%75sher_canary1234',
      ])
        await logged.get(`/v1/users/${hidden}`, admin);
      const text = lines.join('');
      expect(text).toContain('"path":"/v1/invitations"');
      expect(text).not.toMatch(/canary|Canary|@acme|@partner/);
      expect(text).not.toContain(admin.key);
    } finally {
      await logged.stop();
    }
  });
});
