import { newId } from '../../../domain/ids';
import { useDatabase } from '../../support/models/database';

const database = useDatabase('outbox');
const LEASE_MS = 60_000;

const message = () => ({
  messageId: `${newId('inv')}.invitation.1`,
  template: 'invitation' as const,
  to: 'peter@initech.example',
});

test('lets one of twenty racing claims send', async () => {
  const { outbox } = database.stores;
  const mail = message();
  const claims = await Promise.all(Array.from({ length: 20 }, () => outbox.claim(mail, LEASE_MS)));
  expect(claims.filter((claim) => claim === 'send')).toHaveLength(1);
  expect(claims.filter((claim) => claim === 'busy')).toHaveLength(19);
  await outbox.settle(mail.messageId, 'sent');
  expect(await outbox.claim(mail, LEASE_MS)).toBe('done');
});

test('hands a released message to one of many', async () => {
  const { outbox } = database.stores;
  const mail = message();
  await outbox.claim(mail, LEASE_MS);
  await outbox.release(mail.messageId);
  const claims = await Promise.all(Array.from({ length: 10 }, () => outbox.claim(mail, LEASE_MS)));
  expect(claims.filter((claim) => claim === 'send')).toHaveLength(1);
  expect(await outbox.find(mail.messageId)).toMatchObject({ maybeDuplicate: false, attempts: 2 });
});

test('hands a message out once more when its sender vanished, and says that it may be there twice', async () => {
  const { outbox } = database.stores;
  const mail = message();
  expect(await outbox.claim(mail, -1)).toBe('send');
  const claims = await Promise.all(Array.from({ length: 10 }, () => outbox.claim(mail, LEASE_MS)));
  expect(claims.filter((claim) => claim === 'send')).toHaveLength(1);
  expect(await outbox.find(mail.messageId)).toMatchObject({ maybeDuplicate: true, attempts: 2 });
});

test('never reopens a settled message', async () => {
  const { outbox } = database.stores;
  const mail = message();
  await outbox.claim(mail, -1);
  await outbox.settle(mail.messageId, 'refused');
  await outbox.release(mail.messageId);
  expect(await outbox.claim(mail, LEASE_MS)).toBe('refused');
});

test('forgets addresses on erasure', async () => {
  const { outbox } = database.stores;
  const invitationId = newId('inv');
  await outbox.claim({ ...message(), invitationId }, LEASE_MS);
  await outbox.erase(invitationId);
  expect((await outbox.ofInvitation(invitationId)).map(({ to }) => to)).toEqual([null]);
});

const request = (changes: object = {}) => ({
  scope: 'acc_1',
  method: 'POST',
  path: '/v1/invitations',
  key: newId('key'),
  fingerprints: ['body-1'],
  ...changes,
});
const answer = '{"id":"inv_1"}';

test('runs one of twenty racing requests with the same key and replays its answer', async () => {
  const { idempotencyKeys } = database.stores;
  const asked = request();
  const begun = await Promise.all(Array.from({ length: 20 }, () => idempotencyKeys.begin(asked)));
  const fresh = begun.flatMap((result) => (result.kind === 'fresh' ? [result.handle] : []));
  expect(fresh).toHaveLength(1);
  expect(begun.filter(({ kind }) => kind === 'inFlight')).toHaveLength(19);
  await idempotencyKeys.complete(fresh[0]!, answer);
  expect(await idempotencyKeys.begin(asked)).toEqual({ kind: 'replay', body: answer });
  expect(await idempotencyKeys.begin({ ...asked, fingerprints: ['body-2'] })).toEqual({ kind: 'mismatch' });
  expect((await idempotencyKeys.begin({ ...asked, path: '/v1/other' })).kind).toBe('fresh');
  expect((await idempotencyKeys.begin({ ...asked, scope: 'acc_2' })).kind).toBe('fresh');
});

test('lets an abandoned request be tried again', async () => {
  const { idempotencyKeys } = database.stores;
  const asked = request();
  const first = await idempotencyKeys.begin(asked);
  if (first.kind === 'fresh') await idempotencyKeys.abandon(first.handle);
  expect((await idempotencyKeys.begin(asked)).kind).toBe('fresh');
});

test('gives a released request to whoever repeats it, at once and with the same reserved ID', async () => {
  const { idempotencyKeys } = database.stores;
  const asked = request();
  const first = await idempotencyKeys.begin(asked);
  if (first.kind !== 'fresh') throw new Error('not fresh');
  await idempotencyKeys.release(first.handle);
  const begun = await Promise.all(Array.from({ length: 10 }, () => idempotencyKeys.begin(asked)));
  const fresh = begun.flatMap((result) => (result.kind === 'fresh' ? [result.handle] : []));
  expect(fresh.map(({ reservedId }) => reservedId)).toEqual([first.handle.reservedId]);
  await idempotencyKeys.complete(fresh[0]!, answer);
  expect(await idempotencyKeys.begin(asked)).toEqual({ kind: 'replay', body: answer });
});

test('lets a released key be used for something else, with another reserved ID', async () => {
  const { idempotencyKeys } = database.stores;
  const asked = request();
  const first = await idempotencyKeys.begin(asked);
  if (first.kind !== 'fresh') throw new Error('not fresh');
  await idempotencyKeys.release(first.handle);
  const other = await idempotencyKeys.begin({ ...asked, fingerprints: ['body-2'] });
  if (other.kind !== 'fresh') throw new Error('not fresh');
  expect(other.handle.reservedId).not.toBe(first.handle.reservedId);
});

test('takes over a request whose process died, and drops the answer of the dead one', async () => {
  const { stores, connection } = database;
  const asked = request();
  const dead = await stores.idempotencyKeys.begin(asked);
  if (dead.kind !== 'fresh') throw new Error('not fresh');
  const minutesAgo = new Date(Date.now() - 5 * 60_000);
  await connection
    .collection('idempotency_keys')
    .updateOne({ _id: dead.handle.id as never }, { $set: { startedAt: minutesAgo } });
  const begun = await Promise.all(Array.from({ length: 10 }, () => stores.idempotencyKeys.begin(asked)));
  const fresh = begun.flatMap((result) => (result.kind === 'fresh' ? [result.handle] : []));
  expect(fresh).toHaveLength(1);
  await stores.idempotencyKeys.complete(dead.handle, 'late');
  await stores.idempotencyKeys.complete(fresh[0]!, answer);
  expect(await stores.idempotencyKeys.begin(asked)).toEqual({ kind: 'replay', body: answer });
});

test('forgets keys after a day even where no TTL index clears them', async () => {
  const { stores, connection } = database;
  const asked = request();
  const first = await stores.idempotencyKeys.begin(asked);
  if (first.kind !== 'fresh') throw new Error('not fresh');
  await stores.idempotencyKeys.complete(first.handle, answer);
  await connection
    .collection('idempotency_keys')
    .updateOne({ _id: first.handle.id as never }, { $set: { expiresAt: new Date(0) } });
  expect((await stores.idempotencyKeys.begin({ ...asked, fingerprints: ['other'] })).kind).toBe('fresh');
});
