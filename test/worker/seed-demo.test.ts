import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seedDemo } from '../../worker/seed-demo';
import { SECRET, useDatabase } from '../support/models/database';

const database = useDatabase('seed');

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'usher-seed-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

const seed = (folder = dataDir) => seedDemo({ mongodbUri: database.uri, dataDir: folder, secret: SECRET });

async function sizes() {
  const names = [
    'accounts',
    'users',
    'memberships',
    'programs',
    'workspaces',
    'folders',
    'records',
    'documents',
    'api_keys',
  ];
  return Promise.all(names.map((name) => database.connection.collection(name).countDocuments()));
}

test('seeds two vendors once, whose people sign in with the same secrets after every start', async () => {
  const { stores } = database;
  const first = await seed();
  const before = await sizes();
  expect(await seed()).toEqual(first);
  expect(await sizes()).toEqual(before);

  const roles: Record<string, string> = {};
  for (const [key, { email, password, apiKey }] of Object.entries(first)) {
    const user = await stores.users.authenticate(email, password);
    const credential = (await stores.principals.ofApiKey(apiKey))?.credential;
    expect(credential?.userId).toBe(user?._id);
    const membership = await stores.memberships.find(credential?.accountId ?? '', user?._id ?? '');
    const account = await stores.accounts.find(membership?.accountId ?? '');
    roles[key] = `${account?.name} ${membership?.roleKey}`;
  }
  expect(roles).toEqual({
    admin: 'Acme account_admin',
    approver: 'Acme approver',
    operator: 'Acme operator',
    otherAdmin: 'Globex account_admin',
  });
  const file = await stat(path.join(dataDir, 'demo-accounts.json'));
  expect(file.mode & 0o777).toBe(0o600);
});

test('leaves what people changed since, and lets a second data folder sign in too', async () => {
  const { stores } = database;
  const first = await seed();
  const { accountId } = (await stores.principals.ofApiKey(first.admin.apiKey))!.credential;
  expect(await stores.programs.find(accountId, 'default')).toMatchObject({
    autoOnboarding: false,
    requiredApprovals: 1,
    defaultRoleKey: 'partner_admin',
  });
  await stores.programs.put(accountId, 'default', { autoOnboarding: true });
  const other = await seed(path.join(dataDir, 'other'));
  expect((await stores.programs.find(accountId, 'default'))?.autoOnboarding).toBe(true);
  expect(await stores.users.authenticate(other.admin.email, other.admin.password)).toBeDefined();
  expect(await stores.principals.ofApiKey(first.admin.apiKey)).toBeDefined();
});

test.each(['', '{"admin":', 'null', '{"admin":{}}'])(
  'says what to do with %j for its accounts',
  async (text) => {
    const folder = await mkdtemp(path.join(dataDir, 'damaged-'));
    await writeFile(path.join(folder, 'demo-accounts.json'), text);
    await expect(seed(folder)).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringMatching(/demo-accounts\.json is damaged: restore it .* or remove it /) as string,
    });
  },
);

test('says what to do with a folder in the place of its accounts', async () => {
  const folder = path.join(dataDir, 'folder');
  await mkdir(path.join(folder, 'demo-accounts.json'), { recursive: true });
  await expect(seed(folder)).rejects.toThrow(/demo-accounts\.json cannot be read \(EISDIR\): .* remove it /);
});
