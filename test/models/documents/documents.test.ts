import { newId } from '../../../domain/ids';
import { INVITATION_LIMITS, UNUSED_FOR_MS, UNUSED_LIMITS } from '../../../domain/documents/limits';
import { createStores, type NewDocument, type Stores } from '../../../models';
import { FakeScanner, MemoryStorage, pdf } from '../../support/files';
import { SECRET, useDatabase } from '../../support/models/database';
import { storedInvitation } from '../../support/models/samples';

const database = useDatabase('documents');
let files: MemoryStorage;
let scanner: FakeScanner;
let stores: Stores;
beforeEach(() => {
  files = new MemoryStorage();
  scanner = new FakeScanner();
  stores = createStores(database.connection, { secret: SECRET, files, scanner });
});

const INVITEE = { kind: 'invitee', id: 'invitee' } as const;
const upload = (changes: Partial<NewDocument> = {}): NewDocument => ({
  accountId: 'acc_1',
  program: 'default',
  field: 'cv',
  invitationId: newId('inv'),
  uploadedBy: INVITEE,
  name: 'cv.pdf',
  type: 'pdf',
  content: pdf(),
  ...changes,
});
const added = async (changes: Partial<NewDocument> = {}) => {
  const doc = await stores.documents.add(upload(changes));
  if (doc === undefined) throw new Error('too much');
  return doc;
};
const later = (ms: number) => new Date(Date.now() + ms);
const keyOf = (id: string) => `documents/${id}`;

it('are stored with what they are and given back byte for byte', async () => {
  const doc = await added();
  expect(doc).toMatchObject({ state: 'clean', bytes: pdf().length, handedInAt: null });
  expect(await stores.documents.find(doc._id)).toEqual(doc);
  expect(await stores.documents.content(doc)).toEqual(pdf());
});

it('are the same when the same file comes again for the same field, and no other', async () => {
  const invitationId = newId('inv');
  const first = await added({ invitationId });
  expect((await added({ invitationId }))._id).toBe(first._id);
  const others = [
    { invitationId, content: pdf('other') },
    { invitationId, field: 'id' },
    { invitationId, name: 'other.pdf' },
    { invitationId: newId('inv') },
    { invitationId: undefined },
  ];
  for (const other of others) expect((await added(other))._id).not.toBe(first._id);
});

it('are no more than one invitation may have, in number and in size', async () => {
  const invitationId = newId('inv');
  for (let n = 0; n < INVITATION_LIMITS.documents; n += 1)
    await added({ invitationId, content: pdf(`${n}`) });
  expect(await stores.documents.add(upload({ invitationId, content: pdf('one more') }))).toBeUndefined();
  expect(await stores.documents.ofInvitation(invitationId)).toHaveLength(INVITATION_LIMITS.documents);
  expect(files.files.size).toBe(INVITATION_LIMITS.documents);
  const heavy = newId('inv');
  const content = Buffer.concat([pdf(), Buffer.alloc(19_000_000)]);
  for (let n = 0; n < 5; n += 1) await added({ invitationId: heavy, name: `${n}.pdf`, content });
  expect(await stores.documents.add(upload({ invitationId: heavy, name: '6.pdf', content }))).toBeUndefined();
});

it('of a user for no invitation are counted until they are handed in', async () => {
  const uploadedBy = { kind: 'user', id: newId('usr') } as const;
  const own = { invitationId: undefined, uploadedBy };
  for (let n = 0; n < UNUSED_LIMITS.documents; n += 1) await added({ ...own, content: pdf(`${n}`) });
  expect(await stores.documents.add(upload({ ...own, content: pdf('more') }))).toBeUndefined();
  const [first] = await database.connection
    .collection('documents')
    .find({ 'uploadedBy.id': uploadedBy.id })
    .toArray();
  await stores.documents.handIn('acc_1', [String(first!._id)], newId('inv'));
  await added({ ...own, content: pdf('more') });
});

it('leave no bytes without a name, whatever the storage does', async () => {
  const invitationId = newId('inv');
  files.isAway = true;
  await expect(stores.documents.add(upload({ invitationId }))).rejects.toThrow('away');
  files.isAway = false;
  const again = await added({ invitationId });
  expect(await stores.documents.ofInvitation(invitationId)).toEqual([again]);
  expect(await stores.documents.content(again)).toEqual(pdf());
  await stores.documents.tidy(later(UNUSED_FOR_MS + 1_000));
  expect(files.files.size).toBe(0);
});

describe('that nobody has handed in', () => {
  it('go after a day with their bytes, and those handed in stay', async () => {
    const invitationId = newId('inv');
    const [unused, used] = [await added(), await added({ invitationId })];
    expect(await stores.documents.handIn('acc_1', [used._id], invitationId)).toBe(true);
    await stores.documents.tidy(later(UNUSED_FOR_MS - 60_000));
    expect(await stores.documents.find(unused._id)).toBeDefined();
    await stores.documents.tidy(later(UNUSED_FOR_MS + 60_000));
    expect(await stores.documents.find(unused._id)).toBeUndefined();
    expect(files.files.has(keyOf(unused._id))).toBe(false);
    expect(await stores.documents.content(used)).toEqual(pdf());
  });

  it('are not handed in while they go', async () => {
    const doc = await added();
    files.isAway = true;
    await expect(stores.documents.tidy(later(UNUSED_FOR_MS + 60_000))).rejects.toThrow('away');
    files.isAway = false;
    expect(await stores.documents.handIn('acc_1', [doc._id], doc.invitationIds[0]!)).toBe(false);
    expect(await stores.documents.content((await stores.documents.find(doc._id))!)).toBeUndefined();
    await stores.documents.tidy(later(UNUSED_FOR_MS + 60_000));
    expect(await stores.documents.find(doc._id)).toBeUndefined();
  });
});

it('are handed in for an account of their own only, and taken back where nothing came of it', async () => {
  const doc = await added({ invitationId: undefined });
  const invitationId = newId('inv');
  expect(await stores.documents.handIn('acc_2', [doc._id], invitationId)).toBe(false);
  expect((await stores.documents.find(doc._id))?.handedInAt).toBeNull();
  expect(await stores.documents.handIn('acc_1', [doc._id, doc._id], invitationId)).toBe(true);
  await stores.documents.release('acc_1', [doc._id], invitationId);
  expect(await stores.documents.find(doc._id)).toMatchObject({ handedInAt: null, invitationIds: [] });
});

it('that answer two invitations go with the second', async () => {
  const doc = await added({ invitationId: undefined, content: pdf('two') });
  for (const id of ['inv_a', 'inv_b']) await stores.documents.handIn('acc_1', [doc._id], id);
  await stores.documents.removeOf('inv_a');
  expect(await stores.documents.content(doc)).toEqual(pdf('two'));
  await stores.documents.removeOf('inv_b');
  await stores.documents.removeOf('inv_b');
  expect(await stores.documents.find(doc._id)).toBeUndefined();
  expect(files.files.size).toBe(0);
});

describe('a scanner', () => {
  it('gets the bytes before anybody else, and is asked once', async () => {
    const doc = await added();
    await stores.documents.content(doc);
    expect(scanner.asked).toEqual([{ id: doc._id, contentType: 'application/pdf', bytes: pdf() }]);
  });

  it('that is away keeps the file from everybody, until it answers', async () => {
    scanner.verdict = 'unknown';
    const doc = await added();
    expect(doc.state).toBe('pending');
    expect(await stores.documents.content(doc)).toBeUndefined();
    scanner.verdict = 'clean';
    expect(await stores.documents.content(doc)).toEqual(pdf());
    expect((await stores.documents.find(doc._id))?.state).toBe('clean');
  });

  it('is asked again by the upkeep, one file at a time while it gives no answer', async () => {
    scanner.verdict = 'unknown';
    const docs = [await added({ content: pdf('1') }), await added({ content: pdf('2') })];
    await database.connection.collection('documents').deleteMany({
      state: 'pending',
      _id: { $nin: docs.map(({ _id }) => _id) } as never,
    });
    scanner.asked.length = 0;
    await stores.documents.tidy(later(120_000));
    expect(scanner.asked).toHaveLength(1);
    scanner.verdict = 'clean';
    await stores.documents.tidy(later(120_000));
    const states = (await stores.documents.findMany(docs.map(({ _id }) => _id))).map(({ state }) => state);
    expect(states).toEqual(['clean', 'clean']);
  });

  it('that finds malware has the bytes deleted, and timeline and audit log tell of it', async () => {
    scanner.verdict = 'infected';
    const accountId = newId('acc');
    const invitationId = await storedInvitation(stores, accountId, 'eve@infected.example');
    const doc = await added({ accountId, invitationId });
    expect(doc.state).toBe('infected');
    expect(files.files.size).toBe(0);
    expect(await stores.documents.content(doc)).toBeUndefined();
    expect(await stores.documents.handIn(accountId, [doc._id], invitationId)).toBe(false);
    const told = (await stores.events.list(invitationId)).map(({ type }) => type);
    expect(told).toContain('document_infected');
    const audit = (await stores.auditLog.about(accountId, [invitationId])).map(({ type }) => type);
    expect(audit).toContain('document_infected');
  });
});

it('are exported and erased with their invitation', async () => {
  const accountId = newId('acc');
  const invitationId = await storedInvitation(stores, accountId, 'canary@documents.example');
  const doc = await added({ accountId, invitationId, name: 'canary.pdf' });
  await stores.documents.handIn(accountId, [doc._id], invitationId);
  const { invitations } = await stores.privacy.export(accountId, 'canary@documents.example');
  expect(invitations[0]?.['documents']).toMatchObject([
    { id: doc._id, name: 'canary.pdf', content: `/v1/documents/${doc._id}/content` },
  ]);
  await stores.privacy.erase({ invitationId, force: true });
  expect(await stores.documents.find(doc._id)).toBeUndefined();
  expect(files.files.size).toBe(0);
});
