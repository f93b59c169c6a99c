import net from 'node:net';
import { connectMongo, createStores, isDatabaseUnavailable, newId, pingMongo } from '../../models';
import { SECRET, useDatabase } from './database';
import { storedInvitation } from './samples';

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

/** Stands between a client and the database and can be cut. */
function proxy(target: URL) {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((inner) => {
    const outer = net.connect(Number(target.port), target.hostname);
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    inner.pipe(outer).pipe(inner);
  });
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server.listen(port, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port));
    });
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { listen, cut };
}

test('fails as unavailable while the database is away and recovers by itself', async () => {
  const target = new URL(database.uri);
  const { listen, cut } = proxy(target);
  const port = await listen(0);
  const uri = `mongodb://127.0.0.1:${port}${target.pathname}?directConnection=true`;
  const connection = await connectMongo(uri);
  const stores = createStores(connection, { secret: SECRET });
  await pingMongo(connection);
  await cut();
  for (const call of [() => pingMongo(connection), () => stores.users.find('usr_1')]) {
    const error: unknown = await call().catch((reason: unknown) => reason);
    expect([error, isDatabaseUnavailable(error)]).toEqual([error, true]);
  }
  await listen(port);
  let found: unknown = 'unavailable';
  for (let attempt = 0; attempt < 20 && found === 'unavailable'; attempt += 1) {
    found = await stores.users.find('usr_1').catch(() => 'unavailable');
  }
  expect(found).toBeUndefined();
  await connection.close();
  await cut();
});

test('rejects when no server answers at all', async () => {
  const error: unknown = await connectMongo('mongodb://127.0.0.1:1/none').catch((reason: unknown) => reason);
  expect(isDatabaseUnavailable(error)).toBe(true);
});
