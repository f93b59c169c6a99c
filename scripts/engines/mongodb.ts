import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { downloadedMongod, makePrimary, mongodArgs } from './mongod';
import { mongoStandin } from './mongo-standin';
import { freePort, needOnPath } from './programs';
import { startServer } from './server';
import { NotApplicable, type EngineConfig, type Log, type MongoEngine } from './types';
import { firstWay, type Way } from './ways';

const HOST = '127.0.0.1';
const DATABASE = 'usher';

/** Brings up MongoDB in the first way that applies; `memory` keeps nothing that outlives the folder. */
export function startMongodb(
  config: EngineConfig,
  folder: string,
  { log, memory = false }: { log: Log; memory?: boolean },
): Promise<MongoEngine> {
  return firstWay(
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
          refuseOtherData(folder, STANDIN_FILE);
          return startMongod(await way.take(), folder, memory, log);
        },
      })),
      {
        name: 'the Java stand-in',
        remedy: 'install a JDK 17 or later and Maven, and let it reach its central repository',
        take: async () => {
          refuseOtherData(folder, MONGOD_FOLDER);
          return startStandin(folder, memory, log);
        },
      },
    ],
    log,
  );
}

const MONGOD_FOLDER = 'mongodb';
const STANDIN_FILE = 'mongodb.h2';

function realWays(log: Log): Way<string>[] {
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
function refuseOtherData(folder: string, other: string): void {
  if (existsSync(path.join(folder, other))) {
    throw new NotApplicable(`${path.join(folder, other)} was written by another kind of server`);
  }
}

function useGiven(config: EngineConfig): Promise<MongoEngine> {
  if (config.mongodbUri === undefined) return Promise.reject(new NotApplicable('MONGODB_URI is not set'));
  return Promise.resolve({ uri: config.mongodbUri, embedded: false, stop: () => Promise.resolve() });
}

async function startMongod(mongod: string, folder: string, memory: boolean, log: Log): Promise<MongoEngine> {
  const dbPath = path.join(folder, MONGOD_FOLDER);
  await mkdir(dbPath, { recursive: true, mode: 0o700 });
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
  });
  return {
    uri: `mongodb://${HOST}:${port}/${DATABASE}?directConnection=true`,
    embedded: true,
    stop: () => server.stop(),
  };
}

/** Brings up the Java stand-in whatever else is there. */
export async function startStandin(folder: string, memory: boolean, log: Log): Promise<MongoEngine> {
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
