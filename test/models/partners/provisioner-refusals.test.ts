import { newId } from '../../../domain/ids';
import { contentHash } from '../../../domain/invitations/content-hash';
import { SECRET, useDatabase } from '../../support/models/database';
import { provisioningEnvironment } from '../../support/models/provisioning-environment';
import { newInvitation, snapshot } from '../../support/models/samples';

const database = useDatabase('refusals');
const { vendor, accepted, rows, refusal, existingPartner } = provisioningEnvironment(database);

test('refuses to join a user whose address nobody has proven and makes nothing', async () => {
  const { provisioner } = database.stores;
  const from = await vendor();
  await existingPartner(from, 'taken@new.example');
  const input = await accepted(from, 'TAKEN@new.example');
  const before = await rows();
  const unproven = { ...input, acceptedBy: { kind: 'operator', id: 'ops' } } as const;
  expect(await refusal(provisioner.createAccount(unproven))).toBe('EmailAlreadyRegistered');
  expect(await rows()).toEqual(before);
});

test('refuses a signed-in user who was not invited, a foreign account and the inviting account', async () => {
  const { provisioner } = database.stores;
  const from = await vendor();
  const invited = await existingPartner(from, 'invited@new.example');
  const stranger = await existingPartner(from, 'stranger@new.example');
  const input = await accepted(from, 'invited@new.example');
  const as = (userId: string, partnerAccountId: string) =>
    refusal(
      provisioner.createAccount({ ...input, acceptedBy: { kind: 'user', id: userId }, partnerAccountId }),
    );
  expect(await as(stranger.partnerUserId, stranger.partnerAccountId)).toBe('ProvisioningRefused');
  expect(await as(invited.partnerUserId, stranger.partnerAccountId)).toBe('ProvisioningRefused');
  expect(await as(invited.partnerUserId, from.accountId)).toBe('ProvisioningRefused');
  // Not even for a colleague: no account is its own partner.
  await database.stores.memberships.add({
    accountId: from.accountId,
    userId: invited.partnerUserId,
    roleKey: 'viewer',
  });
  expect(await as(invited.partnerUserId, from.accountId)).toBe('ProvisioningRefused');
  expect(await as(newId('usr'), invited.partnerAccountId)).toBe('ProvisioningRefused');
  expect(await as(invited.partnerUserId, invited.partnerAccountId)).toBeUndefined();
});

test('refuses content other than the approved one, and takes the approved one', async () => {
  const { stores } = database;
  const from = await vendor();
  const input = await accepted(from, 'hashed@new.example');
  await stores.invitations.mergeApplication(input.invitationId, input.applicationRef!);
  const seen = await stores.invitations.findById(input.invitationId);
  const hash = contentHash(seen!, SECRET);
  expect(contentHash(seen!, 'another secret')).not.toBe(hash);
  await stores.invitations.record(snapshot(input.invitationId, { seq: 5, status: 'pending_approval' }));
  const edit = (contactFirstName: string) =>
    stores.invitations.edit({
      accountId: from.accountId,
      id: input.invitationId,
      statuses: ['pending_approval'],
      changes: { contactFirstName },
      actor: { kind: 'user', id: from.inviterId },
      at: new Date(),
    });
  await edit('Mallory');
  const approved = { ...input, contentHash: hash };
  expect(await refusal(stores.provisioner.createAccount(approved))).toBe('ContentChanged');
  await edit('Bill');
  expect(await refusal(stores.provisioner.createAccount(approved))).toBeUndefined();
});

test('writes the state that rides along before anything else', async () => {
  const { stores } = database;
  const input = await accepted(await vendor(), 'rides@new.example');
  const record = snapshot(input.invitationId, {
    seq: 4,
    status: 'provisioning',
    ...(input.applicationRef && { applicationRef: input.applicationRef }),
  });
  await stores.provisioner.createAccount({ ...input, record });
  expect(await stores.invitations.findById(input.invitationId)).toMatchObject({
    status: 'provisioning',
    seq: 4,
    contactFirstName: 'Bill',
  });
});

const RANKED = ['account_admin', 'subscription_owner', 'partner_admin', 'approver', 'operator', 'viewer'];
const RANKS = [100, 90, 80, 60, 50, 10];

test.each(RANKED.flatMap((inviter) => RANKED.map((role) => [inviter, role] as const)))(
  'checks that %s may grant %s by the rank of the moment',
  async (inviterRole, roleKey) => {
    const { memberships, provisioner } = database.stores;
    const from = await vendor('account_admin');
    const input = await accepted(from, `${inviterRole}-${roleKey}@new.example`, { roleKey, share: null });
    const account = await provisioner.createAccount(input);
    await memberships.setRole(from.accountId, from.inviterId, inviterRole);
    const above = RANKS[RANKED.indexOf(roleKey)]! > RANKS[RANKED.indexOf(inviterRole)]!;
    const result = await refusal(provisioner.assignDefaultRole({ ...input, account }));
    expect(result).toBe(above ? 'RoleCeiling' : undefined);
    const membership = await memberships.find(account.partnerAccountId, account.partnerUserId);
    expect(membership?.roleKey).toBe(above ? undefined : roleKey);
  },
);

test('refuses unknown roles, inviters who left, foreign workspaces and folders, erased invitations', async () => {
  const { invitations, memberships, provisioner } = database.stores;
  const [from, other] = [await vendor(), await vendor()];
  const attempt = async (email: string, changes: object, step: 'assignDefaultRole' | 'shareRecords') => {
    const input = await accepted(from, email, changes);
    const account = await provisioner.createAccount(input);
    return refusal(provisioner[step]({ ...input, account }));
  };
  expect(await attempt('a@new.example', { roleKey: 'nothing' }, 'assignDefaultRole')).toBe(
    'ProvisioningRefused',
  );
  const { workspaceId, folderIds } = other;
  const shares = [
    { workspaceId, folderIds },
    { workspaceId: from.workspaceId, folderIds: [from.folderIds[0], folderIds[0]] },
    { workspaceId, folderIds: from.folderIds },
    { workspaceId: newId('wsp'), folderIds: [newId('fld')] },
  ];
  for (const [n, share] of shares.entries()) {
    expect(await attempt(`share${n}@new.example`, { share }, 'shareRecords')).toBe('ProvisioningRefused');
  }
  // A folder that was deleted since is no reason to refuse the others.
  const kept = { workspaceId: from.workspaceId, folderIds: [from.folderIds[0], newId('fld')] };
  expect(await attempt('kept@new.example', { share: kept }, 'shareRecords')).toBeUndefined();
  const input = await accepted(from, 'left@new.example');
  const account = await provisioner.createAccount(input);
  await memberships.remove(from.accountId, from.inviterId);
  expect(await refusal(provisioner.assignDefaultRole({ ...input, account }))).toBe('RoleCeiling');
  await invitations.erase(input.invitationId, new Date());
  expect(await refusal(provisioner.createAccount(input))).toBe('InvitationMissing');
  const missing = newInvitation(from.accountId, 'never@new.example')._id;
  expect(await refusal(provisioner.createAccount({ ...input, invitationId: missing }))).toBe(
    'InvitationMissing',
  );
});
