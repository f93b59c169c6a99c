import { connect } from 'node:net';
import os from 'node:os';
import express from 'express';
import { createApp } from '../../api/app';
import { createHttpServer } from '../../api/http-server';
import { publicPages } from '../../api/pages/public-pages';
import { fakeTemporal } from '../api/fake-temporal';
import { INSTANCE_KEY, TestApi } from '../api/support';

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

/** Sends a head that announces ten megabytes and none of them; the status of the answer, or nothing in 3 s. */
function statusWithoutBody(path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const give = (status: number | undefined) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(status);
    };
    const timer = setTimeout(() => give(undefined), 3_000);
    socket.once('data', (data) => give(Number(/^HTTP\/1\.1 (\d+)/.exec(data.toString('latin1'))?.[1])));
    socket.on('error', () => give(undefined));
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
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.on('data', (data) => (text += data.toString('latin1')));
      socket.once('close', () => resolve(text)).once('error', () => resolve(text));
      setTimeout(() => reject(new Error('still open')), 10_000).unref();
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
