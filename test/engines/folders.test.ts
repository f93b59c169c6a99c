import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../../config/env';
import { newSecret, settleSecrets, takeDataFolder, writeRuntimeFile } from '../../scripts/data-folder';
import { cached } from '../../engines/cache';
import { processIdentity } from '../../engines/processes';
import { Lifecycle } from '../../scripts/lifecycle';
import { makeFolder } from '../../engines/make-folder';
import { cleanUp, sentence, temporaryFolder } from './support';

afterEach(cleanUp);

const configOf = (env: NodeJS.ProcessEnv) => readConfig({ USHER_DATA_DIR: temporaryFolder(), ...env });

describe('a folder that cannot be made', () => {
  const loop = () => {
    const link = path.join(temporaryFolder(), 'loop');
    symlinkSync(link, link);
    return link;
  };
  const places: [string, () => string, string][] = [
    ['in /proc, where Node never ends', () => '/proc/usher', 'no folder can be made there'],
    ['below nothing in /proc', () => '/proc/usher/data', 'no folder can be made there'],
    ['with a name too long', () => path.join('/tmp', 'x'.repeat(300)), 'its name is too long'],
    ['at a link to itself', loop, 'a symbolic link there leads back to itself'],
    ['below a link to itself', () => path.join(loop(), 'data'), 'a symbolic link there leads back to itself'],
  ];

  it.each(places)('is told of as data folder and cache folder %s', async (_name, place, reason) => {
    const folder = place();
    const because = (setting: string) =>
      new RegExp(`^\\S+ cannot be written, as ${reason}: set ${setting} to a folder of your own`);
    expect(await sentence(() => takeDataFolder(folder, new Lifecycle()))).toMatch(because('USHER_DATA_DIR'));
    process.env['USHER_CACHE_DIR'] = folder;
    expect(await sentence(() => cached('thing', () => Promise.resolve()))).toMatch(
      because('USHER_CACHE_DIR'),
    );
  });

  it('is none where folders above it are missing, or it is there, also as a link', async () => {
    const folder = path.join(temporaryFolder(), 'some', 'where');
    const link = path.join(temporaryFolder(), 'link');
    symlinkSync(folder, link);
    await Promise.all([makeFolder(folder), makeFolder(folder)]);
    await makeFolder(link);
    expect(statSync(link).isDirectory()).toBe(true);
  });

  it.each(['usher.pid', 'runtime.json', 'version.json'])(
    'is told of where a folder %s is in the way',
    async (name) => {
      const dataDir = temporaryFolder();
      mkdirSync(path.join(dataDir, name));
      expect(await sentence(() => takeDataFolder(dataDir, new Lifecycle()))).toBe(
        `${path.join(dataDir, name)} cannot be written, as a folder is in the way: set USHER_DATA_DIR to a folder of ` +
          'your own, on a disk with room.',
      );
    },
  );
});

describe('the data folder', () => {
  it('keeps the secrets that the environment does not give, for its owner only', async () => {
    const dataDir = temporaryFolder();
    const first = await settleSecrets(configOf({ USHER_DATA_DIR: dataDir }));
    expect(await settleSecrets(configOf({ USHER_DATA_DIR: dataDir }))).toEqual(first);
    expect(statSync(path.join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
    const secret = newSecret();
    const given = await settleSecrets(configOf({ USHER_DATA_DIR: dataDir, USHER_SECRET: secret }));
    expect(given).toEqual({ secret, instanceKey: first.instanceKey });
  });

  it('gets no new secret where it holds data, nor where the given database does', async () => {
    for (const name of ['mongodb.h2', 'temporal.db', 'mongodb']) {
      const dataDir = temporaryFolder();
      writeFileSync(path.join(dataDir, name), '');
      writeFileSync(path.join(dataDir, 'secrets.json'), `{"instanceKey":"${newSecret()}"}`);
      const config = configOf({ USHER_DATA_DIR: dataDir });
      await expect(settleSecrets(config)).rejects.toThrow(/data without its secret: .*USHER_SECRET/);
      const secret = newSecret();
      expect(await settleSecrets(configOf({ USHER_DATA_DIR: dataDir, USHER_SECRET: secret }))).toMatchObject({
        secret,
      });
    }
    const fresh = configOf({});
    const holdsData = () => Promise.resolve(true);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(settleSecrets(fresh, holdsData)).rejects.toThrow(/data without its secret/);
    }
    expect(await settleSecrets(fresh)).toMatchObject({ secret: expect.any(String) as string });
  });

  it('gets no new secret where the file of the old one cannot be read', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(path.join(dataDir, 'secrets.json'));
    expect(await sentence(() => settleSecrets(configOf({ USHER_DATA_DIR: dataDir })))).toMatch(
      /secrets\.json cannot be read, as a folder is in the way: set USHER_DATA_DIR to /,
    );
  });

  it('keeps the only copy of a secret, whatever the environment gives meanwhile', async () => {
    const dataDir = temporaryFolder();
    const start = (env: NodeJS.ProcessEnv) => settleSecrets(configOf({ USHER_DATA_DIR: dataDir, ...env }));
    const { secret } = await start({ USHER_INSTANCE_KEY: newSecret() });
    const { instanceKey } = await start({ USHER_SECRET: newSecret() });
    expect(await start({})).toEqual({ secret, instanceKey });
  });

  it('takes no kept secret that the environment may not give', async () => {
    const dataDir = temporaryFolder();
    for (const name of ['secret', 'instanceKey']) {
      writeFileSync(path.join(dataDir, 'secrets.json'), JSON.stringify({ [name]: 'x' }));
      await expect(settleSecrets(configOf({ USHER_DATA_DIR: dataDir }))).rejects.toThrow(
        /secrets\.json is damaged: restore it/,
      );
    }
  });

  it('is refused with another secret than its data was written with, of which it tells nothing', async () => {
    const dataDir = temporaryFolder();
    const start = (env: NodeJS.ProcessEnv) => settleSecrets(configOf({ USHER_DATA_DIR: dataDir, ...env }));
    const [secret, other, instanceKey] = [newSecret(), newSecret(), newSecret()];
    await start({ USHER_SECRET: other });
    // Without data it may still change.
    await start({ USHER_SECRET: secret, USHER_INSTANCE_KEY: instanceKey });
    writeFileSync(path.join(dataDir, 'mongodb.h2'), '');
    await takeDataFolder(dataDir, new Lifecycle());
    for (const more of [{}, { USHER_INSTANCE_KEY: instanceKey }]) {
      await expect(start({ USHER_SECRET: other, ...more })).rejects.toThrow(
        /^The data in \S+ was written with another secret: set USHER_SECRET to that one/,
      );
    }
    expect(await start({ USHER_SECRET: secret })).toMatchObject({ secret });
    // Its data is elsewhere.
    expect(await start({ USHER_SECRET: other, MONGODB_URI: 'mongodb://a/b' })).toMatchObject({
      secret: other,
    });
    const files = ['version.json', 'secrets.json'].map((name) =>
      readFileSync(path.join(dataDir, name), 'utf8'),
    );
    expect(files.join()).not.toContain(secret);
  });

  it('takes any secret for the data of an earlier version, and that one from then on', async () => {
    const dataDir = temporaryFolder();
    writeFileSync(path.join(dataDir, 'mongodb.h2'), '');
    writeFileSync(path.join(dataDir, 'version.json'), '{ "data": 1 }');
    const start = (secret: string) =>
      settleSecrets(configOf({ USHER_DATA_DIR: dataDir, USHER_SECRET: secret }));
    await start(newSecret());
    await expect(start(newSecret())).rejects.toThrow(/written with another secret/);
  });

  it('is refused to a second instance while the first lives', async () => {
    const dataDir = temporaryFolder();
    writeFileSync(path.join(dataDir, 'usher.pid'), processIdentity(process.ppid) ?? '');
    await expect(takeDataFolder(dataDir, new Lifecycle())).rejects.toThrow(
      /already runs on .*USHER_DATA_DIR/,
    );
  });

  it('is left alone when a newer Usher wrote it', async () => {
    const dataDir = temporaryFolder();
    const lifecycle = new Lifecycle();
    await takeDataFolder(dataDir, lifecycle);
    await lifecycle.stop();
    await takeDataFolder(dataDir, new Lifecycle());
    writeFileSync(path.join(dataDir, 'version.json'), '{ "data": 2 }');
    await expect(takeDataFolder(dataDir, new Lifecycle())).rejects.toThrow(/newer Usher.* USHER_DATA_DIR/);
  });

  it('shows where everything is until the process stops', async () => {
    const dataDir = temporaryFolder();
    const lifecycle = new Lifecycle();
    await takeDataFolder(dataDir, lifecycle);
    await writeRuntimeFile(dataDir, { apiUrl: 'http://127.0.0.1:1' }, lifecycle);
    const file = path.join(dataDir, 'runtime.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await lifecycle.stop();
    expect(() => statSync(file)).toThrow();
    expect(() => statSync(path.join(dataDir, 'usher.pid'))).toThrow();
  });
});
