import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startMongodb } from '../../engines/mongodb';
import { cleanUp, collect, putOnPath, temporaryFolder } from './support';

afterAll(cleanUp);

interface ReplicaSet {
  readonly _id: string;
  readonly version: number;
  readonly members: readonly { readonly host: string }[];
}

it('makes a mongod the primary of its own replica set, also at its next address', async () => {
  putOnPath('mongod', `exec "${process.execPath}" "${path.join(__dirname, 'fake-mongod.cjs')}" "$@"`);
  const folder = temporaryFolder();
  const { log } = collect();
  const read = (name: string) => readFileSync(path.join(folder, 'mongodb', name), 'utf8');
  const up = async () => {
    const engine = await startMongodb({ dataDir: folder }, folder, { log });
    const { host, port, searchParams } = new URL(engine.uri);
    expect(searchParams.get('directConnection')).toBe('true');
    // Who starts Usher may write at once.
    expect(read('primary.txt')).toBe(port);
    const found = JSON.parse(read('replica-set.json')) as ReplicaSet;
    await engine.stop();
    return { host, found };
  };

  const first = await up();
  expect(first.found).toEqual({ _id: 'usher', version: 1, members: [{ _id: 0, host: first.host }] });
  const second = await up();
  expect(second.host).not.toBe(first.host);
  expect(second.found).toEqual({ _id: 'usher', version: 2, members: [{ _id: 0, host: second.host }] });
});
