import { execFile, type ExecFileException } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { fakeTemporal } from '../support/api/fake-temporal';
import { PASSWORD, TestApi } from '../support/api/support';
import { ROOT } from '../../scripts/structure/sources';
import { environmentOf } from './support';

const api = new TestApi();
beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['scripts/build.mjs'], { cwd: ROOT });
  const idle = fakeTemporal();
  await api.start({
    ...idle,
    maintenance: {
      ...idle.maintenance,
      rebuildProgress: () => Promise.resolve({ status: 'completed', rebuilt: 3, gone: 0 }),
    },
  });
});
afterAll(() => api.stop());

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a program of its own. */
function usher(args: string[], env: NodeJS.ProcessEnv = {}, input = ''): Promise<Ended> {
  const program = path.join(ROOT, 'cli', 'usher.mjs');
  const options = { env: { ...process.env, ...environmentOf(api), ...env } };
  return new Promise((resolve) => {
    const ended = (error: ExecFileException | null, stdout: string, stderr: string) =>
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    execFile(process.execPath, [program, ...args], options, ended).stdin?.end(input);
  });
}

it('tells by its exit code what happened, and by standard error why', async () => {
  expect(await usher(['list'])).toMatchObject({ exitCode: 0, stderr: '' });
  const refused = await usher(['list'], { USHER_API_KEY: 'usher_wrong' });
  expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
  expect(refused.stderr).toMatch(/\(401 unauthenticated\)\n$/);
  expect(await usher(['lists'])).toMatchObject({ exitCode: 2, stdout: '' });
  expect(await usher(['list'], { USHER_URL: 'nowhere' })).toMatchObject({ exitCode: 2 });
  expect(await usher(['list'], { USHER_URL: 'http://127.0.0.1:9' })).toMatchObject({ exitCode: 3 });
  expect(await usher(['--help'])).toMatchObject({ exitCode: 0, stderr: '' });
});

it('makes an account, with the password from standard input', async () => {
  const args = ['--json', 'accounts', 'create', 'Initech', '--email', 'bill@initech.example'];
  const names = ['--first-name', 'Bill', '--last-name', 'Lumbergh'];
  const { exitCode, stdout } = await usher([...args, ...names], {}, `${PASSWORD}\n`);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ name: 'Initech' });
  expect(await api.stores.users.authenticate('bill@initech.example', PASSWORD)).toBeDefined();
});

it('rebuilds the read model with the instance key only', async () => {
  expect((await usher(['rebuild'])).stdout).toMatch(/Rebuilt +3/);
  expect(await usher(['rebuild'], { USHER_INSTANCE_KEY: 'wrong' })).toMatchObject({ exitCode: 1 });
  expect(await usher(['rebuild'], { USHER_INSTANCE_KEY: '' })).toMatchObject({ exitCode: 2 });
});
