import { newId } from '../../../domain/ids';
import { MAX_WEBHOOK_ENDPOINTS, type WebhookDeliveryDoc } from '../../../models';
import { useDatabase } from '../../support/models/database';
import { answer, inOrder, startReceiver, validSignatures, type Receiver } from '../../support/receiver';
import { deliverer, delivery, endpointAt } from '../../support/activities/webhooks-world';

const database = useDatabase('webhooks');

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const A_DATE: unknown = expect.any(Date);
const A_NUMBER: unknown = expect.any(Number);

const stored = async (id: string): Promise<WebhookDeliveryDoc> => {
  const found = await database.stores.webhookDeliveries.findById(id);
  if (found === undefined) throw new Error(`${id} is gone`);
  return found;
};

/** Attempt `n` was made and refused. */
const noted = (deliveryId: string, n: number, status: number) =>
  database.stores.webhookDeliveries.note(deliveryId, {
    attempt: { n, at: new Date(), status, durationMs: 1, error: 'http-status' },
    ...{ state: 'pending', nextAttemptAt: null },
  });

it('delivers at the first attempt and logs it', async () => {
  const { stores } = database;
  const endpoint = await endpointAt(stores, receiver.url);
  const one = await delivery(stores, endpoint);
  expect(await deliverer(stores)(one)).toEqual({
    ...{ state: 'delivered', attempts: 1, answer: 'answered HTTP 204' },
  });
  const { body, ...log } = await stored(one.deliveryId);
  expect(receiver.received).toEqual([expect.objectContaining({ body })]);
  expect(validSignatures(receiver.received[0]!, endpoint.secret)).toBe(1);
  expect(log).toMatchObject({ state: 'delivered', error: null, nextAttemptAt: null, attemptCount: 1 });
  expect(log.attempts).toEqual([{ n: 1, at: A_DATE, status: 204, durationMs: A_NUMBER, error: null }]);
});

it('logs a 500, says when it tries again, and delivers the same bytes then', async () => {
  const { stores } = database;
  const endpoint = await endpointAt(stores, receiver.url);
  const one = await delivery(stores, endpoint);
  receiver.behave(inOrder(answer(500), answer(200)));
  const deliver = deliverer(stores);
  expect(await deliver(one)).toEqual({
    ...{ state: 'pending', waitMs: 5000, answer: 'The receiver answered HTTP 500.' },
  });
  const waiting = await stored(one.deliveryId);
  expect(waiting).toMatchObject({ state: 'pending', nextAttemptAt: A_DATE });
  expect(await stores.webhookEndpoints.findById(endpoint.endpointId)).toMatchObject({
    consecutiveFailures: 1,
    failingSince: A_DATE,
  });
  expect(await deliver(one)).toMatchObject({ state: 'delivered' });
  expect((await stored(one.deliveryId)).attempts.map(({ n, status, error }) => [n, status, error])).toEqual([
    [1, 500, 'http-status'],
    [2, 200, null],
  ]);
  const [first, second] = receiver.received;
  expect(second?.body).toBe(first?.body);
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(await stores.webhookEndpoints.findById(endpoint.endpointId)).toMatchObject({
    consecutiveFailures: 0,
    failingSince: null,
    lastSuccessAt: A_DATE,
  });
});

it.each([
  [1, {}, 5_000],
  [2, {}, 10_000],
  [13, {}, 20_480_000],
  [14, {}, 21_600_000],
  [40, {}, 21_600_000],
  [1, { 'retry-after': '120' }, 120_000],
  [8, { 'retry-after': '120' }, 640_000],
  [1, { 'retry-after': '999999999' }, 21_600_000],
])('waits after attempt %i with %j for %i ms', async (attempt, headers, waitMs) => {
  const { stores } = database;
  const one = await delivery(stores, await endpointAt(stores, receiver.url));
  await noted(one.deliveryId, attempt - 1, 500);
  receiver.behave(answer(429, headers));
  expect(await deliverer(stores)(one)).toMatchObject({ state: 'pending', waitMs });
});

it('sends nothing again that was taken, however often Temporal runs it', async () => {
  const { stores } = database;
  const one = await delivery(stores, await endpointAt(stores, receiver.url));
  receiver.behave(inOrder(answer(500), answer(200)));
  const deliver = deliverer(stores);
  await deliver(one);
  await deliver(one);
  expect(await deliver(one)).toEqual({ state: 'delivered', attempts: 2 });
  expect(receiver.received).toHaveLength(2);
});

it('does not write of an endpoint that works that it works, message for message', async () => {
  const { stores } = database;
  const endpoint = await endpointAt(stores, receiver.url);
  const lastSuccess = async () => {
    await deliverer(stores)(await delivery(stores, endpoint));
    return (await stores.webhookEndpoints.findById(endpoint.endpointId))?.lastSuccessAt;
  };
  const first = await lastSuccess();
  expect(await lastSuccess()).toEqual(first);
  receiver.behave(inOrder(answer(500), answer(200)));
  const refused = await delivery(stores, endpoint);
  await deliverer(stores)(refused);
  await deliverer(stores)(refused);
  expect(await stores.webhookEndpoints.findById(endpoint.endpointId)).toMatchObject({
    consecutiveFailures: 0,
    failingSince: null,
  });
});

it('notes an attempt once, whoever notes it again', async () => {
  const { deliveryId } = await delivery(database.stores, await endpointAt(database.stores, receiver.url));
  await noted(deliveryId, 1, 500);
  await noted(deliveryId, 1, 501);
  await noted(deliveryId, 2, 502);
  await noted(deliveryId, 1, 503);
  const { attempts, attemptCount } = await stored(deliveryId);
  expect(attempts.map(({ n, status }) => [n, status])).toEqual([
    [1, 500],
    [2, 502],
  ]);
  expect(attemptCount).toBe(2);
});

it('pauses an endpoint that answers 410, with a notice, and stops what was on its way', async () => {
  const { stores } = database;
  const endpoint = await endpointAt(stores, receiver.url);
  const [one, other] = [await delivery(stores, endpoint), await delivery(stores, endpoint)];
  receiver.behave(answer(410));
  const deliver = deliverer(stores);
  expect(await deliver(one)).toMatchObject({ state: 'failed', answer: 'answered HTTP 410' });
  expect(await stores.webhookEndpoints.findById(endpoint.endpointId)).toMatchObject({
    status: 'paused',
    notice: { code: 'gone', at: A_DATE },
  });
  const audited = await database.connection
    .collection('audit_log')
    .findOne({ accountId: endpoint.accountId, type: 'webhook_endpoint_paused' });
  expect(audited?.['actor']).toEqual({ kind: 'system', id: 'usher' });
  expect(await stored(one.deliveryId)).toMatchObject({ state: 'failed', error: 'http-status' });
  expect(await stored(other.deliveryId)).toMatchObject({ state: 'failed', error: 'endpoint-paused' });
  expect(await deliver(other)).toMatchObject({ state: 'stopped' });
  expect(receiver.received).toHaveLength(1);
});

it('pauses an endpoint that took nothing for three days', async () => {
  const { stores } = database;
  const endpoint = await endpointAt(stores, receiver.url);
  const one = await delivery(stores, endpoint);
  receiver.behave(answer(503));
  expect(await deliverer(stores)(one, 1000)).toMatchObject({ state: 'failed', answer: 'answered HTTP 503' });
  expect(await stores.webhookEndpoints.findById(endpoint.endpointId)).toMatchObject({
    status: 'paused',
    notice: { code: 'failing' },
  });
});

it('keeps an endpoint that refuses one event and takes others', async () => {
  const { stores } = database;
  const endpoint = await endpointAt(stores, receiver.url);
  const refused = await delivery(stores, endpoint);
  const taken = await delivery(stores, endpoint);
  const deliver = deliverer(stores);
  await deliver(taken);
  receiver.behave(answer(400));
  expect(await deliver(refused, 1000)).toMatchObject({ state: 'failed', answer: 'answered HTTP 400' });
  expect(await stores.webhookEndpoints.findById(endpoint.endpointId)).toMatchObject({ status: 'active' });
});

it('sends nothing to a paused endpoint and nothing for one that is gone', async () => {
  const { stores } = database;
  const endpoint = await endpointAt(stores, receiver.url);
  const [one, other] = [await delivery(stores, endpoint), await delivery(stores, endpoint)];
  await stores.webhookEndpoints.pause(endpoint.endpointId, 'failing');
  const deliver = deliverer(stores);
  expect(await deliver(one)).toMatchObject({ state: 'stopped' });
  await stores.webhookEndpoints.remove(endpoint.accountId, endpoint.endpointId);
  expect(await deliver(other)).toMatchObject({ state: 'stopped' });
  expect(receiver.received).toEqual([]);
});

it('signs with the old secret too for as long as a rotation says', async () => {
  const { stores } = database;
  const { accountId, endpointId, secret: old } = await endpointAt(stores, receiver.url);
  const deliver = deliverer(stores);
  const rotate = (validForMs: number) =>
    stores.webhookEndpoints.rotate(accountId, endpointId, new Date(Date.now() + validForMs));
  const fresh = await rotate(60_000);
  await deliver(await delivery(stores, { accountId, endpointId }));
  const [both] = receiver.received;
  expect([validSignatures(both!, old), validSignatures(both!, fresh ?? '')]).toEqual([1, 1]);
  const newest = await rotate(0);
  await deliver(await delivery(stores, { accountId, endpointId }));
  const [, one] = receiver.received;
  expect([old, fresh ?? '', newest ?? ''].map((secret) => validSignatures(one!, secret))).toEqual([0, 0, 1]);
});

it('keeps no secret in clear, and no answer at all', async () => {
  const { stores, connection } = database;
  const endpoint = await endpointAt(stores, receiver.url);
  receiver.behave((response) => response.writeHead(500).end('canary of the receiver'));
  await deliverer(stores)(await delivery(stores, endpoint));
  const raw = await Promise.all(
    ['webhook_endpoints', 'webhook_deliveries'].map((name) => connection.collection(name).find().toArray()),
  );
  expect(JSON.stringify(raw)).not.toMatch(/whsec_|canary/);
});

it('holds the limit of endpoints however many are made at once', async () => {
  const { stores } = database;
  const accountId = newId('acc');
  const made = await Promise.allSettled(
    Array.from({ length: MAX_WEBHOOK_ENDPOINTS + 5 }, () => endpointAt(stores, receiver.url, accountId)),
  );
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(MAX_WEBHOOK_ENDPOINTS);
  expect(await stores.webhookEndpoints.list(accountId)).toHaveLength(MAX_WEBHOOK_ENDPOINTS);
});
