import { newId } from '../../../domain/ids';
import type { InvitationDoc } from '../../../models';
import { useDatabase } from '../../support/models/database';
import { at, snapshot, storedInvitation } from '../../support/models/samples';

const database = useDatabase('erasure');
const USER = { kind: 'user', id: 'usr_1' } as const;
const INVITEE = { kind: 'invitee', id: 'invitee' } as const;

const edit = (accountId: string, id: string, changes: object) =>
  database.stores.invitations.edit({
    ...{ accountId, id, statuses: ['created', 'sent'], changes, actor: USER, at: new Date(at(5)) },
  });

/** Every document of every collection. */
async function everything(): Promise<string> {
  const collections = await database.connection.db!.collections();
  return JSON.stringify(await Promise.all(collections.map((one) => one.find().toArray())));
}

/** Lets something happen after the content was read and before its next change is written. */
function beforeTheNextChange(act: () => Promise<unknown>): void {
  const model = database.connection.model<InvitationDoc>('invitations');
  const change = model.findOneAndUpdate.bind(model) as (...args: unknown[]) => { lean(): Promise<unknown> };
  const late = (...args: unknown[]) => ({ lean: () => act().then(() => change(...args).lean()) });
  jest.spyOn(model, 'findOneAndUpdate').mockImplementationOnce(late as never);
}
afterEach(() => jest.restoreAllMocks());

test('leaves nothing of a contact anywhere, whatever was kept about them', async () => {
  const { stores } = database;
  const accountId = newId('acc');
  const email = 'canary@erase.example';
  const id = await storedInvitation(stores, accountId, email, {
    ...{ contactFirstName: 'Canary', contactLastName: 'Canary', message: 'canary' },
  });
  await edit(accountId, id, { phoneNumber: '+1canary' });
  const origin = { ip: 'canary-ip', requestId: 'request' };
  for (const actor of [USER, INVITEE]) await stores.auditOrigins.note(id, actor, origin);
  await stores.notes.keep({ _id: 'note_1', accountId, invitationId: id, text: 'canary says no' });
  const applicationRef = await stores.applications.create({
    ...{ invitationId: id, contact: { contactFirstName: 'Canary' }, customFields: { vat: 'canary' } },
    ...{ passwordHash: 'canary' },
  });
  await stores.outbox.claim(
    { messageId: `${id}.invitation.1`, template: 'invitation', to: email, accountId, invitationId: id },
    60_000,
  );
  const timeline = [
    { n: 1, at: at(1), type: 'declined', actor: INVITEE, reasonRef: 'note_1', detail: {} },
  ] as const;
  await stores.invitations.record(snapshot(id, { seq: 2, status: 'declined', applicationRef, timeline }));
  expect(await everything()).toMatch(/canary/i);

  expect(await stores.privacy.erase({ invitationId: id, force: false })).toBe(true);
  expect(await everything()).not.toMatch(/canary/i);
  expect(await stores.auditLog.verifyChain(accountId)).toMatchObject({ ok: true });
});

test('waits for an invitation to end unless it is forced', async () => {
  const { stores } = database;
  const invitationId = await storedInvitation(stores, newId('acc'), 'live@erase.example');
  expect(await stores.privacy.erase({ invitationId, force: false })).toBe(false);
  expect((await stores.invitations.findById(invitationId))?.erasedAt).toBeNull();
  expect(await stores.privacy.erase({ invitationId, force: true })).toBe(true);
  expect((await stores.invitations.findById(invitationId))?.erasedAt).not.toBeNull();
});

test('by retention goes on where it ended, and finds nothing when all is done', async () => {
  const { stores } = database;
  const accountId = newId('acc');
  const ended: string[] = [];
  for (const minute of [1, 2, 3]) {
    const id = await storedInvitation(stores, accountId, `old${minute}@erase.example`);
    await stores.invitations.record(snapshot(id, { seq: 2, status: 'declined', endedAt: at(minute) }));
    ended.push(id);
  }
  const pass = () => stores.invitations.endedBefore(accountId, 'default', new Date(at(3)), 1);
  const found: string[] = [];
  for (let ids = await pass(); ids.length > 0 && found.length < 5; ids = await pass()) {
    found.push(...ids);
    for (const invitationId of ids) await stores.privacy.erase({ invitationId, force: false });
  }
  expect(found).toEqual(ended.slice(0, 2));
});

test('is undone by no edit that had begun before', async () => {
  const { stores } = database;
  const accountId = newId('acc');
  const id = await storedInvitation(stores, accountId, 'raced@erase.example');
  beforeTheNextChange(() => stores.invitations.erase(id, new Date(at(9))));
  expect(await edit(accountId, id, { phoneNumber: '+1555' })).toEqual({ kind: 'missing' });
  const stored = await stores.invitations.findById(id);
  expect(stored).toMatchObject({ phoneNumber: null, contactEmail: null, erasedAt: new Date(at(9)) });
  expect(stored?.searchText).not.toContain('raced');
});

test('is undone by no application that was being merged', async () => {
  const { stores } = database;
  const id = await storedInvitation(stores, newId('acc'), 'merged@erase.example');
  const contact = { contactFirstName: 'Bill' };
  const applicationRef = await stores.applications.create({ invitationId: id, contact });
  beforeTheNextChange(() => stores.invitations.erase(id, new Date(at(9))));
  await stores.invitations.mergeApplication(id, applicationRef);
  expect(await stores.invitations.findById(id)).toMatchObject({ contactFirstName: null });
});

test('an edit of the moment in which an application is merged is not lost', async () => {
  const { stores } = database;
  const accountId = newId('acc');
  const id = await storedInvitation(stores, accountId, 'both@merge.example', { customFields: { a: '1' } });
  const contact = { contactFirstName: 'Bill' };
  const application = { invitationId: id, contact, customFields: { c: '3' } };
  const applicationRef = await stores.applications.create(application);
  const change = { customFields: { a: '1', b: '2' }, partnerName: 'Initech GmbH' };
  beforeTheNextChange(() => edit(accountId, id, change));
  await stores.invitations.mergeApplication(id, applicationRef);
  expect(await stores.invitations.findById(id)).toMatchObject({
    ...{ contactFirstName: 'Bill', partnerName: 'Initech GmbH', customFields: { a: '1', b: '2', c: '3' } },
  });
});
