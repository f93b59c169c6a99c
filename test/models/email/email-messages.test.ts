import { newId } from '../../../domain/ids';
import { useDatabase } from '../../support/models/database';
import { storedInvitation } from '../../support/models/samples';

const database = useDatabase('letters');

async function member(accountId: string, roleKey: string, email: string) {
  const made = await database.stores.users.create({ email, firstName: roleKey });
  if (!made.ok) throw new Error('taken');
  await database.stores.memberships.add({ accountId, userId: made.user._id, roleKey });
  return made.user._id;
}

test('reads who writes, who decides, what the note says and what the program changed', async () => {
  const { stores } = database;
  const { _id: accountId } = await stores.accounts.create({ name: 'Acme' });
  const inviterId = await member(accountId, 'account_admin', 'ada@letters.example');
  const approver = await member(accountId, 'approver', 'abel@letters.example');
  await member(accountId, 'viewer', 'vera@letters.example');
  await member(accountId, 'approver', 'Peter@Initech.example');
  await stores.programs.put(accountId, 'default', {
    brand: { senderName: 'Acme partners' },
    templates: { invitation: { de: { subject: 'Hallo' } } },
  });
  const id = await storedInvitation(stores, accountId, 'peter@initech.example', {
    message: 'Welcome!',
    locale: 'de',
    input: { inviterId },
  });
  const noteId = await stores.notes.keep({
    _id: newId('note'),
    accountId,
    invitationId: id,
    text: 'Because.',
  });
  const foreign = await stores.notes.keep({
    _id: newId('note'),
    accountId,
    invitationId: newId('inv'),
    text: 'Not yours.',
  });

  const data = await stores.emailData.emailData(id, { reasonRef: noteId, groups: ['approvers'] });
  const ungrouped = await stores.emailData.emailData(id);
  expect([ungrouped?.approvers, ungrouped?.retriers]).toEqual([[], []]);
  expect(data).toMatchObject({
    partnerName: 'Initech',
    contact: { email: 'peter@initech.example', name: 'Peter Gibbons', firstName: 'Peter' },
    inviter: { email: 'ada@letters.example', userId: inviterId },
    inviterAccountName: 'Acme',
    message: 'Welcome!',
    reason: 'Because.',
    locale: 'de',
    brand: { senderName: 'Acme partners' },
    suppressed: false,
    undeliverable: false,
    receivingAdmins: [],
  });
  expect(data?.approvers.map(({ userId, locale }) => ({ userId, locale }))).toEqual([
    { userId: approver, locale: undefined },
  ]);
  await stores.users.update(approver, { locale: 'es' });
  const [chosen] = (await stores.emailData.emailData(id, { groups: ['approvers'] }))?.approvers ?? [];
  expect(chosen?.locale).toBe('es');
  expect(data?.override('invitation', 'de')).toEqual({ subject: 'Hallo' });
  expect(data?.override('invitation', 'en')).toBeUndefined();
  expect(data?.setPassword).toBeUndefined();
  expect((await stores.emailData.emailData(id, { reasonRef: foreign }))?.reason).toBeUndefined();

  await stores.programs.put(accountId, 'default', { inviterMayApprove: true });
  await stores.suppressions.suppress(accountId, 'peter@initech.example', 'unsubscribed');
  const later = await stores.emailData.emailData(id, { groups: ['approvers'] });
  expect(later?.approvers.map(({ userId }) => userId).sort()).toEqual([approver, inviterId].sort());
  expect([later?.suppressed, later?.undeliverable]).toEqual([true, false]);
  await stores.suppressions.suppress(accountId, 'peter@initech.example', 'bounced');
  await stores.suppressions.suppress(accountId, 'peter@initech.example', 'unsubscribed');
  const bounced = await stores.emailData.emailData(id);
  expect([bounced?.suppressed, bounced?.undeliverable]).toEqual([true, true]);

  const deputy = await member(accountId, 'subscription_owner', 'otto@letters.example');
  await stores.users.update(inviterId, { status: 'disabled' });
  expect((await stores.emailData.emailData(id))?.inviter.userId).toBe(deputy);

  await stores.invitations.erase(id, new Date());
  expect(await stores.emailData.emailData(id)).toBeUndefined();
  expect(await stores.emailData.emailData(newId('inv'))).toBeUndefined();
});

test('offers a new user without a password to set one, until they have', async () => {
  const { stores } = database;
  const { _id: accountId } = await stores.accounts.create({ name: 'Acme' });
  const id = await storedInvitation(stores, accountId, 'fresh@letters.example');
  const { partnerUserId } = await stores.provisioner.createAccount({
    invitationId: id,
    acceptedBy: { kind: 'invitee', id: 'invitee' },
  });
  const data = await stores.emailData.emailData(id);
  expect(data?.setPassword).toEqual({ userId: partnerUserId, passwordVersion: 1 });
  expect(data?.contact.userId).toBe(partnerUserId);
  await stores.users.setPassword(partnerUserId, 1, 'hash');
  expect((await stores.emailData.emailData(id))?.setPassword).toBeUndefined();
});

test('tells the administrators of the invited user, but not the invited user twice', async () => {
  const { stores } = database;
  const { _id: accountId } = await stores.accounts.create({ name: 'Acme' });
  const { _id: receiverAccountId } = await stores.accounts.create({ name: 'Initech' });
  const admin = await member(receiverAccountId, 'partner_admin', 'boss@letters.example');
  const inviteeUserId = await member(receiverAccountId, 'partner_admin', 'invitee@letters.example');
  await member(receiverAccountId, 'partner_user', 'clerk@letters.example');
  const id = await storedInvitation(stores, accountId, 'invitee@letters.example');
  const data = await stores.emailData.emailData(id, { groups: ['receivingAdmins'] });
  expect(data?.receivingAdmins.map(({ userId }) => userId)).toEqual([admin]);
  expect(data?.contact.userId).toBe(inviteeUserId);
});
