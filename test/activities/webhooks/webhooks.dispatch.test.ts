import { newId } from '../../../domain/ids';
import { webhookPayload } from '../../../domain/webhooks/payload';
import type { Stores, WebhookDeliveryDoc } from '../../../models';
import { withWebhookWake, WebhookDispatcher } from '../../../worker/webhooks/webhook-dispatcher';
import type { TimelineEntry } from '../../../workflows/contract';
import { useDatabase } from '../../support/models/database';
import { snapshot, storedInvitation } from '../../support/models/samples';
import { endpointAt, FakeTemporal } from '../../support/activities/webhooks-world';

const database = useDatabase('dispatch');

const NOW = Date.now();
const soon = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();
const SYSTEM = { kind: 'system', id: 'usher' } as const;

const STORY: readonly TimelineEntry[] = [
  { n: 1, at: soon(1), type: 'created', actor: { kind: 'user', id: newId('usr') } },
  { n: 2, at: soon(2), type: 'sent', actor: SYSTEM },
  { n: 3, at: soon(3), type: 'remind_later', actor: { kind: 'invitee', id: 'invitee' } },
  { n: 4, at: soon(4), type: 'accepted', actor: { kind: 'invitee', id: 'invitee' } },
];

/** An account with an endpoint for everything and an invitation. */
async function scene(stores: Stores) {
  const endpoint = await endpointAt(stores, 'https://crm.example/hook');
  const id = await storedInvitation(stores, endpoint.accountId, 'peter@initech.example', {
    message: 'canary of the message',
  });
  return { ...endpoint, id };
}

const accepted = (id: string, timeline = STORY) => snapshot(id, { seq: 4, status: 'accepted', timeline });

async function deliveries(stores: Stores, accountId: string, endpointId: string) {
  const page = await stores.webhookDeliveries.list(accountId, endpointId, { sort: 'createdAt', limit: 100 });
  return page.items;
}

const bodyOf = (delivery: WebhookDeliveryDoc) => webhookPayload.parse(JSON.parse(delivery.body));

// Each test looks at everything undispatched, so nothing may be left of the one before.
afterEach(async () => {
  await new WebhookDispatcher(database.stores, new FakeTemporal().client).sweep();
});

it('starts one workflow per entry and endpoint, and none for entries nobody is told of', async () => {
  const { stores } = database;
  const { id, accountId, endpointId } = await scene(stores);
  const temporal = new FakeTemporal();
  await stores.invitations.record(accepted(id));
  expect(await new WebhookDispatcher(stores, temporal.client).sweep()).toEqual({ events: 3, launched: 3 });
  const body = id.slice(4);
  expect([...temporal.started.keys()].sort()).toEqual(
    [1, 2, 4].map((n) => `webhook-${endpointId}-evt_${body}_${n}`),
  );
  const found = await deliveries(stores, accountId, endpointId);
  expect(found.map(({ type }) => type).sort()).toEqual([
    'invitation.accepted',
    'invitation.created',
    'invitation.sent',
  ]);
  expect(found.map((one) => bodyOf(one).data.status).sort()).toEqual(['accepted', 'created', 'sent']);
  expect([...temporal.started.values()]).toContainEqual({
    deliveryId: found[0]?._id,
    endpointId,
    eventId: found[0]?.eventId,
  });
});

it('has every member that the schema promises and nothing personal', async () => {
  const { stores } = database;
  const { id, accountId, endpointId } = await scene(stores);
  const operator = { kind: 'operator', id: 'olga@acme.example' } as const;
  const detail = { step: 'shareRecords', type: 'ProvisioningRefused', note: 'canary of a detail' };
  const timeline = [
    ...STORY,
    { n: 5, at: soon(5), type: 'provisioning_failed', actor: operator, detail },
  ] as const;
  await stores.invitations.record(snapshot(id, { seq: 5, status: 'failed', timeline }));
  await new WebhookDispatcher(stores, new FakeTemporal().client).sweep();
  const found = await deliveries(stores, accountId, endpointId);
  const failed = found.find(({ type }) => type === 'invitation.provisioning_failed');
  expect(bodyOf(failed!)).toEqual({
    type: 'invitation.provisioning_failed',
    timestamp: soon(5),
    data: {
      invitationId: id,
      accountId,
      program: 'default',
      partnerName: 'Initech',
      status: 'failed',
      actor: { kind: 'operator', id: null },
      expiresAt: expect.stringMatching(/Z$/) as unknown,
      partnershipId: null,
      partnerAccountId: null,
      detail: { step: 'shareRecords', type: 'ProvisioningRefused' },
    },
  });
  expect(JSON.stringify(found)).not.toMatch(/canary|@|peter|gibbons/i);
});

it('tells of what the API wrote by itself', async () => {
  const { stores } = database;
  const { id, accountId, endpointId } = await scene(stores);
  await stores.invitations.markViewed(id, new Date());
  await new WebhookDispatcher(stores, new FakeTemporal().client).sweep();
  const found = await deliveries(stores, accountId, endpointId);
  expect(found.map(({ type, eventId }) => [type, eventId])).toEqual([
    ['invitation.viewed', `evt_${id.slice(4)}_viewed`],
  ]);
});

it('finds after a crash what was recorded and not dispatched', async () => {
  const { stores } = database;
  const { id } = await scene(stores);
  await stores.invitations.record(accepted(id));
  // The process died here. Another one looks:
  const temporal = new FakeTemporal();
  await new WebhookDispatcher(stores, temporal.client).sweep();
  expect(temporal.started.size).toBe(3);
});

it('loses nothing and repeats nothing when Temporal goes away half way', async () => {
  const { stores } = database;
  const { id, accountId, endpointId } = await scene(stores);
  await stores.invitations.record(accepted(id));
  const temporal = new FakeTemporal();
  temporal.failing = 2;
  const dispatcher = new WebhookDispatcher(stores, temporal.client);
  await expect(dispatcher.sweep()).rejects.toThrow('away');
  expect(temporal.started.size).toBeLessThan(3);
  await dispatcher.sweep();
  await dispatcher.sweep();
  expect(temporal.started.size).toBe(3);
  expect(await deliveries(stores, accountId, endpointId)).toHaveLength(3);
});

it('starts nothing twice when it dies between the start and the mark', async () => {
  const { stores } = database;
  const { id, accountId, endpointId } = await scene(stores);
  await stores.invitations.record(accepted(id));
  const temporal = new FakeTemporal();
  const dying = {
    ...stores,
    webhookDeliveries: Object.assign(Object.create(stores.webhookDeliveries) as Stores['webhookDeliveries'], {
      markLaunched: () => Promise.reject(new Error('killed')),
    }),
  };
  await expect(new WebhookDispatcher(dying, temporal.client).sweep()).rejects.toThrow('killed');
  await new WebhookDispatcher(stores, temporal.client).sweep();
  expect(temporal.started.size).toBe(3);
  const found = await deliveries(stores, accountId, endpointId);
  expect(found.map(({ launchAt }) => launchAt)).toEqual([null, null, null]);
});

it('ends in one delivery each when several workers look at once', async () => {
  const { stores } = database;
  const { id, accountId, endpointId } = await scene(stores);
  await stores.invitations.record(accepted(id));
  const temporal = new FakeTemporal();
  const workers = Array.from({ length: 5 }, () => new WebhookDispatcher(stores, temporal.client));
  await Promise.all(workers.map((worker) => worker.sweep()));
  expect(temporal.started.size).toBe(3);
  expect(await deliveries(stores, accountId, endpointId)).toHaveLength(3);
});

it('waits with an entry until the read model has what it tells of', async () => {
  const { stores } = database;
  const { id } = await scene(stores);
  await stores.events.addRecorded(id, STORY);
  const temporal = new FakeTemporal();
  const dispatcher = new WebhookDispatcher(stores, temporal.client);
  await dispatcher.sweep();
  expect(temporal.started.size).toBe(0);
  await stores.invitations.record(accepted(id));
  await dispatcher.sweep();
  expect(temporal.started.size).toBe(3);
});

it('tells only what was asked for, and nothing that was long over', async () => {
  const { stores } = database;
  const { id, accountId } = await scene(stores);
  const made = await stores.webhookEndpoints.create({
    accountId,
    url: 'https://crm.example/declined',
    events: ['invitation.declined'],
    createdBy: newId('usr'),
  });
  const declinedOnly = made === 'full' ? '' : made.endpoint._id;
  const old = { n: 5, at: new Date(NOW - 3_600_000).toISOString(), type: 'reminded', actor: SYSTEM } as const;
  await stores.invitations.record(snapshot(id, { seq: 5, status: 'accepted', timeline: [...STORY, old] }));
  const temporal = new FakeTemporal();
  expect(await new WebhookDispatcher(stores, temporal.client).sweep()).toMatchObject({ events: 4 });
  expect(temporal.started.size).toBe(3);
  expect(await deliveries(stores, accountId, declinedOnly)).toEqual([]);
});

it('tells each account of its own invitations only, when entries of several are swept together', async () => {
  const { stores } = database;
  const scenes = [await scene(stores), await scene(stores), await scene(stores)];
  for (const { id } of scenes) await stores.invitations.record(accepted(id));
  const temporal = new FakeTemporal();
  expect(await new WebhookDispatcher(stores, temporal.client).sweep()).toMatchObject({ events: 9 });
  for (const { id, accountId, endpointId } of scenes) {
    const told = await deliveries(stores, accountId, endpointId);
    expect(told.map((one) => bodyOf(one).data)).toEqual(
      Array.from({ length: 3 }, () => expect.objectContaining({ invitationId: id, accountId }) as unknown),
    );
  }
  expect(temporal.started.size).toBe(9);
});

it('notes for a paused endpoint what it missed, so that it can be replayed', async () => {
  const { stores } = database;
  const { id, accountId, endpointId } = await scene(stores);
  await stores.webhookEndpoints.pause(endpointId, 'failing');
  await stores.invitations.record(accepted(id));
  const temporal = new FakeTemporal();
  const dispatcher = new WebhookDispatcher(stores, temporal.client);
  await dispatcher.sweep();
  expect(temporal.started.size).toBe(0);
  const [missed] = await deliveries(stores, accountId, endpointId);
  expect(missed).toMatchObject({ state: 'failed', error: 'endpoint-paused', attempts: [] });
  await stores.webhookEndpoints.resume(accountId, endpointId);
  const replay = await stores.webhookDeliveries.replay(missed!);
  expect(await dispatcher.sweep()).toEqual({ events: 0, launched: 1 });
  expect([...temporal.started]).toEqual([
    [
      `webhook-${endpointId}-${missed!.eventId}-${replay._id}`,
      { deliveryId: replay._id, endpointId, eventId: missed!.eventId },
    ],
  ]);
  expect(replay.body).toBe(missed?.body);
});

it('repeats nothing when a timeline is rebuilt', async () => {
  const { stores, connection } = database;
  const { id } = await scene(stores);
  const temporal = new FakeTemporal();
  const dispatcher = new WebhookDispatcher(stores, temporal.client);
  await stores.invitations.record(accepted(id));
  await dispatcher.sweep();
  await connection.collection('invitation_events').deleteMany({ invitationId: id });
  await stores.invitations.rebuild(accepted(id));
  await dispatcher.sweep();
  expect(temporal.calls).toBe(3);
});

it('wakes by itself when the read model is written, and survives trouble', async () => {
  const { stores } = database;
  const { id } = await scene(stores);
  const temporal = new FakeTemporal();
  temporal.failing = 1;
  const complaints: string[] = [];
  const dispatcher = new WebhookDispatcher(stores, temporal.client, {
    log: (message) => complaints.push(message),
  });
  const projection = withWebhookWake(stores.invitations, dispatcher);
  await projection.record(accepted(id));
  await dispatcher.stop();
  expect(complaints).toHaveLength(1);
  const next = new WebhookDispatcher(stores, temporal.client);
  await withWebhookWake(stores.invitations, next).record(accepted(id));
  await next.stop();
  expect(temporal.started.size).toBe(3);
});
