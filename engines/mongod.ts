import mongoose from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { needHost } from './programs';
import { NotApplicable, type Log } from './types';

const REPLICA_SET = 'usher';
const DOWNLOAD_HOST = 'fastdl.mongodb.org';

/** The arguments for a single-node replica set that listens on this machine only. */
export function mongodArgs(host: string, port: number, dbPath: string): string[] {
  return ['--replSet', REPLICA_SET, '--dbpath', dbPath, '--port', String(port), '--bind_ip', host];
}

/**
 * Makes a `mongod` the primary of its one-member replica set, under the address it has now, and resolves
 * when it accepts writes.
 */
export async function makePrimary(host: string, port: number): Promise<void> {
  const address = `${host}:${port}`;
  const client = new mongoose.mongo.MongoClient(`mongodb://${address}/?directConnection=true`, {
    serverSelectionTimeoutMS: 1_000,
  });
  try {
    const admin = (await client.connect()).db('admin');
    const members = [{ _id: 0, host: address }];
    try {
      const { config } = (await admin.command({ replSetGetConfig: 1 })) as unknown as ReplicaSetConfig;
      if (config.members[0]?.host !== address) {
        // The port differs from start to start; a set that does not find itself in its own list is no set.
        const moved = { ...config, version: config.version + 1, members };
        await admin.command({ replSetReconfig: moved, force: true });
      }
    } catch (error) {
      if ((error as { codeName?: string }).codeName !== 'NotYetInitialized') throw error;
      await admin.command({ replSetInitiate: { _id: REPLICA_SET, members } });
    }
    while (!(await admin.command({ hello: 1 }))['isWritablePrimary']) await sleep(100);
  } finally {
    await client.close();
  }
}

interface ReplicaSetConfig {
  config: { version: number; members: { host: string }[] };
}

/**
 * The path of a real `mongod` that mongodb-memory-server has downloaded or downloads now.
 *
 * @throws {@link NotApplicable} when it is not there and the download is out of reach.
 */
export async function downloadedMongod(log: Log): Promise<string> {
  const { DryMongoBinary } = await import('mongodb-memory-server-core/lib/util/DryMongoBinary.js').catch(
    () => {
      throw new NotApplicable('mongodb-memory-server-core is not installed');
    },
  );
  const options = await DryMongoBinary.generateOptions();
  const present = await DryMongoBinary.locateBinary(options);
  if (present !== undefined) return present;
  // Its own retries take 7 s to give up.
  await needHost(DOWNLOAD_HOST);
  const { MongoBinary } = await import('mongodb-memory-server-core/lib/util/MongoBinary.js');
  log('Downloading MongoDB ...');
  return MongoBinary.getPath(options).catch((error: unknown) => {
    throw new NotApplicable(error instanceof Error ? error.message : String(error));
  });
}
