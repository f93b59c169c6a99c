import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { connectMongo, createPinger, createStores, returned, watchPool, type PoolWatch } from '../../models';
import type { StoreOptions, Stores } from '../../models';
import { answersInOwnTime } from '../../domain/own-time';
import { Problem } from './problem';

/** The database, once it was reached; afterwards its driver recovers by itself. */
export interface Database {
  /** Throws 503 `database-unavailable` until the first connection stands. */
  stores(): Stores;
  /** Asked on a connection of its own; slowness of this process itself does not count. */
  reachable(withinMs: number): Promise<boolean>;
  /** See {@link PoolWatch}. */
  poolWaitMs(): number;
  close(): Promise<void>;
}

const RETRY_AFTER_MS = 500;

/** Connects in the background and keeps trying, so that the API may start before its database. */
export function connectDatabase(uri: string, options: StoreOptions, logger: Logger): Database {
  const pinger = createPinger(uri);
  let connected: { connection: Connection; stores: Stores; pool: PoolWatch } | undefined;
  const stop = new AbortController();
  const connecting = (async () => {
    while (!stop.signal.aborted) {
      try {
        const connection = await connectMongo(uri);
        const stores = createStores(connection, options);
        connected = { connection, stores, pool: watchPool(connection) };
        return;
      } catch (error) {
        logger.warn({ err: error }, 'the database cannot be reached yet');
        await sleep(RETRY_AFTER_MS, undefined, { signal: stop.signal }).catch(() => undefined);
      }
    }
  })();
  return {
    stores() {
      if (connected === undefined) throw new Problem('database-unavailable');
      return connected.stores;
    },
    async reachable(withinMs) {
      if (connected === undefined) return false;
      const { connection } = connected;
      return answersInOwnTime(withinMs, Promise.all([pinger.ping(), returned(connection)]));
    },
    poolWaitMs: () => connected?.pool.meanWaitMs() ?? 0,
    async close() {
      stop.abort();
      await connecting;
      await Promise.all([connected?.connection.close(), pinger.close()]);
    },
  };
}

/** Together they leave time for the answer; a database that is there may be so slow on a busy machine. */
const SUSPICIOUS_AFTER_MS = 1_900;
const PING_WITHIN_MS = 800;

/**
 * A frozen database answers neither yes nor no. Once the work has taken suspiciously long, this asks whether the
 * database is there and throws in its place, so that callers never wait longer than 3 seconds.
 *
 * @throws {@link Problem} 503 `database-unavailable`, besides what the work throws
 */
export async function whileDatabaseAnswers<T>(
  database: Pick<Database, 'reachable'>,
  work: Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const watch = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      void database.reachable(PING_WITHIN_MS).then((reachable) => {
        if (!reachable) reject(new Problem('database-unavailable'));
      });
    }, SUSPICIOUS_AFTER_MS);
  });
  try {
    return await Promise.race([work, watch]);
  } finally {
    clearTimeout(timer);
  }
}
