import path from 'node:path';
import { readConfig } from '../../config/env';
import { misspeltIn } from '../../config/misspelt';
import { settleSecrets } from '../../scripts/data-folder';
import { Lifecycle } from '../../scripts/lifecycle';
import { needPorts, settleAlone, settlePort } from '../../scripts/resolve-config';
import { cleanUp, sentence, temporaryFolder } from './support';

afterEach(cleanUp);

const configOf = (env: NodeJS.ProcessEnv) => readConfig({ USHER_DATA_DIR: temporaryFolder(), ...env });

describe('the environment', () => {
  it.each([
    'http://127.0.0.1:7233',
    ':7233',
    '127.0.0.1:',
    '127.0.0.1:70000',
    'user@host:7233',
    '::1',
    'a b:1',
  ])('is refused at once with TEMPORAL_ADDRESS=%s, which never becomes one', (address) => {
    expect(() => configOf({ TEMPORAL_ADDRESS: address })).toThrow('TEMPORAL_ADDRESS: must be <host>:<port>');
  });

  it.each(['127.0.0.1', 'temporal:7233', '[::1]:7233', 'a.b-c.tmprl.cloud:7233'])(
    'may have TEMPORAL_ADDRESS=%s',
    (address) => {
      expect(configOf({ TEMPORAL_ADDRESS: address }).temporalAddress).toBe(address);
    },
  );

  it('is refused with a port of WORKER_METRICS_ADDRESS that cannot be', () => {
    const read = () => configOf({ WORKER_METRICS_ADDRESS: '127.0.0.1:99999' });
    expect(read).toThrow('WORKER_METRICS_ADDRESS: must have a port from 0 to 65535');
  });

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
      secret: [secrets.secret],
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

describe('ports that are the same', () => {
  const free = async () => (await settlePort(configOf({ PORT: '0' }))).port;
  const refusal = async (env: NodeJS.ProcessEnv, roles: readonly ('api' | 'worker')[] = ['api', 'worker']) =>
    sentence(() => needPorts(configOf(env), roles));

  it.each([
    ['METRICS_PORT', ''],
    ['WORKER_METRICS_ADDRESS', '127.0.0.1:'],
    ['WORKER_METRICS_ADDRESS', 'localhost:'],
    ['WORKER_METRICS_ADDRESS', '0.0.0.0:'],
  ])('are told of by their names, not as those of another Usher: %s=%s<PORT>', async (setting, host) => {
    const port = String(await free());
    expect(await refusal({ PORT: port, [setting]: `${host}${port}` })).toBe(
      `${setting} and PORT are both port ${port}: set one of them to another port.`,
    );
  });

  it('are none of a worker that is run alone', async () => {
    const port = String(await free());
    const env = { PORT: port, WORKER_METRICS_ADDRESS: `127.0.0.1:${port}` };
    expect(await refusal(env, ['worker'])).toBeUndefined();
  });

  it('are not the reason where the address is none of this machine, which names its own setting', async () => {
    expect(await refusal({ PORT: '0', WORKER_METRICS_ADDRESS: '999.1.1.1:1' })).toMatch(
      /^WORKER_METRICS_ADDRESS is no address of this machine .*: set WORKER_METRICS_ADDRESS to /,
    );
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
