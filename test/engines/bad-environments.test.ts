import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { newSecret } from '../../scripts/data-folder';
import { cacheDir } from '../../engines/cache';
import { ROOT } from '../../scripts/structure/sources';
import {
  canMount,
  expectSentence,
  freshClone,
  printMeasured,
  smallDisk,
  unmountAll,
} from './bad-environment';
import { needing } from '../support/needing';
import { spawnUsher } from '../support/usher';
import { cleanUp, temporaryFolder } from './support';

const NOBODY = 65_534;
const onlyWhereMounting = needing('a right to mount', canMount).it;

/** Compiling everything takes half a minute alone, and ten times that on a machine that is busy. */
const BUILT_WITHIN_MS = 900_000;
beforeAll(() => promisify(execFile)(process.execPath, ['scripts/build.mjs'], { cwd: ROOT }), BUILT_WITHIN_MS);
afterEach(() => {
  unmountAll();
  cleanUp();
});
afterAll(printMeasured);

/** A server that takes connections and says nothing. */
async function silentServer(): Promise<net.Server & { port: number }> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(server, { port: (server.address() as AddressInfo).port });
}

describe('a Node that is too old', () => {
  const sentence = /^Usher needs Node 20\.19 or later, and this is 18\.20\.8: install /;
  const nodeFlags = () => {
    const fake = path.join(temporaryFolder(), 'fake.cjs');
    writeFileSync(
      fake,
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } });",
    );
    return ['--require', fake];
  };

  it.each(['scripts/launch.mjs', 'scripts/build.mjs', 'scripts/test.mjs', 'cli/usher.mjs'])(
    'is refused by %s before anything else',
    async (script) => {
      const { lines } = await expectSentence(
        `Node 18, ${script}`,
        { nodeFlags: nodeFlags(), args: [script, 'start'] },
        sentence,
      );
      expect(lines).toHaveLength(1);
    },
  );

  it('can read the entry scripts, which hold no syntax that is newer than modules', () => {
    for (const script of ['scripts/launch.mjs', 'scripts/build.mjs', 'scripts/test.mjs', 'cli/usher.mjs']) {
      const text = readFileSync(path.join(ROOT, script), 'utf8');
      expect(text).not.toMatch(/^(const .* = )?await |\?\?|\?\.|'node:/m);
      expect(text.match(/^import .* from '\.[^']*'/gm)).toEqual([expect.stringContaining('enter.mjs')]);
    }
    expect(readFileSync(path.join(ROOT, 'scripts/enter.mjs'), 'utf8')).not.toMatch(/\?\?|\?\.|'node:|await/);
  });
});

describe('a port or host that cannot be listened on', () => {
  it.each(['PORT', 'METRICS_PORT'])('is told by %s before an engine is started', async (setting) => {
    const server = await silentServer();
    const env = { [setting]: String(server.port) };
    const { lines } = await expectSentence(
      `${setting} taken`,
      { env },
      new RegExp(`^Port ${server.port} of 127.0.0.1 is taken, perhaps by another Usher: set ${setting} to `),
    );
    expect(lines).toHaveLength(1);
    server.close();
  });

  it('is told of a process that is run alone', async () => {
    const server = await silentServer();
    const env = {
      PORT: String(server.port),
      MONGODB_URI: 'mongodb://127.0.0.1:1',
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      USHER_SECRET: newSecret(),
    };
    await expectSentence(
      'PORT taken, API alone',
      { env, args: ['scripts/launch.mjs', 'api'] },
      /set PORT to/,
    );
    server.close();
  });

  it.each([
    ['203.0.113.1', '3999'],
    ['nowhere.invalid', '0'],
  ])('is told of HOST=%s with PORT=%s', async (host, port) => {
    const env = { HOST: host, PORT: port, PREVIEW_INBOX_EXPOSED: 'true' };
    await expectSentence(`HOST=${host}`, { env }, /^HOST=\S+ is no address .* set HOST to /);
  });
});

describe('a package registry that is away', () => {
  const start = (port: number) =>
    expectSentence(
      port === 9 ? 'registry refuses' : 'registry is silent',
      {
        root: freshClone(),
        env: { npm_config_registry: `http://127.0.0.1:${port}`, npm_config_cache: temporaryFolder() },
      },
      new RegExp(
        `^The package registry http://127.0.0.1:${port} cannot be reached .* set npm_config_registry to`,
      ),
    );

  it('is told of at the first start', async () => {
    await start(9);
  });

  it('is told of when it takes the call and says nothing', async () => {
    const server = await silentServer();
    await start(server.port);
    server.close();
  });
});

describe('a folder that cannot be written', () => {
  it('is told of where a file is in the way of the data folder', async () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    for (const folder of [file, path.join(file, 'below')]) {
      const sentence = new RegExp(
        `^${folder} cannot be written, as a file is in the way: set USHER_DATA_DIR to `,
      );
      await expectSentence('data folder is a file', { env: { USHER_DATA_DIR: folder } }, sentence);
    }
  });

  it('is told of where a file is in the way of what is built', async () => {
    const root = freshClone();
    writeFileSync(path.join(root, '.cache'), '');
    await expectSentence(
      '.cache is a file',
      { root },
      /\.cache cannot be written, .* put the clone of Usher into /,
    );
  });

  it('is told of where a file is in the way of the cache folder', async () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const env = { USHER_CACHE_DIR: file };
    await expectSentence('cache folder is a file', { env }, /cannot be written, .* set USHER_CACHE_DIR to /);
  });

  needing('a superuser', process.getuid?.() === 0).it(
    'is told to a user who may not write there',
    async () => {
      const env = { USHER_DATA_DIR: '/usher-data', HOME: '/' };
      const sentence = /^\/usher-data cannot be written, as permission denied: set USHER_DATA_DIR to /;
      await expectSentence('no right to the data folder', { env, uid: NOBODY }, sentence);
    },
  );

  onlyWhereMounting('is told of on a read-only file system', async () => {
    const env = { USHER_DATA_DIR: path.join(smallDisk('size=1m,ro'), 'data') };
    await expectSentence(
      'read-only data folder',
      { env },
      / cannot be written, as .*: set USHER_DATA_DIR to /,
    );
  });
});

describe('a disk without room', () => {
  for (const size of ['64k', '2m']) {
    onlyWhereMounting(`is told of at the start with ${size}`, async () => {
      const env = { USHER_DATA_DIR: path.join(smallDisk(`size=${size}`), 'data') };
      await expectSentence(
        `disk of ${size}`,
        { env },
        /^The disk is full: \/\S+ has \d\.\d MB left; make room, or set USHER_DATA_DIR to /,
      );
    });
  }
});

describe('data whose secret is gone', () => {
  const dataWith = (secrets: string | undefined): NodeJS.ProcessEnv => {
    const dataDir = temporaryFolder();
    writeFileSync(path.join(dataDir, 'mongodb.h2'), '');
    if (secrets !== undefined) writeFileSync(path.join(dataDir, 'secrets.json'), secrets);
    return { USHER_DATA_DIR: dataDir };
  };

  it('refuses to start, as often as it is tried', async () => {
    const env = dataWith(undefined);
    const sentence = /^There is data without its secret: restore \S+secrets\.json .* USHER_SECRET /;
    for (const name of ['secrets.json missing', 'secrets.json missing, again']) {
      await expectSentence(name, { env }, sentence);
    }
  });

  it.each([
    ['', 'is empty'],
    ['{"secret', 'is damaged'],
    ['[]', 'is damaged'],
  ])('refuses to start with %j in secrets.json', async (text, what) => {
    const sentence = new RegExp(`secrets\\.json ${what}: restore it .* USHER_SECRET`);
    await expectSentence(`secrets.json ${what}`, { env: dataWith(text) }, sentence);
  });
});

describe('a server that was given and is away', () => {
  it('is told of by the setting that names it', async () => {
    const env = { MONGODB_URI: 'mongodb://127.0.0.1:1/usher', USHER_SECRET: newSecret() };
    await expectSentence(
      'MONGODB_URI leads nowhere',
      { env },
      /^MongoDB at 127\.0\.0\.1:1 cannot .* MONGODB_URI to /,
    );
  });
});

it('is no obstacle that the locale lacks letters of the data folder and the cache folder', async () => {
  const dataDir = path.join(temporaryFolder(), 'dätä');
  const cache = path.join(temporaryFolder(), 'cäche');
  symlinkSync(cacheDir(), cache);
  const env = { USHER_CACHE_DIR: cache, LC_ALL: undefined, LC_CTYPE: undefined, LANG: 'C' };
  const usher = spawnUsher({ dataDir, env });
  await usher.whenReady();
  expect(await usher.stop()).toBe(0);
});

it('says so when an engine ends with something unknown, in one line', async () => {
  const bin = path.join(temporaryFolder(), 'bin');
  mkdirSync(bin);
  const script =
    '#!/bin/sh\ncase $1 in --version) echo "temporal version 1.9.1";; *) echo "Error: no luck"; exit 3;; esac\n';
  writeFileSync(path.join(bin, 'temporal'), script, { mode: 0o755 });
  const env = { PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` };
  await expectSentence(
    'engine ends',
    { env },
    /^The temporal engine did not come up: Error: no luck \(see \S+\)\.$/,
  );
});
