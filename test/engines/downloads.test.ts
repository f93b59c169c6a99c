import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { version } from '@temporalio/common/package.json';
import { cacheDir } from '../../engines/cache';
import { mongoStandin } from '../../engines/mongo-standin';
import { binaryFromSdk } from '../../engines/sdk-download';
import { NotApplicable } from '../../engines/types';
import { cleanUp, collect, putOnPath, temporaryFolder } from './support';

beforeEach(() => {
  process.env['USHER_CACHE_DIR'] = temporaryFolder();
});
afterEach(cleanUp);

describe('the stand-in for MongoDB', () => {
  /** A Maven that "fetches" one library to where it is told, and a compiler that "compiles" one class. */
  function fakeTools(): void {
    putOnPath('java', 'exit 1');
    putOnPath('mvn', 'for each; do :; done; mkdir "${each#*=}"; touch "${each#*=}/h2.jar"');
    putOnPath('javac', 'mkdir "$4"; touch "$4/EmbeddedMongo.class"');
  }

  it('is fetched and compiled once, and started with what that left', async () => {
    fakeTools();
    const { log, lines } = collect();
    const { program, args } = await mongoStandin(log);
    const [name = ''] = readdirSync(cacheDir());
    const folder = path.join(cacheDir(), name);
    expect(name).toMatch(/^mongo-standin-[0-9a-f]{16}$/);
    expect(readdirSync(path.join(folder, 'lib'))).toEqual(['h2.jar']);
    expect(readdirSync(path.join(folder, 'classes'))).toEqual(['EmbeddedMongo.class']);
    expect(path.basename(program)).toBe('java');
    const classPath = `${path.join(folder, 'lib', '*')}:${path.join(folder, 'classes')}`;
    expect(args.slice(-3)).toEqual(['-cp', classPath, 'EmbeddedMongo']);
    expect(lines).toEqual([
      'Fetching the MongoDB stand-in with Maven ...',
      expect.stringMatching(/^Fetching the MongoDB stand-in: done in [\d.]+ s$/),
    ]);

    putOnPath('mvn', 'exit 1');
    expect(await mongoStandin(log)).toEqual({ program, args });
  });

  it('is passed over where Maven cannot fetch, with what Maven says, and leaves nothing', async () => {
    fakeTools();
    putOnPath('mvn', 'echo "[INFO] Scanning"; echo "[ERROR] Could not transfer h2.jar"; exit 1');
    const fetching = mongoStandin(collect().log);
    await expect(fetching).rejects.toThrow(NotApplicable);
    await expect(fetching).rejects.toThrow('mvn ended with code 1: [ERROR] Could not transfer h2.jar');
    expect(readdirSync(cacheDir())).toEqual([]);
  });
});

describe("a server that Temporal's SDK downloads", () => {
  const download = (...names: string[]) => {
    const folder = path.join(cacheDir(), `sdk-dev-server-${version}`);
    mkdirSync(folder, { recursive: true });
    for (const name of names) writeFileSync(path.join(folder, name), '');
    return folder;
  };

  it('is the one that is there, not one that was never finished', async () => {
    const folder = download('temporal-9.downloading', 'temporal-1');
    expect(await binaryFromSdk('dev-server', collect().log)).toBe(path.join(folder, 'temporal-1'));
  });

  it('is passed over when the SDK left none', async () => {
    download('temporal-9.downloading');
    await expect(binaryFromSdk('dev-server', collect().log)).rejects.toThrow(NotApplicable);
  });
});
