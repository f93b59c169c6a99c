import { BY_USHER } from '../../../models/partners/partnership-events';
import { newId } from '../../../domain/ids';
import type { ProvisioningInput } from '../../../workflows/contract';
import { useDatabase } from '../../support/models/database';
import { provisioningEnvironment } from '../../support/models/provisioning-environment';
import { snapshot } from '../../support/models/samples';

const database = useDatabase('adding');
const { vendor, accepted, provision, rows, refusal, existingPartner } = provisioningEnvironment(database);

const undo = async (input: ProvisioningInput) => {
  const { provisioner } = database.stores;
  await provisioner.withdrawSharedRecords(input);
  await provisioner.withdrawDefaultRole(input);
  await provisioner.removeCreatedAccount(input);
};

/** A vendor's partner, and an accepted invitation that is to be added to it. */
async function adding(email: string, first = `first.${email}`) {
  const from = await vendor();
  const partner = await existingPartner(from, first);
  const input = { ...(await accepted(from, email)), addToPartnershipId: partner.partnershipId };
  return { from, partner, input };
}

test('makes the person a partner user of the account that was there, and shares what is new with it', async () => {
  const { memberships, partnerships, shares, accounts } = database.stores;
  const { from, partner } = await adding('unused@nordwind.example', 'nora@nordwind.example');
  const input = {
    ...(await accepted(from, 'tom@nordwind.example', {
      share: { workspaceId: from.workspaceId, folderIds: from.folderIds.slice(1) },
      roleKey: 'partner_admin',
    })),
    addToPartnershipId: partner.partnershipId,
  };
  const before = await partnerships.find(from.accountId, partner.partnershipId);
  const account = await provision(input);
  expect(account).toEqual({
    partnerAccountId: partner.partnerAccountId,
    partnerUserId: input.invitationId.replace('inv', 'usr'),
    partnershipId: partner.partnershipId,
  });
  expect(await memberships.find(account.partnerAccountId, account.partnerUserId)).toMatchObject({
    roleKey: 'partner_user',
    createdBy: input.invitationId,
  });
  expect(await partnerships.find(from.accountId, partner.partnershipId)).toEqual(before);
  expect(await accounts.find(input.invitationId.replace('inv', 'acc'))).toBeUndefined();
  const shared = await shares.ofPartnership(partner.partnershipId);
  expect(shared.map(({ folderId }) => folderId).sort()).toEqual([...from.folderIds].sort());
  const log = await database.stores.auditLog.list({ accountId: partner.partnerAccountId, limit: 10 });
  expect(log.items).toMatchObject([
    { type: 'user_added_by_invitation', target: { kind: 'user', id: account.partnerUserId } },
  ]);
  // Twice is once.
  const after = await rows();
  expect(await provision(input)).toEqual(account);
  expect(await rows()).toEqual(after);
});

test('takes back the membership, the shares that were new and the person, and nothing that was there', async () => {
  const { from, partner } = await adding('unused2@nordwind.example', 'nora2@nordwind.example');
  const before = await rows();
  const input = {
    ...(await accepted(from, 'tom2@nordwind.example', {
      // The second of three is shared already.
      share: { workspaceId: from.workspaceId, folderIds: from.folderIds.slice(1) },
    })),
    addToPartnershipId: partner.partnershipId,
  };
  await provision(input);
  expect(await rows()).not.toEqual(before);
  await undo(input);
  expect(await rows()).toEqual(before);
});

test('adds a user who has another account as they are, and takes back that membership alone', async () => {
  const { memberships, users } = database.stores;
  const { from, partner } = await adding('unused3@nordwind.example', 'nora3@nordwind.example');
  const addToPartnershipId = partner.partnershipId;
  const wish = { input: { inviterId: from.inviterId, addToPartnershipId } };
  const input = { ...(await accepted(from, 'vera@nordwind.example', wish)), addToPartnershipId };
  const own = await existingPartner(await vendor(), 'vera@nordwind.example');
  const user = await users.find(own.partnerUserId);
  const before = await rows();
  const signedIn = { ...input, acceptedBy: { kind: 'user', id: own.partnerUserId } } as const;
  for (const each of [input, signedIn]) {
    const account = await provision(each);
    expect(account).toMatchObject({
      partnerAccountId: partner.partnerAccountId,
      partnerUserId: own.partnerUserId,
    });
    expect(await users.find(own.partnerUserId)).toEqual(user);
    expect((await memberships.ofUser(own.partnerUserId)).map(({ roleKey }) => roleKey)).toEqual([
      'partner_admin',
      'partner_user',
    ]);
    await undo(each);
    expect(await rows()).toEqual(before);
  }
});

test('puts nobody who has an account into another one that they were not told of', async () => {
  const { provisioner } = database.stores;
  const { input } = await adding('rita@nordwind.example');
  const own = await existingPartner(await vendor(), 'rita@nordwind.example');
  const before = await rows();
  const signedIn = {
    ...input,
    acceptedBy: { kind: 'user', id: own.partnerUserId },
    partnerAccountId: own.partnerAccountId,
  } as const;
  for (const each of [input, signedIn]) {
    expect(await refusal(provisioner.createAccount(each))).toBe('PartnerUnavailable');
    expect(await rows()).toEqual(before);
  }
});

test('leaves the role of somebody who is in the account already, also when it is undone', async () => {
  const { memberships, users } = database.stores;
  const { partner, input } = await adding('kim@nordwind.example');
  const made = await users.create({ email: 'kim@nordwind.example', passwordHash: 'own' });
  const userId = made.ok ? made.user._id : '';
  await memberships.add({ accountId: partner.partnerAccountId, userId, roleKey: 'partner_admin' });
  const before = await rows();
  await provision(input);
  await undo(input);
  expect(await rows()).toEqual(before);
});

test('refuses a partner that is gone, inactive, another account’s, or was never one, and makes nothing', async () => {
  const { partnerships, provisioner } = database.stores;
  const { from, partner, input } = await adding('lee@nordwind.example');
  const foreign = await existingPartner(await vendor(), 'foreign@nordwind.example');
  const off = await existingPartner(from, 'off@nordwind.example');
  await partnerships.setStatus(from.accountId, off.partnershipId, 'inactive', BY_USHER);
  const before = await rows();
  for (const id of [
    foreign.partnershipId,
    off.partnershipId,
    newId('prt'),
    '{"$ne":null}',
    partner.partnerAccountId,
  ]) {
    expect(await refusal(provisioner.createAccount({ ...input, addToPartnershipId: id }))).toBe(
      'PartnerUnavailable',
    );
    expect(await rows()).toEqual(before);
  }
});

test('gives no membership when the partner is switched off between two steps', async () => {
  const { memberships, partnerships, provisioner } = database.stores;
  const { from, partner, input } = await adding('mid@nordwind.example');
  const before = await rows();
  const account = await provisioner.createAccount(input);
  await partnerships.setStatus(from.accountId, partner.partnershipId, 'inactive', BY_USHER);
  expect(await refusal(provisioner.assignDefaultRole({ ...input, account }))).toBe('PartnerUnavailable');
  expect(await memberships.find(account.partnerAccountId, account.partnerUserId)).toBeUndefined();
  await undo(input);
  await partnerships.setStatus(from.accountId, partner.partnershipId, 'active', BY_USHER);
  expect(await rows()).toEqual(before);
});

describe('an account that is not the inviter’s to let people into', () => {
  const addable = async (accountId: string, partnershipId: string) =>
    (await database.stores.addablePartners.find(accountId, partnershipId)) !== undefined;

  test('is one that works with somebody else too, active or not', async () => {
    const [from, other] = [await vendor(), await vendor()];
    const partner = await existingPartner(from, 'two@nordwind.example');
    expect(await addable(from.accountId, partner.partnershipId)).toBe(true);
    const link = await existingPartner(other, 'two@nordwind.example');
    expect(link.partnerAccountId).toBe(partner.partnerAccountId);
    expect(await addable(from.accountId, partner.partnershipId)).toBe(false);
    expect(await addable(other.accountId, link.partnershipId)).toBe(false);
    await database.stores.partnerships.setStatus(other.accountId, link.partnershipId, 'inactive', BY_USHER);
    expect(await addable(from.accountId, partner.partnershipId)).toBe(false);
  });

  test('is one that was there before the inviter came', async () => {
    const { accounts, partnerships } = database.stores;
    const from = await vendor();
    const { _id: umbrella } = await accounts.create({ name: 'Umbrella' });
    const { _id } = await partnerships.establish({
      ...{ _id: newId('prt'), accountId: from.accountId, partnerAccountId: umbrella },
      ...{ partnerName: 'Umbrella', invitationId: newId('inv') },
    });
    expect(await addable(from.accountId, _id)).toBe(false);
  });

  test('is one that is still being made and may be undone', async () => {
    const from = await vendor();
    const input = await accepted(from, 'early@nordwind.example');
    const { partnershipId } = await provision(input);
    expect(await addable(from.accountId, partnershipId)).toBe(false);
    await database.stores.invitations.record(snapshot(input.invitationId, { seq: 9, status: 'active' }));
    expect(await addable(from.accountId, partnershipId)).toBe(true);
  });
});
