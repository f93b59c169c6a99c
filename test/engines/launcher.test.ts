import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../../scripts/structure/sources';
import { startReceiver } from '../support/receiver';
import { temporaryFolder, until, cleanUp } from './support';

afterAll(cleanUp);

const launch = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/launch.mjs', ...args], { cwd: ROOT, encoding: 'utf8' });

it.each([
  ['no name', [], /^usage: node scripts\/launch\.mjs <name of a script/],
  ['a name that leads elsewhere', ['../api/main'], /^usage: node scripts\/launch\.mjs <name of a script/],
  ['a script that is not there', ['no-such-thing'], /^There is no scripts\/no-such-thing\.ts\.\n$/],
])('ends with 2 and one sentence for %s', (_what, args, sentence) => {
  const { status, stderr } = launch(...args);
  expect(stderr).toMatch(sentence);
  expect(status).toBe(2);
});

/** Starts the demo as npm does and prints its process ID. */
const AS_NPM = `
const demo = require('child_process').spawn(process.execPath, ['scripts/launch.mjs', 'demo'], { stdio: 'inherit' });
console.log(demo.pid);
`;

it('stops what npm started when npm is killed, which cannot hand the signal on', async () => {
  const silent = await startReceiver(() => undefined);
  const env = {
    ...process.env,
    npm_lifecycle_event: 'demo',
    USHER_URL: silent.url,
    USHER_API_KEY: 'usher_any',
    USHER_DATA_DIR: temporaryFolder(),
  };
  const npm = spawn(process.execPath, ['--eval', AS_NPM], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    let printed = '';
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    }
    await until(() => silent.received.length > 0);
    const demo = Number(/^\d+$/m.exec(printed)?.[0]);
    expect(isThere(demo)).toBe(true);
    npm.kill('SIGKILL');
    // Its output ends with the last that holds it.
    await once(npm.stdout, 'close');
    await until(() => !isThere(demo));
    // It did not go on until the silence was too long for it.
    expect(printed).not.toContain('failed');
  } finally {
    await silent.close();
  }
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
