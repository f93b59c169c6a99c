import type { Connection } from 'mongoose';
import { newId } from '../../../domain/ids';
import { connectMongo, createStores, isDatabaseUnavailable, pingMongo } from '../../../models';
import { Gate } from '../../support/gate';
import { eventually } from '../../support/usher';
import { SECRET, useDatabase } from '../../support/models/database';
import { storedInvitation } from '../../support/models/samples';

const database = useDatabase('connection');

test('makes the same indexes from several processes at once and again', async () => {
  const connections = await Promise.all(Array.from({ length: 4 }, () => connectMongo(database.uri)));
  connections.push(await connectMongo(database.uri));
  const indexes = await database.connection.collection('invitations').indexes();
  const unique = indexes.filter((index) => index.unique === true && index.name !== '_id_');
  expect(unique.map(({ key }) => key)).toEqual([{ liveKey: 1 }]);
  await Promise.all(connections.map((connection) => connection.close()));
});

test('declares only unique indexes that are plain and on members that are always set', async () => {
  for (const { name } of await database.connection.listCollections()) {
    for (const index of await database.connection.collection(name).indexes()) {
      expect(index).not.toHaveProperty('partialFilterExpression');
      expect(index).not.toHaveProperty('sparse', true);
    }
  }
});

test('takes operators from no value, and unknown members from nobody', async () => {
  const { stores } = database;
  const accountId = newId('acc');
  const id = await storedInvitation(stores, accountId, 'inject@initech.example');
  const operator = { $ne: null } as unknown as string;
  await expect(stores.invitations.find(accountId, operator)).rejects.toThrow(/Cast/);
  await expect(stores.invitations.find(operator, id)).rejects.toThrow(/Cast/);
  await expect(stores.users.findByEmailKey(operator)).rejects.toThrow(/Cast/);
  const surprise = { surprise: 1 } as object;
  const edit = {
    accountId,
    id,
    statuses: ['created'] as const,
    actor: { kind: 'user', id: 'usr_1' } as const,
    at: new Date(),
  };
  await expect(stores.invitations.edit({ ...edit, changes: surprise })).rejects.toThrow(/strict mode/);
});

/** A connection whose server can be taken away and given back. */
async function gated(): Promise<{ gate: Gate; port: number; connection: Connection }> {
  const target = new URL(database.uri);
  const gate = new Gate({ host: target.hostname, port: Number(target.port) });
  const port = await gate.listen();
  target.host = `127.0.0.1:${port}`;
  return { gate, port, connection: await connectMongo(target.toString()) };
}

test('fails as unavailable while the database is away and recovers by itself', async () => {
  const { gate, port, connection } = await gated();
  const stores = createStores(connection, { secret: SECRET });
  await pingMongo(connection);
  await gate.close();
  for (const call of [() => pingMongo(connection), () => stores.users.find('usr_1')]) {
    const error: unknown = await call().catch((reason: unknown) => reason);
    expect([error, isDatabaseUnavailable(error)]).toEqual([error, true]);
  }
  gate.set('open');
  await gate.listen(port);
  const found = await eventually('an answer', () =>
    stores.users.find('usr_1').then(
      (user) => ({ user }),
      () => undefined,
    ),
  );
  expect(found.user).toBeUndefined();
  await connection.close();
  await gate.close();
});

/** What the driver does by itself at rare moments of an outage: its heartbeat waits for ever. */
function stopHeartbeat(connection: Connection): void {
  const client = connection.getClient() as unknown as {
    topology: { s: { servers: Map<string, MonitoredServer> } };
  };
  for (const { monitor } of client.topology.s.servers.values()) monitor.close();
}
type MonitoredServer = { readonly monitor: { close(): void } };

test('recovers when the driver has lost its heartbeat', async () => {
  const { gate, connection } = await gated();
  stopHeartbeat(connection);
  gate.set('closed');
  await expect(pingMongo(connection)).rejects.toThrow();
  gate.set('open');
  await eventually('an answer', () =>
    pingMongo(connection).then(
      () => true,
      () => undefined,
    ),
  );
  await connection.close();
  await gate.close();
});

test('rejects when no server answers at all', async () => {
  const error: unknown = await connectMongo('mongodb://127.0.0.1:1/none').catch((reason: unknown) => reason);
  expect(isDatabaseUnavailable(error)).toBe(true);
});
