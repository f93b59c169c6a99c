import { BUILT_IN_ROLES, SCOPES } from '../../../domain/accounts/roles';
import { newId } from '../../../domain/ids';
import { PROGRAM_DEFAULTS, type CustomField } from '../../../domain/programs/program';
import { useDatabase } from '../../support/models/database';

const database = useDatabase('programs');
const SOMEBODY = { kind: 'user', id: newId('usr') } as const;

const field = (key: string): CustomField => ({
  key,
  label: key,
  type: 'text',
  required: false,
  filledBy: 'invitee',
});

test('has a default program without anybody making it, once under races', async () => {
  const { programs } = database.stores;
  const accountId = newId('acc');
  const found = await Promise.all(Array.from({ length: 10 }, () => programs.find(accountId, 'default')));
  expect(found[0]).toMatchObject({ ...PROGRAM_DEFAULTS, key: 'default', customFieldsVersion: 1 });
  expect(await programs.list(accountId)).toHaveLength(1);
  expect(await programs.find(accountId, 'gold')).toBeUndefined();
});

test('changes what is given and leaves the rest', async () => {
  const { programs } = database.stores;
  const accountId = newId('acc');
  await programs.put(accountId, 'gold', { autoOnboarding: false, reminders: ['P1D'] });
  const changed = await programs.put(accountId, 'gold', { requiredApprovals: 2 });
  expect(changed).toMatchObject({
    name: 'gold',
    autoOnboarding: false,
    reminders: ['P1D'],
    requiredApprovals: 2,
    expiresIn: 'P14D',
  });
  expect((await programs.list(accountId)).map(({ key }) => key)).toEqual(['default', 'gold']);
});

test('raises the version of the form only when it changes, and keeps every version', async () => {
  const { programs } = database.stores;
  const accountId = newId('acc');
  const put = (customFields: CustomField[]) => programs.put(accountId, 'default', { customFields });
  expect((await put([field('a')])).customFieldsVersion).toBe(2);
  expect((await put([field('a')])).customFieldsVersion).toBe(2);
  expect((await put([{ ...field('a'), options: [{ value: 'x', label: 'X' }] }])).customFieldsVersion).toBe(3);
  expect(await programs.customFieldsAt(accountId, 'default', 1)).toEqual([]);
  expect(await programs.customFieldsAt(accountId, 'default', 2)).toEqual([field('a')]);
  expect(await programs.customFieldsAt(accountId, 'default', 9)).toEqual([]);

  await Promise.all(['b', 'c', 'd'].map((key) => put([field(key)])));
  const program = await programs.find(accountId, 'default');
  expect(program?.customFieldsVersion).toBe(6);
  expect(program?.customFieldsHistory.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(program?.customFieldsHistory.at(-1)?.fields).toEqual(program?.customFields);
});

test('refuses members that no program has', async () => {
  const { programs } = database.stores;
  const unknown = { surprise: true } as object;
  await expect(programs.put(newId('acc'), 'default', unknown)).rejects.toThrow(/not in schema|strict mode/);
});

test('knows the ranks and scopes of the built-in roles, and lets nobody replace them', async () => {
  const { roles } = database.stores;
  const accountId = newId('acc');
  const ranks = Object.fromEntries(BUILT_IN_ROLES.map(({ key, rank }) => [key, rank]));
  expect(ranks).toEqual({
    account_admin: 100,
    subscription_owner: 90,
    partner_admin: 80,
    approver: 60,
    operator: 50,
    partner_user: 20,
    viewer: 10,
  });
  expect((await roles.find(accountId, 'account_admin'))?.scopes).toEqual(SCOPES);
  expect((await roles.find(accountId, 'viewer'))?.scopes.every((scope) => /read|own/.test(scope))).toBe(true);
  const own = { key: 'auditor', name: 'Auditor', rank: 15, scopes: ['audit:read'] as const };
  expect(await roles.put(accountId, { ...own, key: 'viewer' })).toBe(false);
  expect(await roles.put(accountId, own)).toBe(true);
  expect(await roles.find(accountId, 'auditor')).toEqual({ ...own, builtIn: false });
  expect(await roles.find(newId('acc'), 'auditor')).toBeUndefined();
  expect((await roles.list(accountId)).map(({ key }) => key).slice(-3)).toEqual([
    'partner_user',
    'auditor',
    'viewer',
  ]);
  expect(await roles.remove(accountId, 'auditor')).toBe(true);
  expect(await roles.remove(accountId, 'viewer')).toBe(false);
});

test('keeps folder names apart by more than case, within one workspace', async () => {
  const { workspaces } = database.stores;
  const accountId = newId('acc');
  const workspace = await workspaces.create({ accountId, name: 'One' });
  const names = ['Prices', 'prices', ' PRICES ', 'Other'];
  const made = await Promise.all(
    names.map((name) => workspaces.createFolder({ accountId, workspaceId: workspace._id, name })),
  );
  expect(made.filter(Boolean)).toHaveLength(2);
  const second = await workspaces.create({ accountId, name: 'Two' });
  expect(await workspaces.createFolder({ accountId, workspaceId: second._id, name: 'Prices' })).toBeDefined();
  const folders = await workspaces.listFolders(accountId, workspace._id);
  await workspaces.createRecord({ accountId, folderId: folders[0]!._id, name: 'r' });
  expect(await workspaces.countRecords(folders.map(({ _id }) => _id))).toEqual(
    new Map([[folders[0]!._id, 1]]),
  );
  expect(await workspaces.listFolders(newId('acc'), workspace._id)).toEqual([]);
});

test('pages partners by name and tells active from inactive', async () => {
  const { partnerships } = database.stores;
  const accountId = newId('acc');
  for (const partnerName of ['delta', 'Alpha', 'alpha', 'Beta', 'gamma']) {
    const invitationId = newId('inv');
    await partnerships.establish({
      _id: newId('prt'),
      accountId,
      partnerAccountId: newId('acc'),
      partnerName,
      invitationId,
    });
  }
  const names = [];
  let cursor: string | undefined;
  do {
    const page = await partnerships.list({ accountId, status: 'active', limit: 2, cursor });
    names.push(...page.items.map((item) => item.partnerName.toLowerCase()));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(names).toEqual(['alpha', 'alpha', 'beta', 'delta', 'gamma']);
  const [beta] = (await partnerships.list({ accountId, search: 'BET', limit: 5 })).items;
  expect(await partnerships.setStatus(newId('acc'), beta!._id, 'inactive', SOMEBODY)).toBeUndefined();
  expect((await partnerships.setStatus(accountId, beta!._id, 'inactive', SOMEBODY))?.status).toBe('inactive');
  expect(await partnerships.counts(accountId)).toEqual({ active: 4, inactive: 1 });
});

test('links two accounts once, whoever invites how often', async () => {
  const { partnerships } = database.stores;
  const [accountId, partnerAccountId] = [newId('acc'), newId('acc')];
  const links = await Promise.all(
    Array.from({ length: 10 }, () => {
      const invitationId = newId('inv');
      return partnerships.establish({
        _id: newId('prt'),
        accountId,
        partnerAccountId,
        partnerName: 'Initech',
        invitationId,
      });
    }),
  );
  expect(new Set(links.map(({ _id }) => _id)).size).toBe(1);
});
