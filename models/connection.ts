import mongoose, { type Connection } from 'mongoose';
import { defineModels } from './define-models';
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

/** Resolves when the server answers a ping; throws within about 2 s when it does not. */
export async function pingMongo(connection: Connection): Promise<void> {
  if (connection.db === undefined) throw new mongoose.mongo.MongoNotConnectedError('Not connected.');
  await connection.db.command({ ping: 1 });
}

const UNAVAILABLE = new Set([
  'MongoServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongooseServerSelectionError',
]);

/** Whether the error says that the database cannot be reached now, rather than that the call was wrong. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return error instanceof Error && UNAVAILABLE.has(error.name);
}

async function ensureIndexes(connection: Connection): Promise<void> {
  for (const model of defineModels(connection)) {
    await model.createIndexes().catch(async (error: unknown) => {
      if (!isConcurrentCreation(error)) throw error;
      await model.createIndexes();
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
