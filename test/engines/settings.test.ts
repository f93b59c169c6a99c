import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../../config/env';
import { misspeltIn } from '../../config/misspelt';
import { newSecret, settleSecrets, takeDataFolder, writeRuntimeFile } from '../../scripts/data-folder';
import { processIdentity } from '../../scripts/engines/processes';
import { Lifecycle } from '../../scripts/lifecycle';
import { settleAlone, settlePort } from '../../scripts/settle';
import { cleanUp, temporaryFolder } from './support';

afterEach(cleanUp);

const configOf = (env: NodeJS.ProcessEnv) => readConfig({ USHER_DATA_DIR: temporaryFolder(), ...env });

describe('the environment', () => {
  it('is looked through for names that are nearly right', () => {
    const env = {
      EMAIL_TRANSPORTT: 'smtp',
      USHER_SECERT: 'x',
      EMAIL_FROM: 'x',
      USHER_SECRET_FILE: 'x',
      HOME: '/',
    };
    expect(misspeltIn(env)).toEqual([
      'EMAIL_TRANSPORTT is no setting of Usher; is EMAIL_TRANSPORT meant?',
      'USHER_SECERT is no setting of Usher; is USHER_SECRET meant?',
    ]);
    expect(misspeltIn(process.env)).toEqual([]);
  });

  it('is asked for everything that a process run alone lacks at once', async () => {
    process.env['TEMPORAL_CONFIG_FILE'] = path.join(temporaryFolder(), 'none.toml');
    const alone = settleAlone(configOf({ PORT: '0' }), 'worker');
    await expect(alone).rejects.toThrow(
      /needs 4 more[^]*MONGODB_URI[^]*TEMPORAL_ADDRESS[^]*USHER_SECRET[^]*PUBLIC_URL/,
    );
  });

  it('lets the API run alone with the secrets of an all-in-one instance on this machine', async () => {
    const dataDir = temporaryFolder();
    const secrets = await settleSecrets(configOf({ USHER_DATA_DIR: dataDir }));
    process.env['TEMPORAL_ADDRESS'] = '127.0.0.1:1';
    const config = configOf({
      USHER_DATA_DIR: dataDir,
      MONGODB_URI: 'mongodb://127.0.0.1:1/usher',
      PORT: '0',
    });
    expect(await settleAlone(config, 'api')).toMatchObject({
      ...secrets,
      temporal: { address: '127.0.0.1:1', namespace: 'default' },
    });
  });
});

describe('the port', () => {
  it('is a free one that the public URL names when PORT is 0', async () => {
    const { port, publicUrl } = await settlePort(configOf({ PORT: '0' }));
    expect(port).toBeGreaterThan(0);
    expect(publicUrl).toBe(`http://127.0.0.1:${port}`);
  });

  it('is not in the public URL when that is given', async () => {
    const settled = await settlePort(
      configOf({ PORT: '0', PUBLIC_URL: 'https://usher.example/', PREVIEW_INBOX_EXPOSED: 'true' }),
    );
    expect(settled.publicUrl).toBe('https://usher.example');
  });
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
    await expect(settleSecrets(configOf({ USHER_DATA_DIR: dataDir }))).rejects.toThrow('EISDIR');
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

describe('stopping', () => {
  it('goes on in the opposite order of starting, past a part that fails, and only once', async () => {
    const order: string[] = [];
    const lifecycle = new Lifecycle();
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    lifecycle.onStop('engines', () => void order.push('engines'));
    lifecycle.onStop('worker', () => Promise.reject(new Error('broken')));
    lifecycle.onStop('api', () => void order.push('api'));
    await Promise.all([lifecycle.stop(), lifecycle.stop()]);
    expect(order).toEqual(['api', 'engines']);
    expect(console.error).toHaveBeenCalledWith('Stopping worker: broken');
  });
});
