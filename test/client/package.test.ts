import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../house/sources';
import { fakeTemporal } from '../api/fake-temporal';
import { TestApi } from '../api/support';

const api = new TestApi();
const folder = mkdtempSync(path.join(os.tmpdir(), 'usher-client-'));
const installed = path.join(folder, 'node_modules', '@usher', 'client');

beforeAll(async () => {
  await api.start(fakeTemporal());
  await run('npm', ['pack', '--silent', '--pack-destination', folder], path.join(ROOT, 'client'));
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  writeFileSync(path.join(folder, 'package.json'), '{"private": true}');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', path.join(folder, packed)], folder);
  // Node's own types, as an application has them.
  mkdirSync(path.join(folder, 'node_modules', '@types'));
  for (const name of ['@types/node', 'undici-types']) {
    symlinkSync(path.join(ROOT, 'node_modules', name), path.join(folder, 'node_modules', name));
  }
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a program printed; fails with all it said when it does. */
async function run(
  command: string,
  args: readonly string[],
  cwd = folder,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const options = { cwd, env: { ...process.env, ...env } };
  try {
    return (await promisify(execFile)(command, args, options)).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`, { cause: error });
  }
}

/** The compiler's complaints about a program in the folder. */
async function compile(name: string, text: string): Promise<string> {
  writeFileSync(path.join(folder, name), text);
  const tsc = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const flags = ['--strict', '--module', 'node16', '--target', 'es2023', '--types', 'node'];
  try {
    await run(process.execPath, [tsc, ...flags, name]);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const PROGRAM = `
import { ProblemError, UsherClient, type Schema } from '@usher/client';

const usher = new UsherClient({ url: process.env.USHER_URL!, apiKey: process.env.USHER_API_KEY });

async function main(): Promise<void> {
  const body = { partnerName: 'Packed', contactEmail: 'packed@client.example' };
  const invited: Schema<'Invitation'> = await usher.post('/v1/invitations', { body });
  const codes = await usher.post('/v1/invitations', { body }).then(
    () => 'no error',
    (error: unknown) => (error instanceof ProblemError ? error.code : 'another error'),
  );
  const names: (string | null)[] = [];
  for await (const one of usher.list('/v1/invitations', { query: { search: 'Packed' } })) names.push(one.partnerName);
  console.log(JSON.stringify({ id: invited.id, codes, names }));
}

void main();
`;

it('holds what a program needs, and nothing else', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).sort();
  const modules = ['errors', 'index', 'openapi', 'operations', 'send', 'usher-client'];
  const compiled = modules.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]);
  expect(files).toEqual(['LICENSE', 'README.md', 'dist', 'package.json', ...compiled].sort());
});

it('type-checks in a program and runs against Usher', async () => {
  expect(await compile('program.ts', PROGRAM)).toBe('');
  const env = { USHER_URL: api.url, USHER_API_KEY: api.people.admin.key };
  const printed: unknown = JSON.parse(await run(process.execPath, ['program.js'], folder, env));
  expect(printed).toEqual({
    id: expect.stringMatching(/^inv_\w{26}$/) as string,
    codes: 'invitation-already-open',
    names: ['Packed'],
  });
});

it('can be imported by a module as well', async () => {
  const text = "import { UsherClient } from '@usher/client'; console.log(typeof UsherClient);";
  writeFileSync(path.join(folder, 'module.mjs'), text);
  expect((await run(process.execPath, ['module.mjs'])).trim()).toBe('function');
});

it('lets the compiler find what Usher does not have', async () => {
  const wrong = [
    "void usher.get('/v1/invitation');",
    "void usher.get('/v1/invitations/{id}');",
    "void usher.get('/v1/invitations', { query: { view: 'none' } });",
    "void usher.post('/v1/invitations', { body: { partnerName: 'x' } });",
    "void usher.post('/v1/invitations', { body: { partnerName: 'x', contactEmail: 'y', colour: 'z' } });",
    "void usher.delete('/v1/invitations');",
    "usher.list('/v1/me');",
    "void usher.get('/v1/me').then((me) => me.nickname);",
  ];
  const program = [
    `import { UsherClient } from '@usher/client';`,
    `const usher = new UsherClient({ url: '' });`,
  ];
  const complaints = await compile('wrong.ts', [...program, ...wrong].join('\n'));
  const lines = [...complaints.matchAll(/wrong\.ts\((\d+),/g)].map(
    ([, line]) => Number(line) - program.length,
  );
  expect([...new Set(lines)].sort((a, b) => a - b)).toEqual(wrong.map((_, index) => index + 1));
});
