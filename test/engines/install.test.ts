import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshClone } from './bad-environment';
import { cleanUp, putOnPath, temporaryFolder } from './support';

afterEach(cleanUp);

/** As real as is needed: like npm it leaves out development packages in production unless they are asked for. */
const NPM = `
const fs = require('fs');
const [command, ...flags] = process.argv.slice(2);
fs.appendFileSync(process.env.CALLS, [command, ...flags].join(' ') + '\\n');
const refusal = JSON.parse(process.env.REFUSALS || '{}')[command];
if (refusal) {
  console.error('npm error code ' + refusal);
  process.exit(1);
}
if (command === 'ping') process.exit(0);
const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
const without = process.env.NODE_ENV === 'production' && !flags.includes('--include=dev');
const installed = Object.entries(packages).filter(([name, one]) => name !== '' && !(without && one.dev));
fs.mkdirSync('node_modules', { recursive: true });
fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: Object.fromEntries(installed) }));
`;

let clone: string;
let calls: string;
beforeEach(() => {
  clone = freshClone();
  const folder = temporaryFolder();
  calls = path.join(folder, 'calls');
  writeFileSync(path.join(folder, 'npm.cjs'), NPM);
  putOnPath('npm', `exec "${process.execPath}" "${path.join(folder, 'npm.cjs')}" "$@"`);
});

/** Installs as every launcher does, and answers what was printed and which commands npm was given. */
function install(env: NodeJS.ProcessEnv = {}) {
  writeFileSync(calls, '');
  const script = "import('./scripts/install.mjs').then(({ ensureInstalled }) => ensureInstalled())";
  const ran = spawnSync(process.execPath, ['--eval', script], {
    cwd: clone,
    env: { ...process.env, CALLS: calls, ...env },
    timeout: 15_000,
    encoding: 'utf8',
  });
  const commands = readFileSync(calls, 'utf8').split('\n').filter(Boolean);
  return {
    ok: ran.status === 0,
    output: ran.stdout + ran.stderr,
    commands: commands.map((line) => line.split(' ')[0]),
  };
}

const stamp = () => path.join(clone, 'node_modules', '.usher-installed');

it('installs what building needs in production as well, and once', () => {
  expect(install({ NODE_ENV: 'production' })).toMatchObject({ ok: true, commands: ['ping', 'ci'] });
  expect(install()).toMatchObject({ ok: true, commands: [] });
});

it('is not spoiled by an installation that went another way', () => {
  install();
  const record = path.join(clone, 'node_modules', '.package-lock.json');
  const { packages } = JSON.parse(readFileSync(record, 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  const production = Object.entries(packages).filter(([, { dev }]) => dev !== true);
  writeFileSync(record, JSON.stringify({ packages: Object.fromEntries(production) }));
  const again = install();
  expect(again).toMatchObject({ ok: true, commands: ['ping', 'ci'] });
  expect(again.output).toMatch(/^Installing packages \(npm ci\), as \S+ and \d+ more are missing \.\.\.$/m);
});

it('takes nothing for installed after an installation that failed', () => {
  expect(install({ REFUSALS: '{"ci":"E404"}' })).toMatchObject({ ok: false, commands: ['ping', 'ci'] });
  expect(existsSync(stamp())).toBe(false);
  expect(install()).toMatchObject({ ok: true, commands: ['ping', 'ci'] });
});

it('asks npm install only where npm ci refuses the lock file', () => {
  expect(install({ REFUSALS: '{"ci":"EUSAGE"}' })).toMatchObject({
    ok: true,
    commands: ['ping', 'ci', 'install'],
  });
});

it('takes what npm has in its cache while the registry is away', () => {
  expect(install({ REFUSALS: '{"ping":"ENOTFOUND"}' })).toMatchObject({ ok: true, commands: ['ping', 'ci'] });
  expect(readFileSync(calls, 'utf8')).toContain('--offline');
});

it('does not mind a registry that answers no ping', () => {
  expect(install({ REFUSALS: '{"ping":"E404"}' })).toMatchObject({ ok: true, commands: ['ping', 'ci'] });
  expect(readFileSync(calls, 'utf8')).not.toContain('--offline');
});

it('goes on after a lock that a full disk or a power cut left empty', () => {
  install();
  rmSync(stamp());
  writeFileSync(path.join(clone, '.cache', 'install.lock'), '');
  expect(install()).toMatchObject({ ok: true, commands: [] });
}, 20_000);
