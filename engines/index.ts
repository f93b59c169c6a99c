import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { concerning } from '../scripts/failed-start.cjs';
import { makeFolder } from './make-folder';
import { startMongodb } from './mongodb';
import { startTemporal } from './temporal';
import type { EngineConfig, EngineOptions, Engines, MongoEngine, TemporalEngine } from './types';

export { EngineError } from './types';
export type { EngineConfig, EngineOptions, Engines, Log, MongoEngine, TemporalEngine } from './types';
export { settleGivenTemporal, temporalOptionsOf } from './given-temporal';
export { SEARCH_ATTRIBUTES } from './search-attributes';
export { givenHoldsData } from './mongodb';
export { temporalCliPath, timeSkippingServerPath } from './temporal';

type Start<T> = (config: EngineConfig, folder: string, options: EngineOptions) => Promise<T>;

/** Brings up Temporal alone; see {@link startEngines}. */
export const startTemporalEngine = inFolder<TemporalEngine>(startTemporal);

/** Brings up MongoDB alone; see {@link startEngines}. */
export const startMongodbEngine = inFolder<MongoEngine>(startMongodb);

/**
 * Brings up Temporal and MongoDB, each in the first way that applies, and resolves when both answer.
 *
 * What is spawned ends when this process ends, in whatever way, and keeps its data, log and process file
 * in the data folder; with `memory` in a temporary folder instead.
 *
 * @throws EngineError when one cannot be brought up; the other is stopped first.
 */
export async function startEngines(config: EngineConfig, options: EngineOptions): Promise<Engines> {
  const failed = new AbortController();
  const start = <T>(engine: (config: EngineConfig, options: EngineOptions) => Promise<T>) =>
    engine(config, { ...options, signal: failed.signal }).catch((error: unknown) => {
      // The first failure is the reason; the other engine may need long to find its own.
      failed.abort(error);
      throw error;
    });
  const [temporal, mongodb] = await Promise.allSettled([
    start(startTemporalEngine),
    start(startMongodbEngine),
  ]);
  if (temporal.status === 'fulfilled' && mongodb.status === 'fulfilled') {
    const both = { temporal: temporal.value, mongodb: mongodb.value };
    return {
      ...both,
      stop: async () => {
        await Promise.all([both.temporal.stop(), both.mongodb.stop()]);
      },
    };
  }
  for (const outcome of [temporal, mongodb]) if (outcome.status === 'fulfilled') await outcome.value.stop();
  throw failed.signal.reason as Error;
}

/** Gives a start its folder: the data folder, or for throwaway engines one that goes when they stop. */
function inFolder<T extends { stop(): Promise<void> }>(
  start: Start<T>,
): (config: EngineConfig, options: EngineOptions) => Promise<T> {
  return async (config, options) => {
    if (options.memory !== true) {
      await concerning('USHER_DATA_DIR', config.dataDir, () => makeFolder(config.dataDir, 0o700));
      return start(config, config.dataDir, options);
    }
    const folder = await mkdtemp(path.join(os.tmpdir(), 'usher-engines-'));
    const remove = () => rm(folder, { recursive: true, force: true });
    try {
      const engine = await start(config, folder, options);
      return {
        ...engine,
        stop: async () => {
          await engine.stop();
          await remove();
        },
      };
    } catch (error) {
      await remove();
      throw error;
    }
  };
}
