import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import mongoose from 'mongoose';
import { SEARCH_ATTRIBUTES, startEngines, startTemporalEngine, type Engines } from '../../engines';
import { startMongodb, startStandin } from '../../engines/mongodb';
import { untilGone } from '../../engines/processes';
import { causeOf } from '../../scripts/failed-start.cjs';
import { isDatabaseUnavailable } from '../../models';
import { canMount, fillDisk, smallDisk, unmountAll } from './bad-environment';
import { needing } from '../support/needing';
import { testMongoUri } from '../support/engines';
import { cleanUp, collect, putOnPath, temporaryFolder, until } from './support';

const onlyWhereMounting = needing('a right to mount', canMount).it;

afterAll(() => {
  unmountAll();
  cleanUp();
});

async function withMongo<T>(uri: string, use: (things: mongoose.mongo.Collection) => Promise<T>): Promise<T> {
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  return use(client.db().collection('things')).finally(() => client.close());
}

async function withTemporal<T>(engines: Engines, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: engines.temporal.address });
  return use(new Client({ connection })).finally(() => connection.close());
}

/** Kills an engine's program, not the supervisor it runs under. */
function killProgram(folder: string, name: string): void {
  const supervisor = readFileSync(path.join(folder, `${name}.pid`), 'utf8').split(' ')[0] ?? '';
  execFileSync('pkill', ['-KILL', '-P', supervisor]);
}

describe('engines on a data folder', () => {
  const { log } = collect();

  it('have everything again after a stop and a start, beside those of another folder', async () => {
    const [mine, other] = [temporaryFolder(), temporaryFolder()];
    const [first, second] = await Promise.all([
      startEngines({ dataDir: mine }, { log }),
      startEngines({ dataDir: other }, { log }),
    ]);
    await withMongo(first.mongodb.uri, (things) => things.insertOne({ name: 'kept' }));
    await withTemporal(first, (client) =>
      client.workflow.start('kept', { workflowId: 'kept', taskQueue: 'none' }),
    );
    expect(await withMongo(second.mongodb.uri, (things) => things.countDocuments())).toBe(0);
    await Promise.all([first.stop(), second.stop()]);

    const again = await startEngines({ dataDir: mine }, { log });
    expect(await withMongo(again.mongodb.uri, (things) => things.countDocuments({ name: 'kept' }))).toBe(1);
    await withTemporal(again, async (client) => {
      expect((await client.workflow.getHandle('kept').describe()).status.name).toBe('RUNNING');
      const { customAttributes } = await client.connection.operatorService.listSearchAttributes({
        namespace: 'default',
      });
      expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(Object.keys(SEARCH_ATTRIBUTES)));
    });
    await again.stop();
    await again.stop();
  });

  it('are started again at their addresses, with everything, when they end by themselves', async () => {
    const folder = temporaryFolder();
    const { log: heard, lines } = collect();
    const engines = await startEngines({ dataDir: folder }, { log: heard });
    await withMongo(engines.mongodb.uri, (things) => things.insertOne({ name: 'kept' }));
    await withTemporal(engines, (client) =>
      client.workflow.start('kept', { workflowId: 'kept', taskQueue: 'none' }),
    );
    killProgram(folder, 'mongodb');
    killProgram(folder, 'temporal');
    await until(() => lines.filter((line) => line.endsWith('is back.')).length === 2);
    expect(await withMongo(engines.mongodb.uri, (things) => things.countDocuments({ name: 'kept' }))).toBe(1);
    await withTemporal(engines, async (client) => {
      expect((await client.workflow.getHandle('kept').describe()).status.name).toBe('RUNNING');
    });
    killProgram(folder, 'mongodb');
    await engines.stop();
    expect(await untilGone(path.join(folder, 'mongodb.pid'), 0)).toBe(true);
  });

  it('write their output to files that only their owner reads', async () => {
    const folder = temporaryFolder();
    const engine = await startStandin(folder, true, log);
    await engine.stop();
    const file = path.join(folder, 'mongodb.log');
    expect(readFileSync(file, 'utf8')).toContain('Listening');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('the stand-in for MongoDB', () => {
  const { log } = collect();

  it('loses nothing that it answered when it is killed', async () => {
    const folder = temporaryFolder();
    const engine = await startStandin(folder, false, log);
    await withMongo(engine.uri, async (things) => {
      for (let index = 0; index < 50; index += 1) await things.insertOne({ index });
      killProgram(folder, 'mongodb');
    });
    await engine.stop();
    const again = await startStandin(folder, false, log);
    expect(await withMongo(again.uri, (things) => things.countDocuments())).toBe(50);
    await again.stop();
  });

  onlyWhereMounting(
    'ends when its disk is full, says so, comes back with room and loses nothing',
    async () => {
      const folder = smallDisk('size=24m');
      const { log: heard, lines } = collect();
      const engine = await startStandin(folder, false, heard);
      const answered: number[] = [];
      await withMongo(engine.uri, async (things) => {
        await things.insertOne({ index: -1 });
        fillDisk(path.join(folder, 'ballast'));
        for (let index = 0; !lines.some((line) => line.includes('ended by itself')); index += 1) {
          await things.insertOne({ index, text: 'x'.repeat(10_000) }).then(
            () => answered.push(index),
            (error: unknown) => expect(isDatabaseUnavailable(error)).toBe(true),
          );
        }
      });
      expect(lines.at(-1)).toMatch(/^The mongodb engine ended by itself\. The disk is full: /);
      rmSync(path.join(folder, 'ballast'));
      await until(() => lines.some((line) => line.endsWith('is back.')));
      const found = await withMongo(engine.uri, (things) => things.find({ index: { $gte: 0 } }).toArray());
      expect(found.map(({ index }) => Number(index)).sort((one, other) => one - other)).toEqual(
        expect.arrayContaining(answered),
      );
      await engine.stop();
      unmountAll();
    },
  );

  it('goes on with the folder it wrote when a mongod turns up later', async () => {
    const folder = temporaryFolder();
    await (await startStandin(folder, false, log)).stop();
    putOnPath('mongod', 'exit 1');
    const { lines, log: listen } = collect();
    const engine = await startMongodb({ dataDir: folder }, folder, { log: listen });
    await engine.stop();
    const why = `${path.join(folder, 'mongodb.h2')} was written by another kind of server`;
    expect(lines).toContain(`MongoDB: passing over mongod: ${why}`);
  });
});

describe('a first start that ended before the engine had answered', () => {
  it('leaves a database without a schema that the next start makes anew', async () => {
    const folder = temporaryFolder();
    const env = process.env['PATH'];
    // As far as Temporal comes when it is killed in that moment.
    putOnPath(
      'temporal',
      '[ "$1" = --version ] && exec echo "temporal version 1.9.1"\n' +
        'for word; do [ "$last" = --db-filename ] && : > "$word"; last=$word; done; exit 137',
    );
    const start = () => startTemporalEngine({ dataDir: folder }, collect());
    await expect(start()).rejects.toThrow(/^The temporal engine did not come up/);
    expect(readdirSync(folder)).toContain('temporal.db');
    process.env['PATH'] = env;
    await (await start()).stop();
    expect(readdirSync(folder)).not.toContain('temporal.db.unfinished');
  });
});

describe('data that is damaged', () => {
  it.each(['what is no database', '\0'.repeat(8_192)])('is told of with its remedy', async (text) => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'mongodb.h2'), text);
    await expect(startStandin(folder, false, collect().log)).rejects.toThrow(
      /^The data in \S+ is damaged .*: restore it from a backup, or set USHER_DATA_DIR to another folder\.$/,
    );
  });

  it('is told of where an earlier version left a database without a schema', () => {
    const output = 'Error: unable to start server: SQL logic error: no such table: namespaces (1)';
    expect(causeOf({ output, path: '/data', setting: 'USHER_DATA_DIR' })).toMatch(
      /^The data in \/data is damaged /,
    );
  });
});

describe('a folder with the data of two kinds of servers', () => {
  it('is told of by its own remedy', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'mongodb'));
    writeFileSync(path.join(folder, 'mongodb.h2'), '');
    const start = startMongodb({ dataDir: folder }, folder, collect());
    await expect(start).rejects.toThrow(/^\S+ and \S+ were written by two kinds .*: move the other away/);
  });
});

describe('a given MONGODB_URI', () => {
  it('is used as it stands', async () => {
    const lines = collect();
    const given = testMongoUri('given');
    const engine = await startMongodb({ dataDir: '.', mongodbUri: given }, '.', lines);
    expect(engine).toMatchObject({ uri: given, embedded: false });
    expect(lines.lines).toEqual([]);
  });

  it('is named, without its password, when it refuses or is no address', async () => {
    for (const uri of [
      'mongodb://eve:secret@127.0.0.1:1/?serverSelectionTimeoutMS=100',
      'mongodb://a:b:c/',
    ]) {
      const start = startMongodb({ dataDir: '.', mongodbUri: uri }, '.', collect());
      const error: unknown = await start.catch((reason: unknown) => reason);
      expect((error as Error).message).toMatch(
        /^MongoDB at (127\.0\.0\.1:1|a:b:c) cannot be used .*MONGODB_URI/,
      );
      expect((error as Error).message).not.toContain('secret');
    }
  });
});
