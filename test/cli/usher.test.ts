import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CliError } from '../../cli/failures';
import { runProgram } from '../../cli/program';
import { fakeTemporal } from '../api/fake-temporal';
import { INSTANCE_KEY, TestApi } from '../api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

/** Runs the command line against the API; what it printed, or what it failed with. */
async function usher(args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const lines: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line = '') => void lines.push(String(line)));
  const silence = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  try {
    const defaults = {
      USHER_URL: api.url,
      USHER_API_KEY: api.people.admin.key,
      USHER_INSTANCE_KEY: INSTANCE_KEY,
    };
    await runProgram({ ...defaults, ...env }, args);
  } finally {
    log.mockRestore();
    silence.mockRestore();
  }
  return lines.join('\n');
}

const failure = (args: string[], env?: NodeJS.ProcessEnv) =>
  usher(args, env).then(
    () => undefined,
    (error: unknown) => error,
  );

it('invites, lists, shows and exports', async () => {
  expect(await usher(['invite', 'Initech', 'bill@initech.example', '--first-name', 'Bill'])).toContain(
    'The invitation has been successfully sent.',
  );
  const listed = JSON.parse(await usher(['--json', 'list', '--search', 'initech'])) as { id: string }[];
  expect(listed).toHaveLength(1);
  const shown = await usher(['show', listed[0]!.id]);
  expect(shown).toContain('bill@initech.example');
  expect(await usher(['list'])).toMatch(/^ID +Status +Partner Name/);
  expect(await usher(['export'])).toContain('"bill@initech.example"');
});

it('never lets a name become a formula or a terminal command', async () => {
  await usher(['invite', '=HYPERLINK("x")', 'formula@initech.example']);
  expect(await usher(['export'])).toContain(`"'=HYPERLINK(""x"")"`);
});

it('revokes, and says what was refused', async () => {
  const missing = await failure(['revoke', 'inv_00000000000000000000000000']);
  expect(missing).toMatchObject({ exitCode: 1 });
  expect((missing as CliError).message).toContain('404 not-found');
  const wrong = await failure(['invite', 'Initech', 'not an address']);
  expect((wrong as CliError).message).toContain('/contactEmail');
});

it('verifies the audit log and notices what was changed', async () => {
  await api.post('/v1/api-keys', api.people.admin, { name: 'audited' });
  expect(await usher(['audit', 'verify'])).toMatch(/Whole +true/);
  await api.connection.collection('audit_log').updateOne({}, { $set: { type: 'forged' } });
  expect(await failure(['audit', 'verify'])).toMatchObject({ exitCode: 1 });
});

it('tells usage, refusals and outages apart', async () => {
  expect(await failure(['list'], { USHER_URL: 'http://127.0.0.1:9' })).toMatchObject({ exitCode: 3 });
  const empty = mkdtempSync(path.join(os.tmpdir(), 'usher-cli-'));
  expect(await failure(['list'], { USHER_URL: '', USHER_DATA_DIR: empty })).toMatchObject({ exitCode: 2 });
  expect(await failure(['import', path.join(empty, 'none.csv')])).toMatchObject({ exitCode: 2 });
  expect(await failure(['list'], { USHER_API_KEY: 'usher_wrong' })).toMatchObject({ exitCode: 1 });
});

it('finds the running instance by its data folder', async () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'usher-cli-'));
  const runtime = { apiUrl: api.url, instanceKey: INSTANCE_KEY, admin: { apiKey: api.people.admin.key } };
  writeFileSync(path.join(dataDir, 'runtime.json'), JSON.stringify(runtime));
  const env = { USHER_URL: '', USHER_API_KEY: '', USHER_DATA_DIR: dataDir };
  expect(await usher(['list'], env)).toContain('Partner Name');
  expect(await usher(['doctor'], env)).toMatch(/The API key is good +ok/);
});
