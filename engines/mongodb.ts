import { existsSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import mongoose from 'mongoose';
import { concerning } from '../scripts/failed-start.cjs';
import { makeFolder } from './make-folder';
import { downloadedMongod, makePrimary, mongodArgs } from './mongod';
import { mongoStandin } from './mongo-standin';
import { freePort, needOnPath } from './programs';
import { startServer } from './server';
import {
  EngineError,
  NotApplicable,
  type EngineConfig,
  type EngineOptions,
  type Log,
  type MongoEngine,
} from './types';
import { firstProvider, type Provider } from './providers';

const HOST = '127.0.0.1';
const DATABASE = 'usher';

/** Brings up MongoDB in the first way that applies; `memory` keeps nothing that outlives the folder. */
export function startMongodb(
  config: EngineConfig,
  folder: string,
  options: EngineOptions,
): Promise<MongoEngine> {
  const { log, memory = false } = options;
  return firstProvider(
    'MongoDB',
    [
      {
        name: 'a given server',
        remedy: 'set MONGODB_URI to a running MongoDB',
        take: () => useGiven(config),
      },
      ...realWays(log).map((way) => ({
        ...way,
        take: async () => {
          refuseOtherData(folder, { own: MONGOD_FOLDER, other: STANDIN_FILE });
          return startMongod(await way.take(), folder, options);
        },
      })),
      {
        name: 'the Java stand-in',
        remedy: 'install a JDK 17 or later and Maven, and let it reach its central repository',
        take: async () => {
          refuseOtherData(folder, { own: STANDIN_FILE, other: MONGOD_FOLDER });
          return startStandin(folder, memory, log, options.signal);
        },
      },
    ],
    log,
  );
}

const MONGOD_FOLDER = 'mongodb';
const STANDIN_FILE = 'mongodb.h2';

function realWays(log: Log): Provider<string>[] {
  return [
    { name: 'mongod', remedy: 'install mongod on PATH', take: () => needOnPath('mongod') },
    {
      name: 'mongodb-memory-server',
      remedy: "let this machine reach MongoDB's download site",
      take: () => downloadedMongod(log),
    },
  ];
}

/** What one kind of server wrote the other cannot read: going on would look as if everything were lost. */
function refuseOtherData(folder: string, { own, other }: { own: string; other: string }): void {
  const [mine, others] = [path.join(folder, own), path.join(folder, other)];
  if (!existsSync(others)) return;
  if (existsSync(mine)) {
    throw new EngineError(
      `${mine} and ${others} were written by two kinds of servers, and only one can be used: move the other away, or ` +
        'set USHER_DATA_DIR to another folder.',
    );
  }
  throw new NotApplicable(`${others} was written by another kind of server`);
}

async function useGiven({ mongodbUri }: EngineConfig): Promise<MongoEngine> {
  if (mongodbUri === undefined) throw new NotApplicable('MONGODB_URI is not set');
  await askGiven(mongodbUri, (database) => database.command({ ping: 1 }));
  return { uri: mongodbUri, embedded: false, stop: () => Promise.resolve() };
}

/** Whether the MongoDB that `MONGODB_URI` names holds anything; see {@link startMongodb} for one that is away. */
export function givenHoldsData({ mongodbUri }: EngineConfig): Promise<boolean> {
  if (mongodbUri === undefined) return Promise.resolve(false);
  return askGiven(mongodbUri, (database) => database.listCollections({}, { nameOnly: true }).hasNext());
}

/** It may still be starting. */
const GIVEN_ANSWERS_WITHIN_MS = 10_000;

async function askGiven<T>(uri: string, ask: (database: mongoose.mongo.Db) => Promise<T>): Promise<T> {
  const limits = /serverSelectionTimeoutMS=/i.test(uri)
    ? {}
    : { serverSelectionTimeoutMS: GIVEN_ANSWERS_WITHIN_MS };
  let client: mongoose.mongo.MongoClient | undefined;
  try {
    client = new mongoose.mongo.MongoClient(uri, limits);
    return await ask(client.db());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineError(
      `MongoDB at ${hostsOf(uri)} cannot be used (${reason}): start it, or set MONGODB_URI to another one or to ` +
        'nothing to have one brought up.',
      { cause: error },
    );
  } finally {
    await client?.close();
  }
}

/** Without the password. */
function hostsOf(uri: string): string {
  return /^[^/]+\/\/(?:[^/]*@)?([^/?]*)/.exec(uri)?.[1] ?? 'MONGODB_URI';
}

async function startMongod(
  mongod: string,
  folder: string,
  { memory = false, log, signal }: EngineOptions,
): Promise<MongoEngine> {
  const dbPath = path.join(folder, MONGOD_FOLDER);
  await concerning('USHER_DATA_DIR', folder, () => makeFolder(dbPath, 0o700));
  let port = 0;
  const server = await startServer({
    name: 'mongodb',
    folder,
    program: mongod,
    args: async () => {
      port = await freePort();
      return mongodArgs(HOST, port, dbPath);
    },
    probe: () => makePrimary(HOST, port),
    durable: !memory,
    log,
    signal,
  });
  return {
    uri: `mongodb://${HOST}:${port}/${DATABASE}?directConnection=true`,
    embedded: true,
    stop: () => server.stop(),
  };
}

/** Brings up the Java stand-in whatever else is there. */
export async function startStandin(
  folder: string,
  memory: boolean,
  log: Log,
  signal?: AbortSignal,
): Promise<MongoEngine> {
  const { program, args } = await mongoStandin(log);
  const storage = memory ? [] : [path.join(folder, STANDIN_FILE)];
  let port = 0;
  const server = await startServer({
    name: 'mongodb',
    folder,
    program,
    args: async () => {
      port = await freePort();
      return [...args, HOST, String(port), ...storage];
    },
    probe: () => connects(port),
    durable: !memory,
    log,
    signal,
  });
  return { uri: `mongodb://${HOST}:${port}/${DATABASE}`, embedded: true, stop: () => server.stop() };
}

function connects(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, HOST, () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}
