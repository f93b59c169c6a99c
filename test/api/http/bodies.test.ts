import { connect, type Socket } from 'node:net';
import os from 'node:os';
import express from 'express';
import { createApp } from '../../../api/app';
import { createHttpServer } from '../../../api/http/server';
import { LOAD_LIMITS, type LoadLimits } from '../../../api/http/limits/overload';
import { publicPages } from '../../../web/public-pages';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { INSTANCE_KEY, TestApi, type Person } from '../../support/api/support';

const api = new TestApi();
let server: ReturnType<typeof createHttpServer>;
let port = 0;
beforeAll(async () => {
  await api.start(fakeTemporal());
  const app = createApp(api.deps, { pages: express.Router().use(publicPages(api.deps, os.tmpdir())) });
  server = createHttpServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await api.stop();
});

const TEN_MB = 10 * 1024 * 1024;

/** The status that a head is answered which announces ten megabytes; who waits for those answers 408 in the end. */
function statusWithoutBody(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', (data) => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(data.toString('latin1'))?.[1]));
    });
    socket.on('error', reject);
    const head = { host: 'usher.test', 'content-length': String(TEN_MB), ...headers };
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
    socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=x' };
const CSV = { 'content-type': 'text/csv' };
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe('is answered before the first byte of a body', () => {
  it.each([
    ['a stranger at the API', '/v1/invitation-imports', () => CSV, 401],
    ['a wrong key', '/v1/invitation-imports', () => ({ ...CSV, ...bearer('usher_wrong') }), 401],
    ['a wrong instance key', '/v1/accounts', () => ({ ...JSON_TYPE, ...bearer(`${INSTANCE_KEY}x`) }), 401],
    [
      'a key without the scope',
      '/v1/invitation-imports',
      () => ({ ...CSV, ...bearer(api.people.viewer.key) }),
      403,
    ],
    ['too much JSON', '/v1/invitations', () => ({ ...JSON_TYPE, ...bearer(api.people.admin.key) }), 413],
    ['too much JSON of a stranger', '/v1/session', () => JSON_TYPE, 413],
    ['an unsigned e-mail event', '/v1/email-events/sendgrid', () => JSON_TYPE, 401],
    ['a stranger who uploads on a page', '/imports', () => MULTIPART, 303],
    ['a stranger who sends a form', '/invitations/new', () => FORM, 303],
    ['a visitor without a link', '/invitation/application', () => FORM, 403],
    ['somebody who unsubscribes without a link', '/unsubscribe', () => FORM, 403],
    ['somebody who sets a password without a link', '/set-password', () => FORM, 404],
    ['a form of a path that is nobody’s', '/nothing/here', () => FORM, 404],
  ] as const)('%s', async (_who, path, headers, status) => {
    expect(await statusWithoutBody(path, headers())).toBe(status);
  });
});

describe('an endless body', () => {
  it('is cut off at the limit, and the answer arrives', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.on('data', (data) => (text += data.toString('latin1')));
      socket.once('close', () => resolve(text)).once('error', () => resolve(text));
      socket.write('POST /v1/session HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n');
      socket.write('transfer-encoding: chunked\r\n\r\n');
      const chunk = `${(16_384).toString(16)}\r\n${'x'.repeat(16_384)}\r\n`;
      const feed = setInterval(() => (socket.writable ? socket.write(chunk) : clearInterval(feed)), 1);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('payload-too-large');
  });
});

describe('the upload of a page', () => {
  it('is refused at the file when the token of the session does not come first', async () => {
    const session = await api.stores.sessions.create({
      userId: api.people.admin.userId,
      accountId: api.people.admin.accountId,
    });
    const send = (parts: readonly string[]) =>
      fetch(`http://127.0.0.1:${port}/imports`, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...MULTIPART, cookie: `usher_session=${session.token}` },
        body: `${parts.map((part) => `--x\r\nContent-Disposition: form-data; ${part}\r\n`).join('')}--x--\r\n`,
      });
    const token = `name="_csrf"\r\n\r\n${session.session.csrfToken}`;
    const rows = 'partnerName,contactEmail\nInitech,bill@initech.example';
    const file = `name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n${rows}`;
    const dryRun = 'name="dryRun"\r\n\r\non';
    expect((await send([file, token, dryRun])).status).toBe(403);
    expect((await send(['name="_csrf"\r\n\r\nwrong', file])).status).toBe(403);
    const taken = await send([token, dryRun, file]);
    expect([taken.status, taken.headers.get('location')]).toEqual([
      303,
      expect.stringMatching(/^\/imports\/imp_/),
    ]);
  });

  it('waits its turn: of three at a time of one account the third is refused', async () => {
    const { key } = api.people.admin;
    const head = `host: a\r\ncontent-type: text/csv\r\ncontent-length: ${TEN_MB}\r\nauthorization: Bearer ${key}`;
    const sockets = Array.from({ length: 3 }, () => connect(port, '127.0.0.1'));
    try {
      const first = await new Promise<string>((resolve) => {
        for (const socket of sockets) {
          socket.once('data', (data) => resolve(data.toString('latin1')));
          socket.write(`POST /v1/invitation-imports HTTP/1.1\r\n${head}\r\n\r\npartnerName`);
        }
      });
      expect(first).toMatch(/^HTTP\/1\.1 429 /);
      expect(first).toMatch(/retry-after: \d/i);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  });
});

/** Bodies that begin and do not end, and what they are answered. */
class Trickles {
  private readonly sockets: Socket[] = [];

  constructor(private readonly portOf: () => number) {}

  /** The text of the first answer to any of so many bodies; the others go on waiting. */
  firstAnswer(count: number, path: string, headers: Record<string, string>): Promise<string> {
    const head = Object.entries({ host: 'usher.test', 'content-length': '1000', ...headers });
    const lines = head.map(([name, value]) => `${name}: ${value}`).join('\r\n');
    return new Promise((resolve) => {
      for (let n = 0; n < count; n += 1) {
        const socket = connect(this.portOf(), '127.0.0.1');
        this.sockets.push(socket);
        socket.once('data', (data) => resolve(data.toString('latin1'))).on('error', () => undefined);
        socket.write(`POST ${path} HTTP/1.1\r\n${lines}\r\n\r\nabc`);
      }
    });
  }

  end(): void {
    for (const socket of this.sockets.splice(0)) socket.destroy();
  }
}

/** The application with other limits, behind a proxy that says where calls come from. */
class Limited {
  private server: ReturnType<typeof createHttpServer> | undefined;
  port = 0;

  async start(load: Partial<LoadLimits>): Promise<void> {
    const deps = { ...api.deps, settings: { ...api.deps.settings, trustProxy: 1 } };
    this.server = createHttpServer(createApp(deps, { load: { ...LOAD_LIMITS, ...load } }));
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
    this.port = (this.server.address() as { port: number }).port;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  async status(method: string, path: string, headers: Record<string, string>, body?: object) {
    const url = `http://127.0.0.1:${this.port}${path}`;
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return (await fetch(url, { method, headers: { ...JSON_TYPE, ...headers }, ...sent })).status;
  }
}

const from = (ip: string) => ({ 'x-forwarded-for': ip });
const SIGN_IN = { email: 'nobody@nowhere.example', password: 'a wrong password' };

describe('a body that does not arrive', () => {
  const limited = new Limited();
  const trickles = new Trickles(() => limited.port);
  afterEach(async () => {
    trickles.end();
    await limited.stop();
  });

  it('counts for its sender alone, and is no work', async () => {
    const each = { each: 2, all: 100 };
    await limited.start({ calls: 3, strangers: each, accounts: each });
    const { admin, other } = api.people;
    for (const ip of ['192.0.2.1', '192.0.2.2', '2001:db8::1']) {
      const headers = { ...JSON_TYPE, ...from(ip) };
      expect(await trickles.firstAnswer(3, '/v1/session', headers)).toMatch(/^HTTP\/1\.1 429 /);
    }
    const sameNetwork = { ...JSON_TYPE, ...from('2001:db8::2') };
    expect(await trickles.firstAnswer(1, '/v1/session', sameNetwork)).toMatch(/^HTTP\/1\.1 429 /);
    const ofAdmin = { ...JSON_TYPE, ...bearer(admin.key), ...from('192.0.2.3') };
    expect(await trickles.firstAnswer(3, '/v1/invitations', ofAdmin)).toMatch(/^HTTP\/1\.1 429 /);
    expect(await limited.status('GET', '/healthz', from('192.0.2.1'))).toBe(200);
    expect(await limited.status('GET', '/v1/me', { ...bearer(admin.key), ...from('192.0.2.1') })).toBe(200);
    expect(await limited.status('POST', '/v1/session', from('192.0.2.9'), SIGN_IN)).toBe(401);
    expect(
      await limited.status('POST', '/v1/invitations', { ...bearer(other.key), ...from('192.0.2.3') }, {}),
    ).toBe(422);
  });

  it('is ended, with its connection', async () => {
    await limited.start({ rate: { graceMs: 200, bytesPerSecond: 8 * 1024 } });
    const socket = connect(limited.port, '127.0.0.1');
    let text = '';
    socket.on('data', (data) => (text += data.toString('latin1'))).on('error', () => undefined);
    socket.write('POST /v1/session HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n');
    socket.write('content-length: 1000\r\n\r\n');
    const drip = setInterval(() => socket.writable && socket.write('a'), 40);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(drip);
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(text).toMatch(/connection: close/i);
    expect(text).toContain('"code":"body-too-slow"');
  });

  it('is waited for as long as it comes fast enough', async () => {
    await limited.start({ rate: { graceMs: 20, bytesPerSecond: 1 } });
    const body = JSON.stringify(SIGN_IN);
    const socket = connect(limited.port, '127.0.0.1');
    const answer = new Promise<string>((resolve) => {
      socket.once('data', (data) => resolve(data.toString('latin1'))).on('error', () => undefined);
    });
    socket.write('POST /v1/session HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n');
    socket.write(`content-length: ${body.length}\r\n\r\n`);
    for (const part of [body.slice(0, 20), body.slice(20, 40), body.slice(40)]) {
      socket.write(part);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await answer).toMatch(/^HTTP\/1\.1 401 /);
    socket.destroy();
  });
});

it('answers what the platform asks however many calls are worked on', async () => {
  const limited = new Limited();
  await limited.start({ calls: 0 });
  try {
    expect(await limited.status('GET', '/v1/me', {})).toBe(503);
    expect(await limited.status('GET', '/healthz', {})).toBe(200);
    expect(await limited.status('GET', '/readyz', {})).toBe(200);
  } finally {
    await limited.stop();
  }
});

describe('files that do not arrive', () => {
  const trickles = new Trickles(() => port);
  afterEach(() => trickles.end());

  /** Somebody who may import, in an account of their own. */
  async function stranger(n: number): Promise<Pick<Person, 'key'>> {
    const accountId = (await api.stores.accounts.create({ name: `Account ${n}` }))._id;
    const made = await api.stores.users.create({
      email: `u${n}@account${n}.example`,
      firstName: 'U',
      lastName: 'V',
    });
    const userId = made.ok ? made.user._id : made.holder._id;
    await api.stores.memberships.add({ accountId, userId, roleKey: 'account_admin' });
    return api.stores.apiKeys.create({ accountId, userId, name: 'Test' });
  }

  const importing = async (type: Record<string, string>, body: string) =>
    (
      await fetch(`http://127.0.0.1:${port}/v1/invitation-imports?dryRun=true`, {
        method: 'POST',
        headers: { ...type, ...bearer(api.people.admin.key) },
        body,
      })
    ).status;
  const ROWS = JSON.stringify({ rows: [{ partnerName: 'Initech', contactEmail: 'bill@initech.example' }] });

  it('of five accounts keep no other account from importing', async () => {
    for (let n = 0; n < 5; n += 1) {
      const { key } = await stranger(n);
      const answer = await trickles.firstAnswer(3, '/v1/invitation-imports', { ...CSV, ...bearer(key) });
      expect(answer).toMatch(/^HTTP\/1\.1 429 /);
    }
    expect(await importing(CSV, 'partnerName,contactEmail\nInitech,bill@initech.example')).toBe(202);
    expect(await importing(JSON_TYPE, ROWS)).toBe(202);
  });

  it('of the same account keep no rows in JSON from coming', async () => {
    const headers = { ...CSV, ...bearer(api.people.admin.key) };
    expect(await trickles.firstAnswer(3, '/v1/invitation-imports', headers)).toMatch(/^HTTP\/1\.1 429 /);
    expect(await importing(JSON_TYPE, ROWS)).toBe(202);
  });
});
