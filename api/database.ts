import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { connectMongo, createStores, pingMongo } from '../models';
import type { Stores } from '../models';
import { Problem } from './problem';

/** The database, once it was reached; afterwards its driver recovers by itself. */
export interface Database {
  /** Throws 503 `database-unavailable` until the first connection stands. */
  stores(): Stores;
  reachable(withinMs: number): Promise<boolean>;
  close(): Promise<void>;
}

const RETRY_AFTER_MS = 500;

/** Connects in the background and keeps trying, so that the API may start before its database. */
export function connectDatabase(uri: string, secret: string, logger: Logger): Database {
  let connected: { connection: Connection; stores: Stores } | undefined;
  const stop = new AbortController();
  const connecting = (async () => {
    while (!stop.signal.aborted) {
      try {
        const connection = await connectMongo(uri);
        connected = { connection, stores: createStores(connection, { secret }) };
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
      const ping = pingMongo(connected.connection).then(
        () => true,
        () => false,
      );
      return Promise.race([ping, sleep(withinMs, false)]);
    },
    async close() {
      stop.abort();
      await connecting;
      await connected?.connection.close();
    },
  };
}
