import fs from 'node:fs';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { createPreviewMailer } from '../../../activities/email/preview-mailer';
import { createApp } from '../../../api/app';
import { createHttpServer } from '../../../api/http/server';
import { publicPages } from '../../../web/public-pages';
import { EMAIL_TEMPLATES } from '../../../workflows/contract';
import { sampleMail } from '../../support/activities/sample-mail';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi, type Person } from '../../support/api/support';

const api = new TestApi();
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'usher-inbox-'));
/** Whoever has such a link sets a password, makes a person or answers in the reader's name. */
const OPENING = [
  'application-returned',
  'apply-link',
  'invitation',
  'membership-offer',
  'new-link',
  'reminder',
  'returned-reminder',
  'set-password',
  'share-notification',
  'welcome',
] as const;
let server: ReturnType<typeof createHttpServer>;

beforeAll(async () => {
  await api.start(fakeTemporal());
  const mailer = createPreviewMailer(dataDir);
  for (const [messageId, template] of [
    ['foreign', 'accepted-notice'],
    ...EMAIL_TEMPLATES.map(
      (template) => [template === 'accepted-notice' ? 'own' : template, template] as const,
    ),
  ] as const) {
    await mailer.send({ ...sampleMail, messageId, template });
    const { accountId } = messageId === 'foreign' ? api.people.other : api.people.admin;
    await api.stores.outbox.claim({ messageId, accountId, template, to: 'bill@initech.example' }, 1_000);
  }
  server = createHttpServer(createApp(api.deps, { pages: publicPages(api.deps, dataDir) }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await api.stop();
  fs.rmSync(dataDir, { recursive: true });
});

const PATHS = ['/dev/inbox', '/dev/inbox.json', '/dev/inbox/own', '/dev/inbox/own/html'];

function get(url: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  const { port } = server.address() as { port: number };
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: url, headers }, (response) => {
      let text = '';
      response.on('data', (data: Buffer) => (text += data.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on('error', reject)
      .end();
  });
}

const statuses = async (headers: Record<string, string>) =>
  new Set((await Promise.all(PATHS.map((url) => get(url, headers)))).map(({ status }) => status));

async function cookieOf({ userId, accountId }: Person): Promise<string> {
  return `usher_session=${(await api.stores.sessions.create({ userId, accountId })).token}`;
}

it.each(['localhost', 'localhost:3000', '127.0.0.1:3000', '127.8.9.1', '[::1]:3000'])(
  'opens to this machine under the name %s',
  async (host) => {
    expect(await statuses({ host })).toEqual(new Set([200]));
  },
);

it.each([
  'evil.example',
  'evil.example:3000',
  'localhost.evil.example',
  '10.0.0.1',
  '127.0.0.1.evil.example',
])('is not there for a page whose name %s was rebound to this machine', async (host) => {
  expect(await statuses({ host })).toEqual(new Set([404]));
});

it('is not there behind a proxy of this machine', async () => {
  for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-host']) {
    expect(await statuses({ host: 'localhost', [header]: '203.0.113.9' })).toEqual(new Set([404]));
  }
});

it('shows an administrator who signed in elsewhere the own e-mails, and none whose link opens a person', async () => {
  const host = 'usher.example';
  const headers = { host, cookie: await cookieOf(api.people.admin) };
  const { text } = await get('/dev/inbox.json', headers);
  const inbox = z.array(z.object({ template: z.string() })).parse(JSON.parse(text));
  const shown = inbox.map(({ template }) => template);
  const harmless = EMAIL_TEMPLATES.filter((template) => !OPENING.some((opening) => opening === template));
  expect(shown.sort()).toEqual(harmless.sort());
  expect((await get('/dev/inbox/own', headers)).status).toBe(200);
  for (const id of OPENING) {
    expect([id, (await get(`/dev/inbox/${id}`, headers)).status]).toEqual([id, 404]);
    expect([id, (await get(`/dev/inbox/${id}/html`, headers)).status]).toEqual([id, 404]);
  }
  expect(await statuses({ host, cookie: await cookieOf(api.people.viewer) })).toEqual(new Set([404]));
});

it('keeps the metrics for this machine as well', async () => {
  expect((await get('/metrics', { host: 'localhost' })).status).toBe(200);
  expect((await get('/metrics', { host: 'evil.example' })).status).toBe(404);
  expect((await get('/metrics', { host: 'localhost', 'x-forwarded-for': '1.2.3.4' })).status).toBe(404);
});
