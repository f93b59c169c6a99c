import { NativeConnection, Worker } from '@temporalio/worker';
import { postWebhookEndpoints } from '../../../api/webhooks/create';
import { bodyOf } from '../../support/api/declared-answers';
import { createWebhookSender } from '../../../activities/webhooks/webhook-sender';
import { createDeliverWebhook } from '../../../activities/webhooks/deliver-webhook';
import { isPublicAddress } from '../../../domain/security/public-address';
import { webhookPayload } from '../../../domain/webhooks/payload';
import { WebhookDispatcher } from '../../../worker/webhooks/webhook-dispatcher';
import { WEBHOOK_TASK_QUEUE } from '../../../workflows/contract';
import { answer, inOrder, startReceiver, validSignatures, type Receiver } from '../../support/receiver';
import { eventually } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const ENDPOINTS = '/v1/webhook-endpoints';

const world = new TestWorld();
let receiver: Receiver;
let native: NativeConnection;
let dispatcher: WebhookDispatcher;
let worker: Worker;
let running: Promise<void>;

beforeAll(async () => {
  await world.startWorld();
  Object.assign(world.deps.settings, { webhookAllowPrivate: true });
  receiver = await startReceiver();
  native = await NativeConnection.connect({ address: world.temporalAddress });
  const sender = createWebhookSender({ allowPrivate: true, isPublicAddress });
  worker = await Worker.create({
    connection: native,
    namespace: 'default',
    taskQueue: WEBHOOK_TASK_QUEUE,
    activities: {
      deliverWebhook: createDeliverWebhook({ webhooks: { log: world.stores.webhookLog, sender } }),
    },
  });
  running = worker.run();
  dispatcher = new WebhookDispatcher(world.stores, world.client);
  dispatcher.start();
});
afterAll(async () => {
  await dispatcher.stop();
  worker.shutdown();
  await running;
  await native.close();
  await receiver.close();
  await world.stopWorld();
});

const payloads = () => receiver.received.map(({ body }) => webhookPayload.parse(JSON.parse(body)));
const typesOf = (id: string) =>
  payloads()
    .filter(({ data }) => data.invitationId === id)
    .map(({ type }) => type.replace('invitation.', ''))
    .sort();

it('tells a real receiver the whole life of an invitation, once, signed and without personal data', async () => {
  const { admin } = world.people;
  const made = await world.post(ENDPOINTS, admin, { url: receiver.url });
  const { id: endpointId, secret } = bodyOf(postWebhookEndpoints, made);
  receiver.behave(inOrder(answer(500), answer(204)));
  const { id, email, token } = await world.invited({ contactFirstName: 'Canary', message: 'canary' });
  await world.post('/v1/public/invitation/lookup', undefined, { token });
  await world.post('/v1/public/invitation/decline', undefined, { token, reason: 'a canary of a reason' });
  const delivered = await eventually(
    async () => {
      const { body } = await world.get(`${ENDPOINTS}/${endpointId}/deliveries?state=delivered`, admin);
      return body.items.map(({ type }) => type).sort();
    },
    (types) => types.length >= 4,
  );
  expect(delivered).toEqual(['created', 'declined', 'sent', 'viewed'].map((type) => `invitation.${type}`));
  // The first answer was 500, so one of them came twice, as the same event.
  expect(receiver.received).toHaveLength(5);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(4);
  expect(receiver.received.map((one) => validSignatures(one, secret ?? ''))).toEqual([1, 1, 1, 1, 1]);
  const said = JSON.stringify(receiver.received);
  for (const personal of ['canary', 'Canary', email, token]) expect(said).not.toContain(personal);
  expect(typesOf(id)).toHaveLength(5);
});

it('replays a delivery through Temporal', async () => {
  const { admin } = world.people;
  const made = await world.post(ENDPOINTS, admin, { url: receiver.url, events: ['invitation.sent'] });
  const { id: endpointId } = made.body;
  const { id } = await world.invited();
  const log = () => world.get(`${ENDPOINTS}/${endpointId}/deliveries`, admin);
  const first = await eventually(
    async () => (await log()).body.items[0],
    (delivery) => delivery !== undefined && JSON.stringify(delivery).includes('"state":"delivered"'),
  );
  const before = typesOf(id).length;
  const path = `${ENDPOINTS}/${endpointId}/deliveries/${first?.id ?? ''}/replay`;
  const replayed = await world.post(path, admin);
  expect(replayed.status).toBe(202);
  await eventually(
    async () => (await log()).text,
    (text) => !text.includes('"state":"pending"'),
  );
  expect((await log()).body.items).toHaveLength(2);
  expect(typesOf(id).length).toBeGreaterThan(before);
});

it.each(['slack', 'teams'] as const)(
  'tells the approvers in %s when they have to decide, and again',
  async (format) => {
    const { admin } = world.people;
    receiver.behave(answer(200));
    const url = receiver.url.replace('/hook', `/${format}`);
    expect((await world.call('PUT', '/v1/approval-chat', { as: admin, body: { format, url } })).status).toBe(
      200,
    );
    await world.post('/v1/approval-chat/test', admin);
    const body = { autoOnboarding: false, escalateAfter: 'PT2S' };
    await world.call('PUT', '/v1/programs/told', { as: admin, body });
    const { id, email, token } = await world.invited({ program: 'told', contactFirstName: 'Canary' });
    await world.post('/v1/public/invitation/accept', undefined, { token });
    const said = await eventually(
      () =>
        Promise.resolve(receiver.received.filter(({ path }) => path === `/${format}`).map((one) => one.body)),
      (bodies) => bodies.length >= 3,
    );
    for (const words of ['This is a test', 'Initech has applied', 'Initech still waits']) {
      expect({ words, told: said.some((one) => one.includes(words)) }).toEqual({ words, told: true });
    }
    const about = said.filter((one) => one.includes('Initech'));
    expect(about.every((one) => one.includes(`/invitations/${id}`))).toBe(true);
    for (const personal of [email, token, 'Canary']) expect(said.join()).not.toContain(personal);
    await world.call('DELETE', '/v1/approval-chat', { as: admin });
  },
);
