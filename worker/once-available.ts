import { setTimeout as sleep } from 'node:timers/promises';
import { Runtime } from '@temporalio/worker';
import { isMistake } from '../models';

/** How long to wait between two attempts to reach a server that is not up yet. */
const RETRY_MS = 1_000;

/**
 * Waits for a server that comes up later than the worker; each failed attempt is one log line.
 *
 * @throws what no waiting heals, such as a wrong address or a fault of ours
 */
export async function onceAvailable<T>(server: string, connect: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await connect();
    } catch (error) {
      if (isMistake(error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      Runtime.instance().logger.warn(`${server} does not answer yet, trying again`, { reason });
      await sleep(RETRY_MS);
    }
  }
}
