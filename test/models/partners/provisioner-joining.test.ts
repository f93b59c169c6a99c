import type { ProvisioningInput } from '../../../workflows/contract';
import { useDatabase } from '../../support/models/database';
import { provisioningEnvironment } from '../../support/models/provisioning-environment';
import { snapshot } from '../../support/models/samples';

const database = useDatabase('joining');
const { vendor, accepted, provision, rows, existingPartner } = provisioningEnvironment(database);

const undo = async (input: ProvisioningInput) => {
  const { provisioner } = database.stores;
  await provisioner.withdrawSharedRecords(input);
  await provisioner.withdrawDefaultRole(input);
  await provisioner.removeCreatedAccount(input);
};

const provisioning = (input: ProvisioningInput) =>
  database.stores.invitations.record(snapshot(input.invitationId, { seq: 5, status: 'provisioning' }));

test('joins the account of a user who came to be after the acceptance, name and password untouched', async () => {
  const { stores } = database;
  const [first, second] = [await vendor(), await vendor()];
  const late = await accepted(second, 'meanwhile@new.example');
  const partner = await existingPartner(first, 'Meanwhile@new.example');
  const user = await stores.users.find(partner.partnerUserId);
  const before = await rows();

  const account = await provision(late);
  expect(account).toMatchObject({
    partnerAccountId: partner.partnerAccountId,
    partnerUserId: partner.partnerUserId,
  });
  expect(await stores.users.find(partner.partnerUserId)).toEqual(user);
  expect(await stores.partnerships.find(second.accountId, account.partnershipId)).toMatchObject({
    partnerAccountId: partner.partnerAccountId,
  });
  expect(await provision(late)).toEqual(account);
  await undo(late);
  expect(await rows()).toEqual(before);
});

test('gives a user who is in the inviting account alone a new account of their own', async () => {
  const { stores } = database;
  const from = await vendor();
  const email = 'colleague@new.example';
  const made = await stores.users.create({ email, firstName: 'Carla', passwordHash: 'her own' });
  const userId = made.ok ? made.user._id : '';
  await stores.memberships.add({ accountId: from.accountId, userId, roleKey: 'viewer' });
  const before = await rows();

  for (const acceptedBy of [
    { kind: 'user', id: userId },
    { kind: 'invitee', id: 'invitee' },
  ] as const) {
    const input = { ...(await accepted(from, email)), acceptedBy };
    const account = await provision(input);
    expect(account.partnerUserId).toBe(userId);
    expect(account.partnerAccountId).not.toBe(from.accountId);
    expect(await provision(input)).toEqual(account);
    expect(await stores.memberships.find(account.partnerAccountId, userId)).toMatchObject({
      roleKey: 'partner_admin',
    });
    expect(await stores.users.find(userId)).toMatchObject({ firstName: 'Carla', passwordHash: 'her own' });
    await undo(input);
    expect(await rows()).toEqual(before);
    await stores.invitations.record(snapshot(input.invitationId, { seq: 9, status: 'revoked' }));
  }
});

test.each(['invitee', 'user'])(
  'joins an account made for the person, never one they joined otherwise (%s)',
  async (kind) => {
    const { accounts, memberships, users } = database.stores;
    const [first, second, third] = [await vendor(), await vendor(), await vendor()];
    const email = `joined-${kind}@new.example`;
    const made = await users.create({ email, firstName: 'Vera', passwordHash: 'her own' });
    const userId = made.ok ? made.user._id : '';
    const { _id: tenant } = await accounts.create({ name: 'Globex' });
    await memberships.add({ accountId: tenant, userId, roleKey: 'viewer' });
    const id = kind === 'user' ? userId : 'invitee';
    const inputs: ProvisioningInput[] = [];
    for (const from of [first, second]) {
      inputs.push({ ...(await accepted(from, email)), acceptedBy: { kind, id } as never });
    }
    const [one, two] = inputs as [ProvisioningInput, ProvisioningInput];

    const own = await provision(one);
    expect(own).toMatchObject({
      partnerUserId: userId,
      partnerAccountId: one.invitationId.replace('inv', 'acc'),
    });
    expect(await memberships.find(own.partnerAccountId, userId)).toMatchObject({ roleKey: 'partner_admin' });
    expect(await users.find(userId)).toMatchObject({ firstName: 'Vera', passwordHash: 'her own' });
    expect(await provision(one)).toEqual(own);
    const joined = await provision(two);
    expect(joined.partnerAccountId).toBe(own.partnerAccountId);
    expect(await provision(two)).toEqual(joined);
    // An account that was made by an invitation for somebody else is no account of their own.
    const others = await existingPartner(third, `other-${kind}@new.example`);
    const late = await users.create({ email: `late-${kind}@new.example`, passwordHash: 'x' });
    const lateId = late.ok ? late.user._id : '';
    await memberships.add({ accountId: others.partnerAccountId, userId: lateId, roleKey: 'partner_user' });
    const input = await accepted(first, `late-${kind}@new.example`);
    expect((await provision(input)).partnerAccountId).toBe(input.invitationId.replace('inv', 'acc'));
  },
);

test('brings back a user without any membership as a new person whose former access is dead', async () => {
  const { stores } = database;
  const [former, from] = [await vendor(), await vendor()];
  const left = await existingPartner(former, 'left@new.example');
  const { partnerAccountId: accountId, partnerUserId: userId } = left;
  const { token } = await stores.sessions.create({ userId, accountId });
  const { key } = await stores.apiKeys.create({ userId, accountId, name: 'old' });
  await stores.memberships.remove(accountId, userId);
  await stores.users.update(userId, { status: 'disabled' });

  const input = await accepted(from, 'left@new.example');
  const account = await provision(input);
  expect(account.partnerUserId).toBe(userId);
  expect(account.partnerAccountId).not.toBe(accountId);
  expect(await stores.users.find(userId)).toMatchObject({
    status: 'active',
    passwordHash: 'scrypt-hash',
    passwordVersion: 2,
    firstName: 'Bill',
  });
  expect(await stores.sessions.find(token)).toBeUndefined();
  expect(await stores.principals.ofApiKey(key)).toBeUndefined();
  expect(await provision(input)).toEqual(account);
  expect(await stores.users.find(userId)).toMatchObject({ passwordVersion: 2 });

  await undo(input);
  expect(await stores.users.find(userId)).toMatchObject({ status: 'disabled', passwordHash: null });
  expect(await stores.accounts.find(account.partnerAccountId)).toBeUndefined();
  expect(await provision(input)).toEqual(account);
});

test('waits while another invitation makes the same person, then joins what it made', async () => {
  const { provisioner, users } = database.stores;
  const [first, second] = [await vendor(), await vendor()];
  const [one, two] = [await accepted(first, 'twin@new.example'), await accepted(second, 'twin@new.example')];
  await provisioning(one);
  const made = await provisioner.createAccount(one);
  await expect(provisioner.createAccount(two)).rejects.toMatchObject({
    type: 'ProvisioningBusy',
    nonRetryable: false,
  });
  await provisioner.assignDefaultRole({ ...one, account: made });
  const joined = await provision(two);
  expect(joined).toMatchObject({
    partnerAccountId: made.partnerAccountId,
    partnerUserId: made.partnerUserId,
  });
  expect(await users.findByEmailKey('twin@new.example')).toMatchObject({ createdBy: one.invitationId });
});

test('goes on by itself when the other invitation came to nothing', async () => {
  const { provisioner, users } = database.stores;
  const [first, second] = [await vendor(), await vendor()];
  const [one, two] = [await accepted(first, 'lone@new.example'), await accepted(second, 'lone@new.example')];
  await provisioning(one);
  await provisioner.createAccount(one);
  await database.stores.invitations.record(snapshot(one.invitationId, { seq: 9, status: 'revoked' }));
  const account = await provision(two);
  expect(account.partnerAccountId).not.toBe(one.invitationId.replace('inv', 'acc'));
  // What the first one leaves to be undone does not touch the second.
  await undo(one);
  expect(await users.find(account.partnerUserId)).toMatchObject({ status: 'active' });
  expect(await provision(two)).toEqual(account);
});

test('takes back no membership that another invitation has made its partner of', async () => {
  const { memberships, provisioner, users } = database.stores;
  const [first, second] = [await vendor(), await vendor()];
  const [one, two] = [await accepted(first, 'kept@new.example'), await accepted(second, 'kept@new.example')];
  const made = await provisioner.createAccount(one);
  await provisioner.assignDefaultRole({ ...one, account: made });
  const joined = await provision(two);
  await undo(one);
  expect(await memberships.find(joined.partnerAccountId, joined.partnerUserId)).toBeDefined();
  expect(await users.find(joined.partnerUserId)).toBeDefined();
  expect(await provision(two)).toEqual(joined);
});

test('adds nobody again to an account that was there before', async () => {
  const { memberships, provisioner } = database.stores;
  const [first, second] = [await vendor(), await vendor()];
  const partner = await existingPartner(first, 'removed@new.example');
  const input = await accepted(second, 'removed@new.example');
  const account = await provisioner.createAccount(input);
  await memberships.remove(partner.partnerAccountId, partner.partnerUserId);
  await provisioner.assignDefaultRole({ ...input, account });
  expect(await memberships.ofUser(partner.partnerUserId)).toEqual([]);
});
