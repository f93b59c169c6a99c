import { newId } from '../../../domain/ids';
import type { Stores } from '../../../models';
import { WebhookDispatcher } from '../../../worker/webhooks/webhook-dispatcher';
import { useDatabase } from '../../support/models/database';
import { storedInvitation } from '../../support/models/samples';
import { answer, startReceiver, validSignatures, type Receiver } from '../../support/receiver';
import { anySender, deliverer, endpointAt, FakeTemporal } from '../../support/activities/webhooks-world';

const database = useDatabase('first_attempts');

let receiver: Receiver;
let temporal: FakeTemporal;
beforeEach(async () => {
  receiver = await startReceiver();
  temporal = new FakeTemporal();
});
afterEach(() => receiver.close());

/** A worker's dispatcher; of a process that dies, something is replaced. */
const worker = (stores: Stores = database.stores, sender = anySender()) =>
  new WebhookDispatcher(stores, temporal.client, { sender });

/** Looks once and makes the first attempts. */
async function dispatch(dispatcher = worker()) {
  await dispatcher.sweep();
  await dispatcher.settled();
}

/** An account with an endpoint at the receiver and an invitation that was viewed by so many people. */
async function scene(views = 1) {
  const endpoint = await endpointAt(database.stores, receiver.url);
  const id = await storedInvitation(database.stores, endpoint.accountId, 'peter@initech.example');
  await viewed(id, views);
  return { ...endpoint, id };
}

async function viewed(id: string, times: number): Promise<void> {
  for (let n = 1; n <= times; n += 1) {
    const event = { at: new Date(), type: 'viewed', actor: { kind: 'invitee', id: 'invitee' } } as const;
    await database.stores.events.addOwn(id, `viewed-${newId('inv').slice(4)}`, event);
  }
}

const log = async ({ accountId, endpointId }: { accountId: string; endpointId: string }) =>
  (
    await database.stores.webhookDeliveries.list(accountId, endpointId, {
      ...{ sort: 'createdAt', limit: 100 },
    })
  ).items;

const idsReceived = () => receiver.received.map(({ headers }) => headers['webhook-id']);

/** The time of a process that made first attempts is over. */
async function claimsLapse(): Promise<void> {
  await database.connection
    .collection('webhook_deliveries')
    .updateMany({ launchAt: { $ne: null } }, { $set: { launchAt: new Date(Date.now() - 1) } });
}

/** What a dead process never comes back from. */
const never = () => new Promise<never>(() => undefined);

/** The stores of a process that dies where it would call this. */
function dyingAt(method: 'note' | 'find'): Stores {
  const webhookLog = Object.create(database.stores.webhookLog) as Stores['webhookLog'];
  return { ...database.stores, webhookLog: Object.assign(webhookLog, { [method]: never }) };
}

it('is made without a workflow, signed and logged', async () => {
  const one = await scene();
  await dispatch();
  expect(validSignatures(receiver.received[0]!, one.secret)).toBe(1);
  expect(await log(one)).toMatchObject([
    { state: 'delivered', attemptCount: 1, attempts: [{ n: 1, status: 204 }], launchAt: null },
  ]);
  await claimsLapse();
  await dispatch();
  expect(temporal.calls).toBe(0);
  expect(receiver.received).toHaveLength(1);
});

it('hands over to a workflow what was refused, which waits for the second attempt', async () => {
  receiver.behave(answer(503, { 'retry-after': '600' }));
  const one = await scene();
  await dispatch();
  const [refused] = await log(one);
  expect(refused).toMatchObject({ state: 'pending', attemptCount: 1, launchAt: null });
  expect([...temporal.started.values()]).toMatchObject([{ deliveryId: refused?._id }]);
  expect(temporal.delays[0]).toBeGreaterThan(500_000);
  expect(temporal.delays[0]).toBeLessThanOrEqual(600_000);
});

it('is left to a workflow where the endpoint is known to refuse', async () => {
  receiver.behave(answer(500));
  const one = await scene();
  await dispatch();
  await viewed(one.id, 1);
  await dispatch();
  expect(receiver.received).toHaveLength(1);
  expect(temporal.started.size).toBe(2);
});

it('is made by a workflow after a kill between the claim and the sending', async () => {
  const one = await scene();
  const killed = worker(database.stores, { send: never });
  await killed.sweep();
  await dispatch();
  // Nobody takes what another process may be sending.
  expect(temporal.started.size).toBe(0);
  await claimsLapse();
  await dispatch();
  expect(receiver.received).toHaveLength(0);
  for (const input of temporal.started.values()) await deliverer(database.stores)(input);
  expect(await log(one)).toMatchObject([{ state: 'delivered', attemptCount: 1 }]);
  expect(receiver.received).toHaveLength(1);
});

it('is made again, as the same event, after a kill between the sending and the note', async () => {
  const one = await scene();
  const killed = worker(dyingAt('note'));
  await killed.sweep();
  while (receiver.received.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await claimsLapse();
  await dispatch();
  for (const input of temporal.started.values()) await deliverer(database.stores)(input);
  expect(await log(one)).toMatchObject([{ state: 'delivered', attemptCount: 1 }]);
  expect(receiver.received).toHaveLength(2);
  expect(new Set(idsReceived()).size).toBe(1);
});

it('is not lost when Temporal is away, or the process is killed, before its workflow is started', async () => {
  receiver.behave(answer(500));
  const one = await scene();
  temporal.failing = 1;
  await dispatch();
  expect(temporal.started.size).toBe(0);
  await claimsLapse();
  await dispatch();
  expect([...temporal.started.values()]).toMatchObject([{ endpointId: one.endpointId }]);
});

it('is not lost when the process is killed before the entry is marked', async () => {
  const one = await scene();
  const events = Object.assign(Object.create(database.stores.events) as Stores['events'], {
    markDispatched: () => Promise.reject(new Error('killed')),
  });
  await expect(worker({ ...database.stores, events }).sweep()).rejects.toThrow('killed');
  await claimsLapse();
  await dispatch();
  expect(await log(one)).toHaveLength(1);
  expect(temporal.started.size).toBe(1);
});

it('is made once where several workers look at the same time', async () => {
  const one = await scene(5);
  await Promise.all(Array.from({ length: 4 }, () => dispatch(worker())));
  expect(new Set(idsReceived()).size).toBe(5);
  expect(receiver.received).toHaveLength(5);
  expect((await log(one)).map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'delivered'));
});

it('keeps the order of what happens to one invitation, however slow the receiver is', async () => {
  const one = await scene();
  let answering = 0;
  receiver.behave((response) => {
    answering += 1;
    expect(answering).toBe(1);
    setTimeout(() => {
      answering -= 1;
      response.writeHead(204).end();
    }, 50);
  });
  const dispatcher = worker();
  await dispatcher.sweep();
  await viewed(one.id, 2);
  await dispatcher.sweep();
  await dispatcher.settled();
  const inOrder = (await log(one)).map(({ eventId }) => eventId).sort();
  expect(idsReceived()).toEqual(inOrder);
});

it('waits for no receiver while it looks for more, and sends nothing after a 410', async () => {
  const held: (() => void)[] = [];
  receiver.behave((response) => held.push(() => response.writeHead(410).end()));
  const one = await scene(2);
  const dispatcher = worker();
  // Ends although nobody has answered.
  await dispatcher.sweep();
  while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
  held[0]?.();
  await dispatcher.settled();
  expect(receiver.received).toHaveLength(1);
  expect((await log(one)).map(({ state, error }) => [state, error]).sort()).toEqual([
    ['failed', 'endpoint-paused'],
    ['failed', 'http-status'],
  ]);
  expect(temporal.calls).toBe(0);
});
