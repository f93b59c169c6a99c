import { Client, Connection } from '@temporalio/client';
import type { UsherProcess } from '../../scripts/demo/instance';
import { settleSecrets } from '../../scripts/data-folder';
import { startEngines, type Engines } from '../../engines';
import { readConfig } from '../../config/env';
import { seedDemo } from '../../worker/seed-demo';
import { Relay } from './relay';
import {
  eventually,
  guest,
  reaches,
  removeDataDir,
  spawnUsher,
  temporaryDataDir,
  UsherClient,
  type InboxMail,
  type InvitationView,
} from '../support/usher';

jest.setTimeout(300_000);

const PASSWORD = 'correct horse battery';

/** Engines behind relays that can be cut, with an API and a worker in processes of their own. */
let dataDir: string;
let engines: Engines;
let temporalRelay: Relay;
let mongoRelay: Relay;
let env: Record<string, string>;
let api: UsherProcess;
let worker: UsherProcess;
let stranger: UsherClient;
let admin: UsherClient;
let acme: UsherClient;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  const { secret, instanceKey } = await settleSecrets(readConfig({ USHER_DATA_DIR: dataDir }));
  engines = await startEngines({ dataDir }, { log: () => undefined });
  const mongo = new URL(engines.mongodb.uri);
  temporalRelay = await Relay.to(engines.temporal.address);
  mongoRelay = await Relay.to(mongo.host);
  mongo.host = mongoRelay.address;
  env = {
    MONGODB_URI: mongo.toString(),
    TEMPORAL_ADDRESS: temporalRelay.address,
    TEMPORAL_NAMESPACE: engines.temporal.namespace,
    USHER_SECRET: secret,
    USHER_INSTANCE_KEY: instanceKey,
    PUBLIC_URL: 'http://127.0.0.1:3000',
  };
  const people = await seedDemo({ mongodbUri: engines.mongodb.uri, dataDir, secret });
  worker = spawnUsher({ dataDir, script: 'worker', env });
  api = spawnUsher({ dataDir, script: 'api', env });
  stranger = new UsherClient(await printedUrl(api));
  admin = stranger.withApiKey(people.otherAdmin.apiKey);
  acme = stranger.withApiKey(people.admin.apiKey);
  await ready(true);
});

afterAll(async () => {
  await Promise.all([api.stop(), worker.stop()]);
  await Promise.all([temporalRelay.cut(), mongoRelay.cut()]);
  await engines.stop();
  await removeDataDir(dataDir);
});

it('answers 202 while no worker runs, and counts the answer once when one is back', async () => {
  const { id } = await admin.post<InvitationView>('/v1/invitations', guest());
  const accept = { body: { token: await tokenOf(id), password: PASSWORD } };
  await reaches(admin, id, 'sent');
  expect(await worker.stop()).toBe(0);

  const accepted = await stranger.call('POST', '/v1/public/invitation/accept', accept);
  expect(accepted).toMatchObject({ status: 202, body: { status: 'queued', invitationId: id } });
  const again = await stranger.call('POST', '/v1/public/invitation/accept', accept);
  expect(again).toMatchObject({ status: 202, body: { status: 'queued', invitationId: id } });
  const revoked = await admin.call('POST', '/v1/invitations/' + id + '/revoke');
  expect(revoked.status).toBe(202);

  worker = spawnUsher({ dataDir, script: 'worker', env });
  await reaches(admin, id, 'active');
  const { items } = await admin.get<{ items: { type: string }[] }>(`/v1/invitations/${id}/timeline`);
  const types = items.map(({ type }) => type);
  expect(types.filter((type) => type === 'accepted')).toHaveLength(1);
  expect(types.filter((type) => type === 'activated')).toHaveLength(1);
  // The later decision found the invitation accepted and changed nothing.
  expect(types).not.toContain('revoked');
  await ready(true);
});

it('answers 503 while Temporal is away, loses nothing and needs no restart', async () => {
  const { id } = await acme.post<InvitationView>('/v1/invitations', guest());
  const token = await tokenOf(id);
  const body = guest();
  await temporalRelay.cut();

  const create = await admin.call('POST', '/v1/invitations', { body, idempotencyKey: 'while-away' });
  expectUnavailable(create, 'temporal-unavailable');
  const accept = await stranger.call('POST', '/v1/public/invitation/accept', {
    body: { token, password: PASSWORD },
  });
  expectUnavailable(accept, 'temporal-unavailable');
  expect((await acme.call('GET', '/v1/invitations?view=sent')).status).toBe(200);
  const notReady = await ready(false);
  expect(notReady.parts).toMatchObject({ temporal: false, database: true });
  expect((await stranger.call('GET', '/healthz')).status).toBe(200);

  await temporalRelay.mend();
  await ready(true);
  const repeated = await admin.call<InvitationView>('POST', '/v1/invitations', {
    body,
    idempotencyKey: 'while-away',
  });
  expect(repeated).toMatchObject({ status: 201, body: { contactEmail: body.contactEmail } });
  await reaches(admin, repeated.body.id, 'sent');
  await stranger.post('/v1/public/invitation/accept', { token, password: PASSWORD });
  await reaches(acme, id, 'pending_approval');
});

it('answers 503 while MongoDB is away, while invitations go on', async () => {
  const { id } = await acme.post<InvitationView>('/v1/invitations', guest());
  const token = await tokenOf(id);
  await stranger.post('/v1/public/invitation/accept', { token, password: PASSWORD });
  await reaches(acme, id, 'pending_approval');
  await mongoRelay.cut();

  expectUnavailable(await acme.call('GET', '/v1/invitations?view=sent'), 'database-unavailable');
  expectUnavailable(await acme.call('POST', '/v1/invitations', { body: guest() }), 'database-unavailable');
  expectUnavailable(
    await stranger.call('POST', '/v1/public/invitation/lookup', { body: { token } }),
    'database-unavailable',
  );
  const notReady = await ready(false);
  expect(notReady.parts).toMatchObject({ temporal: true, database: false });

  const connection = await Connection.connect({ address: engines.temporal.address });
  const client = new Client({ connection, namespace: engines.temporal.namespace });
  try {
    const approved = await client.workflow.getHandle(`invitation-${id}`).executeUpdate('approveInvitation', {
      args: [{ decisionId: 'while-away', actor: { kind: 'operator', id: 'olga' } }],
    });
    expect(approved).toMatchObject({ status: 'provisioning' });
  } finally {
    await connection.close();
  }

  await mongoRelay.mend();
  await ready(true);
  await reaches(acme, id, 'active');
});

it('stops both processes with 0 while an engine is away', async () => {
  await temporalRelay.cut();
  const codes = await Promise.all([api.stop(), worker.stop('SIGINT')]);
  expect(codes).toEqual([0, 0]);
});

interface Readiness {
  readonly parts: Readonly<Record<string, boolean>>;
}

/** Waits until every part answers, or until one is missing. */
function ready(isWhole: boolean): Promise<Readiness> {
  return eventually(`/readyz to say ${isWhole ? 'that all is there' : 'what is missing'}`, async () => {
    const { body } = await stranger.call<Readiness>('GET', '/readyz');
    return Object.values(body.parts).every(Boolean) === isWhole ? body : undefined;
  });
}

function expectUnavailable(
  answer: { status: number; headers: Headers; body: unknown },
  code: 'temporal-unavailable' | 'database-unavailable',
): void {
  expect(answer).toMatchObject({ status: 503, body: { status: 503, code } });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
}

/** The API prints where it listens once it does. */
function printedUrl(process: UsherProcess): Promise<string> {
  return eventually('the API to listen', () => {
    if (process.hasEnded) throw new Error(process.log);
    return Promise.resolve(/listens on (http:\S+?)\.?\s/.exec(process.log)?.[1]);
  });
}

async function tokenOf(id: string): Promise<string> {
  const mail = await eventually('the e-mail', async () => {
    const inbox = await stranger.get<readonly InboxMail[]>('/dev/inbox.json');
    return inbox.find((one) => one.invitationId === id && one.template === 'invitation');
  });
  return new URL(mail.links[0] ?? '').searchParams.get('token') ?? '';
}
