import type { ProvisioningInput } from '../../../workflows/contract';
import { useDatabase } from '../../support/models/database';
import { provisioningEnvironment } from '../../support/models/provisioning-environment';
import { storedInvitation } from '../../support/models/samples';

const database = useDatabase('provisioner');
const SOMEBODY = { kind: 'user', id: 'usr_1' } as const;
const { vendor, accepted, provision, rows, existingPartner } = provisioningEnvironment(database);

test('makes account, user, role, link and shares, and lands the partner in them', async () => {
  const { stores } = database;
  const from = await vendor();
  await stores.workspaces.createRecord({
    accountId: from.accountId,
    folderId: from.folderIds[0]!,
    name: 'Price list',
  });
  const input = await accepted(from, 'Partner@New.example', { initialModule: 'certificates' });
  const account = await provision(input);

  const user = await stores.users.find(account.partnerUserId);
  expect(user).toMatchObject({
    email: 'Partner@New.example',
    firstName: 'Bill',
    passwordHash: 'scrypt-hash',
  });
  expect(await stores.accounts.find(account.partnerAccountId)).toMatchObject({
    name: 'Initech',
    createdBy: input.invitationId,
  });
  expect(await stores.memberships.find(account.partnerAccountId, account.partnerUserId)).toMatchObject({
    roleKey: 'partner_admin',
    initialModule: 'certificates',
  });
  expect(await stores.partnerships.find(from.accountId, account.partnershipId)).toMatchObject({
    status: 'active',
    partnerName: 'Initech',
  });
  // Records that come later are shared too; other folders are not.
  await stores.workspaces.createRecord({
    accountId: from.accountId,
    folderId: from.folderIds[0]!,
    name: 'Later',
  });
  expect(await stores.shares.sharedFolders(account.partnerAccountId)).toMatchObject([
    { name: 'Certificates', from: 'Acme', records: [] },
    { name: 'Prices', from: 'Acme', records: [{ name: 'Price list' }, { name: 'Later' }] },
  ]);
  await stores.partnerships.setStatus(from.accountId, account.partnershipId, 'inactive', SOMEBODY);
  expect(await stores.shares.sharedFolders(account.partnerAccountId)).toEqual([]);
});

test('leaves the same rows when each step runs three times in turn', async () => {
  const { provisioner } = database.stores;
  const input = await accepted(await vendor(), 'thrice@new.example');
  const account = await provision(input);
  const once = await rows();
  for (let turn = 0; turn < 3; turn += 1) {
    expect(await provisioner.createAccount(input)).toEqual(account);
    await provisioner.assignDefaultRole({ ...input, account });
    expect(await provisioner.shareRecords({ ...input, account })).toEqual({ sharedFolders: 2 });
  }
  expect(await rows()).toEqual(once);
});

test('leaves the same rows when each step runs five times at once', async () => {
  const { provisioner } = database.stores;
  for (let round = 0; round < 5; round += 1) {
    const from = await vendor();
    const input = await accepted(from, `five${round}@new.example`);
    const five = <T>(step: () => Promise<T>) => Promise.all(Array.from({ length: 5 }, step));
    const accounts = await five(() => provisioner.createAccount(input));
    const account = accounts[0]!;
    expect(new Set(accounts.map((made) => JSON.stringify(made))).size).toBe(1);
    await five(() => provisioner.assignDefaultRole({ ...input, account }));
    const shared = await five(() => provisioner.shareRecords({ ...input, account }));
    expect(shared).toEqual(Array.from({ length: 5 }, () => ({ sharedFolders: 2 })));
    const after = await rows();
    await provision(input);
    expect(await rows()).toEqual(after);
  }
});

test.each([0, 1, 2, 3])('compensates %i finished steps without touching what existed', async (steps) => {
  const { provisioner } = database.stores;
  const from = await vendor();
  await provision(await accepted(from, `before${steps}@new.example`));
  const input = await accepted(from, `gone${steps}@new.example`);
  const before = await rows();
  const account = steps > 0 ? await provisioner.createAccount(input) : undefined;
  if (account && steps > 1) await provisioner.assignDefaultRole({ ...input, account });
  if (account && steps > 2) await provisioner.shareRecords({ ...input, account });
  for (let turn = 0; turn < 2; turn += 1) {
    await provisioner.withdrawSharedRecords(input);
    await provisioner.withdrawDefaultRole(input);
    await provisioner.removeCreatedAccount(input);
  }
  expect(await rows()).toEqual(before);
  // A retry makes the very same partner.
  const again = await provision(input);
  if (account) expect(again).toEqual(account);
});

test('keeps user, account, role and link of an existing partner, and adds only what is new', async () => {
  const { stores } = database;
  const from = await vendor();
  const partner = await existingPartner(from, 'known@new.example');
  const invitationId = await storedInvitation(stores, from.accountId, 'Known@new.example', {
    roleKey: 'viewer',
    share: { workspaceId: from.workspaceId, folderIds: from.folderIds },
    input: { inviterId: from.inviterId },
  });
  const before = await rows();
  const input: ProvisioningInput = {
    invitationId,
    acceptedBy: { kind: 'user', id: partner.partnerUserId },
    partnerAccountId: partner.partnerAccountId,
  };
  const account = await provision(input);
  expect(account).toEqual({
    partnerAccountId: partner.partnerAccountId,
    partnerUserId: partner.partnerUserId,
    partnershipId: partner.partnershipId,
  });
  expect(await stores.shares.ofPartnership(partner.partnershipId)).toHaveLength(3);
  const membership = await stores.memberships.find(partner.partnerAccountId, partner.partnerUserId);
  expect(membership?.roleKey).toBe(partner.roleKey);

  await stores.provisioner.withdrawSharedRecords(input);
  await stores.provisioner.withdrawDefaultRole(input);
  await stores.provisioner.removeCreatedAccount(input);
  expect(await rows()).toEqual(before);
});

test('keeps the account of a partner whom another vendor has linked before the undoing', async () => {
  const { stores } = database;
  const [first, second] = [await vendor(), await vendor()];
  const input = await accepted(first, 'shared@new.example');
  const account = await provision(input);
  const invitationId = await storedInvitation(stores, second.accountId, 'shared@new.example', {
    input: { inviterId: second.inviterId },
  });
  await provision({
    invitationId,
    acceptedBy: { kind: 'user', id: account.partnerUserId },
    partnerAccountId: account.partnerAccountId,
  });
  await stores.provisioner.removeCreatedAccount(input);
  expect(await stores.accounts.find(account.partnerAccountId)).toBeDefined();
  expect(await stores.users.find(account.partnerUserId)).toBeDefined();
  expect(await stores.partnerships.find(first.accountId, account.partnershipId)).toBeUndefined();
  // Nor when nobody is in it at the moment.
  await stores.memberships.remove(account.partnerAccountId, account.partnerUserId);
  await stores.provisioner.removeCreatedAccount(input);
  expect(await stores.accounts.find(account.partnerAccountId)).toBeDefined();
});

test('wakes an inactive link and puts it back to sleep on compensation', async () => {
  const { stores } = database;
  const from = await vendor();
  const partner = await existingPartner(from, 'asleep@new.example');
  await stores.partnerships.setStatus(from.accountId, partner.partnershipId, 'inactive', SOMEBODY);
  const invitationId = await storedInvitation(stores, from.accountId, 'asleep@new.example', {
    input: { inviterId: from.inviterId },
  });
  const input: ProvisioningInput = {
    invitationId,
    acceptedBy: { kind: 'user', id: partner.partnerUserId },
    partnerAccountId: partner.partnerAccountId,
  };
  await provision(input);
  expect(await stores.partnerships.counts(from.accountId)).toEqual({ active: 1, inactive: 0 });
  await stores.provisioner.removeCreatedAccount(input);
  expect(await stores.partnerships.counts(from.accountId)).toEqual({ active: 0, inactive: 1 });
});
