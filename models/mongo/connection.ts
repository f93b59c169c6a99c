import mongoose, { type Connection } from 'mongoose';
// Declares every collection.
import '../stores';
import { indexesOn } from './collection';
import { HEARTBEAT_MS, watchHeartbeats } from './heartbeats';

/** Longest wait for a server, in milliseconds: a request must be answered 503 within 3 s. */
const SERVER_SELECTION_MS = 2000;

/**
 * Connects and makes the indexes; safe for several processes at once. The connection is one of its own,
 * recovers by itself after an outage and meanwhile fails every call within about 2 s.
 *
 * @throws the driver's error when no server answers
 */
export async function connectMongo(uri: string): Promise<Connection> {
  const connection = await mongoose
    .createConnection(uri, {
      autoCreate: false,
      autoIndex: false,
      bufferCommands: false,
      sanitizeFilter: true,
      serverSelectionTimeoutMS: SERVER_SELECTION_MS,
      connectTimeoutMS: SERVER_SELECTION_MS,
      heartbeatFrequencyMS: HEARTBEAT_MS,
      // Bounds a call to a server that accepts and then says nothing.
      socketTimeoutMS: 10_000,
    })
    .asPromise();
  connection.once('close', watchHeartbeats(connection.getClient()));
  try {
    await ensureIndexes(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return connection;
}

/** Asks whether a database answers, beside all that asks it for anything else. */
export interface Pinger {
  /** Resolves when the server reads; throws within about 2 s when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A pinger on a connection of its own, so that no other call stands before it in a queue. */
export function createPinger(uri: string): Pinger {
  const client = new mongoose.mongo.MongoClient(uri, {
    maxPoolSize: 1,
    serverSelectionTimeoutMS: SERVER_SELECTION_MS,
    connectTimeoutMS: SERVER_SELECTION_MS,
    heartbeatFrequencyMS: HEARTBEAT_MS,
    // A frozen server shall not hold up the first question after it.
    socketTimeoutMS: SERVER_SELECTION_MS,
  });
  const forget = watchHeartbeats(client);
  return {
    async ping() {
      await readSomething(client.db());
    },
    async close() {
      forget();
      await client.close();
    },
  };
}

/** How long calls wait for a connection of the pool. */
export interface PoolWatch {
  /** Mean wait of the calls that got one since this was last asked, in milliseconds; 0 without any. */
  meanWaitMs(): number;
}

/** Watches the pool of a connection. Calls that wait for a frozen server get no connection and do not count. */
export function watchPool(connection: Connection): PoolWatch {
  let [sum, count] = [0, 0];
  connection.getClient().on('connectionCheckedOut', ({ durationMS }) => {
    sum += durationMS;
    count += 1;
  });
  return {
    meanWaitMs() {
      const mean = count === 0 ? 0 : sum / count;
      [sum, count] = [0, 0];
      return mean;
    },
  };
}

/** Resolves when a connection can be used again: one that saw its server leave reads once before it is believed. */
export async function returned(connection: Connection): Promise<void> {
  if (connection.readyState !== mongoose.ConnectionStates.connected) await pingMongo(connection);
}

/** Resolves when the server reads; throws within about 2 s when it does not. */
export async function pingMongo(connection: Connection): Promise<void> {
  if (connection.db === undefined) throw new mongoose.mongo.MongoNotConnectedError('Not connected.');
  await readSomething(connection.db);
}

/** A server whose store is closed, or a set without a primary, still answers a ping; so it reads a document, or none. */
async function readSomething(db: mongoose.mongo.Db): Promise<void> {
  await db.collection('accounts').findOne({}, { projection: { _id: 1 } });
}

async function ensureIndexes(connection: Connection): Promise<void> {
  for (const make of indexesOn(connection)) {
    await make().catch(async (error: unknown) => {
      if (!isConcurrentCreation(error)) throw error;
      await make();
    });
  }
}

/** Another process was making the same collection or index at the same moment. */
function isConcurrentCreation(error: unknown): boolean {
  if (!(error instanceof mongoose.mongo.MongoServerError)) return false;
  const NAMESPACE_EXISTS = 48;
  const CONFLICTING_OPERATION = 117;
  return error.code === NAMESPACE_EXISTS || error.code === CONFLICTING_OPERATION || error.code === 11000;
}
