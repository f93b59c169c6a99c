import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findConnection } from '../../cli/connection';
import { fakeTemporal } from '../support/api/fake-temporal';
import { INSTANCE_KEY, TestApi } from '../support/api/support';
import { failureOf, NOTHING_SET, runUsher } from './support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const says = (pattern: RegExp) => expect.stringMatching(pattern) as string;
const temporary = () => mkdtempSync(path.join(os.tmpdir(), 'usher-cli-'));

/** An environment with a config file of its own. */
function configured(text: string, mode = 0o600): NodeJS.ProcessEnv {
  const home = temporary();
  const file = path.join(home, 'usher', 'config.json');
  mkdirSync(path.dirname(file));
  writeFileSync(file, text);
  chmodSync(file, mode);
  return { ...NOTHING_SET, XDG_CONFIG_HOME: home };
}
const file = () => JSON.stringify({ url: `${api.url}/`, apiKey: api.people.admin.key });

/** An environment with an instance on its data folder. */
function running(): NodeJS.ProcessEnv {
  const dataDir = temporary();
  const runtime = { apiUrl: api.url, instanceKey: INSTANCE_KEY, admin: { apiKey: api.people.admin.key } };
  writeFileSync(path.join(dataDir, 'runtime.json'), JSON.stringify(runtime));
  return { ...NOTHING_SET, USHER_DATA_DIR: dataDir };
}

it('finds the running instance by its data folder', async () => {
  expect(await runUsher(['list'], running())).toMatch(/^(ID|Nothing)/);
  expect(await runUsher(['doctor'], running())).toMatch(/The API key is good +ok +ada@acme.example/);
});

it('reads the config file', async () => {
  const warnings: string[] = [];
  expect(await runUsher(['doctor'], configured(file()), warnings)).toMatch(
    /Usher answers +ok .*config\.json/,
  );
  expect(warnings).toEqual([]);
});

it('warns of a config file that others can read', async () => {
  const warnings: string[] = [];
  await runUsher(['list'], configured(file(), 0o640), warnings);
  expect(warnings).toEqual([expect.stringMatching(/others can read the keys in .*config\.json/)]);
});

it.each([
  ['no JSON', '{', 'the whole'],
  ['a member too many', '{"url": "https://usher.example", "key": "x"}', 'key'],
  ['no address', '{"apiKey": "x"}', 'url'],
  ['an address of another kind', '{"url": "file:///etc/passwd"}', 'url'],
])('refuses a config file with %s', async (_what, text, about) => {
  expect(await failureOf(runUsher(['list'], configured(text)))).toMatchObject({
    exitCode: 2,
    message: says(new RegExp(`config\\.json is not as it should be: .*${about}`)),
  });
});

it('goes by the environment, then the running instance, then the config file', () => {
  const kept = configured('{"url": "https://kept.example", "apiKey": "kept"}');
  const set = { USHER_URL: 'https://set.example', USHER_API_KEY: 'set' };
  const data = { USHER_DATA_DIR: running()['USHER_DATA_DIR'] };
  expect(findConnection({ ...kept, ...data, ...set })).toMatchObject({ url: set.USHER_URL, apiKey: 'set' });
  expect(findConnection({ ...kept, ...data })).toMatchObject({ url: api.url, apiKey: api.people.admin.key });
  expect(findConnection(kept)).toMatchObject({ url: 'https://kept.example', apiKey: 'kept' });
  expect(findConnection({ ...kept, USHER_API_KEY: 'set' })).toMatchObject({ apiKey: 'set' });
});

it('sends a key that was kept for one address to no other', () => {
  const kept = configured('{"url": "https://kept.example/", "apiKey": "kept", "instanceKey": "kept"}');
  const nothing = { apiKey: undefined, instanceKey: undefined };
  expect(findConnection({ ...kept, USHER_URL: 'https://other.example' })).toMatchObject(nothing);
  const same = findConnection({ ...kept, USHER_URL: 'https://kept.example' });
  expect(same).toMatchObject({ apiKey: 'kept', instanceKey: 'kept' });
});

it('passes over a folder for settings that is not absolute, as its specification says', () => {
  const relative = { ...NOTHING_SET, XDG_CONFIG_HOME: 'here' };
  expect(() => findConnection(relative)).toThrow(path.join(os.homedir(), '.config', 'usher', 'config.json'));
});

it('says what is missing', async () => {
  expect(await failureOf(runUsher(['list'], NOTHING_SET))).toMatchObject({ exitCode: 2 });
  const keyless = { ...NOTHING_SET, USHER_URL: api.url };
  expect(await failureOf(runUsher(['list'], keyless))).toMatchObject({
    exitCode: 2,
    message: says(/USHER_API_KEY/),
  });
  const typo = { ...NOTHING_SET, USHER_URL: 'usher.example' };
  expect(await failureOf(runUsher(['list'], typo))).toMatchObject({
    exitCode: 2,
    message: says(/USHER_URL must be/),
  });
});
