import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { answer, startReceiver, type Receiver } from '../support/receiver';
import { pathTo, spansIn } from '../support/spans';
import {
  eventually,
  reaches,
  RunningUsher,
  temporaryDataDir,
  type InvitationView,
  type UsherClient,
} from '../support/usher';

jest.setTimeout(300_000);

/** Stands in every personal field of everything below, and nowhere else. */
const CANARY = `canary${randomBytes(6).toString('hex')}`;
const PASSWORD = `${CANARY}password`;
const FIELDS = [
  { key: 'motto', label: 'Motto', type: 'text', required: false, filledBy: 'inviter' },
  { key: 'hobby', label: 'Hobby', type: 'text', required: false, filledBy: 'invitee' },
];

let usher: RunningUsher;
let receiver: Receiver;
let collector: Receiver;
let printed = '';
const problems: string[] = [];
const tokens: string[] = [];
const ids: string[] = [];
let people = 0;

beforeAll(async () => {
  [receiver, collector] = await Promise.all([startReceiver(), startReceiver(answer(200))]);
  const env = {
    LOG_LEVEL: 'debug',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.port}`,
    OTEL_BSP_SCHEDULE_DELAY: '200',
    WEBHOOK_ALLOW_PRIVATE: 'true',
    USHER_FAULTS: 'shareRecords:permanent:1,sendEmail:transient:2,createAccount:transient:1',
  };
  const dataDir = await temporaryDataDir();
  usher = await RunningUsher.start({ dataDir, env });
  printed = usher.process.log;
  const keep = (chunk: Buffer) => (printed += chunk.toString());
  usher.process.child.stdout?.on('data', keep);
  usher.process.child.stderr?.on('data', keep);
  for (const admin of [usher.admin, usher.otherAdmin]) {
    await admin.put('/v1/programs/default', { customFields: FIELDS, resendCooldown: 'PT0S' });
    await admin.post('/v1/webhook-endpoints', { url: receiver.url, events: eventsOf() });
  }
});
afterAll(async () => {
  await usher.discard();
  await Promise.all([receiver.close(), collector.close()]);
});

const eventsOf = () =>
  ['created', 'sent', 'accepted', 'declined', 'revoked', 'approval_requested', 'approved', 'rejected']
    .concat('activated', 'provisioning_failed', 'resent', 'viewed')
    .map((type) => `invitation.${type}`);

/** Notes the body of whatever is refused. */
async function refused(client: UsherClient, method: string, to: string, body: unknown): Promise<void> {
  const answer = await client.call(method, to, { body });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  problems.push(JSON.stringify(answer.body));
}

async function invite(admin: UsherClient, more: object = {}): Promise<{ id: string; token: string }> {
  people += 1;
  const { id } = await admin.post<InvitationView>('/v1/invitations', {
    partnerName: `Partner ${people}`,
    contactFirstName: `${CANARY}First`,
    contactLastName: `${CANARY}Last`,
    contactEmail: `${CANARY}${people}@partner.example`,
    phoneNumber: `+4930${String(7_770_000 + people)}`,
    message: `${CANARY} says hello`,
    customFields: { motto: `${CANARY}motto` },
    ...more,
  });
  const token = await usher.token(id);
  ids.push(id);
  tokens.push(token);
  return { id, token };
}

const application = () => ({
  contact: { contactFirstName: `${CANARY}New`, phoneNumber: `+4930${String(8_880_000 + people)}` },
  customFields: { hobby: `${CANARY}hobby` },
  password: PASSWORD,
});
const publicly = (verb: string, body: object) => usher.stranger.post(`/v1/public/invitation/${verb}`, body);

it('lives through everything that can happen to an invitation', async () => {
  const { admin, approver, operator, otherAdmin, stranger } = usher;
  const { items: workspaces } = await otherAdmin.get<{ items: { id: string }[] }>('/v1/workspaces');
  const workspaceId = workspaces[0]?.id ?? '';
  const folders = await otherAdmin.get<{ items: { id: string }[] }>(`/v1/workspaces/${workspaceId}/folders`);
  const share = { workspaceId, folderIds: folders.items.map(({ id }) => id) };

  const parked = await invite(otherAdmin, { share });
  await publicly('lookup', { token: parked.token });
  await publicly('accept', { token: parked.token, ...application() });
  await reaches(otherAdmin, parked.id, 'failed');
  await otherAdmin.post(`/v1/invitations/${parked.id}/retry`);
  await reaches(otherAdmin, parked.id, 'active');

  const declined = await invite(otherAdmin);
  await publicly('decline', { token: declined.token, reason: `${CANARY} is too busy` });
  const revoked = await invite(otherAdmin);
  await otherAdmin.post(`/v1/invitations/${revoked.id}/resend`);
  await otherAdmin.post(`/v1/invitations/${revoked.id}/revoke`, { reason: `${CANARY} was a mistake` });

  const approved = await invite(admin);
  await publicly('accept', { token: approved.token, ...application() });
  await reaches(admin, approved.id, 'pending_approval');
  await admin.call('PATCH', `/v1/invitations/${approved.id}`, {
    body: { contactLastName: `${CANARY}Fixed` },
  });
  await approver.post(`/v1/invitations/${approved.id}/approve`, { note: `${CANARY} looks fine` });
  await reaches(admin, approved.id, 'active');
  const rejected = await invite(admin);
  await publicly('accept', { token: rejected.token, ...application() });
  await reaches(admin, rejected.id, 'pending_approval');
  await approver.post(`/v1/invitations/${rejected.id}/reject`, { reason: `${CANARY} is unknown` });

  const address = `${CANARY}${people}@partner.example`;
  await stranger.post('/v1/password-resets', { email: `${CANARY}1@partner.example` });
  await usher.admin.call('GET', `/v1/invitations?search=${CANARY}`);
  const erased = await admin.post<{ id: string }>('/v1/privacy/erase', { email: address });
  await eventually('the erasure', async () => {
    const { status } = await admin.get<{ status: string }>(`/v1/privacy/erasures/${erased.id}`);
    return status === 'completed' ? status : undefined;
  });
  expect((await operator.call('POST', '/v1/invitations', { body: {} })).status).toBe(403);
});

it('refuses without repeating what it was told', async () => {
  const { admin, stranger } = usher;
  const open = await invite(admin);
  await refused(admin, 'POST', '/v1/invitations', {
    partnerName: 'Again',
    contactEmail: `${CANARY}${people}@partner.example`,
  });
  await refused(admin, 'POST', '/v1/invitations', { partnerName: 'X', contactEmail: `${CANARY} at home` });
  await refused(admin, 'PATCH', `/v1/invitations/${open.id}`, { phoneNumber: CANARY });
  await refused(admin, 'PATCH', `/v1/invitations/${open.id}`, { customFields: { motto: [CANARY] } });
  await refused(stranger, 'POST', '/v1/session', { email: `${CANARY}@x.example`, password: PASSWORD });
  await refused(stranger, 'POST', '/v1/public/invitation/lookup', { token: `v1.${CANARY}` });
  await refused(stranger, 'POST', '/v1/public/set-password', { token: CANARY, password: PASSWORD });
  await refused(stranger, 'POST', '/v1/public/invitation/accept', { token: open.token, password: 'short' });
  expect(problems.filter((body) => body.includes(CANARY))).toEqual([]);
});

it('is found in no webhook', async () => {
  await eventually('the webhooks', async () => {
    const types = new Set(receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type));
    const all = ['activated', 'declined', 'revoked', 'rejected', 'provisioning_failed'];
    return Promise.resolve(all.every((type) => types.has(`invitation.${type}`)) || undefined);
  });
  expect(receiver.received.filter((one) => JSON.stringify(one).includes(CANARY))).toEqual([]);
  for (const token of tokens) expect(JSON.stringify(receiver.received)).not.toContain(secretOf(token));
});

it('is found in no trace, and a trace leads from an acceptance to the account', async () => {
  const accept = 'POST /v1/public/invitation/accept';
  const steps = await eventually('the traces', () => {
    const spans = collector.received.flatMap(({ body }) => spansIn(body));
    const account = spans.find(({ name }) => name === 'createAccount');
    const way = account && pathTo(account, spans);
    return Promise.resolve(way?.at(-1) === accept ? way : undefined);
  });
  expect(steps).toEqual(['createAccount', 'update acceptInvitation', accept]);
  expect(collector.received.filter(({ body }) => body.includes(CANARY))).toEqual([]);
  for (const token of tokens) expect(JSON.stringify(collector.received)).not.toContain(secretOf(token));
});

it('is found in no metric', async () => {
  expect(JSON.stringify(await usher.stranger.get('/metrics'))).not.toContain(CANARY);
});

it('is found nowhere in what Temporal stores', async () => {
  const stored = await temporalFiles();
  // The search works: what may be there is found.
  for (const id of ids) expect(stored.includes(id)).toBe(true);
  expect(stored.includes(CANARY)).toBe(false);
  for (const token of tokens) expect(stored.includes(secretOf(token))).toBe(false);
  const encoded = [0, 1, 2].map((shift) =>
    Buffer.from(`${' '.repeat(shift)}${CANARY}`)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  expect(encoded.filter((text) => stored.includes(text))).toEqual([]);
});

it('is found in no log at debug level', () => {
  expect(printed).toContain('/v1/invitations');
  expect(lines(CANARY)).toEqual([]);
  for (const token of tokens) expect(lines(secretOf(token))).toEqual([]);
});

/** Of a token only its last part is secret. */
function secretOf(token: string): string {
  return token.slice(token.lastIndexOf('.') + 1);
}

function lines(needle: string): string[] {
  return printed.split('\n').filter((line) => line.includes(needle));
}

async function temporalFiles(): Promise<Buffer> {
  const names = await readdir(usher.dataDir, { recursive: true });
  const files = names.filter((name) => path.basename(name).startsWith('temporal.db'));
  expect(files.length).toBeGreaterThan(0);
  return Buffer.concat(await Promise.all(files.map((name) => readFile(path.join(usher.dataDir, name)))));
}
