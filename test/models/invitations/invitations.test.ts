import { InvalidPageError } from '../../../domain/cursor';
import { newId } from '../../../domain/ids';
import type { InvitationDoc, InvitationQuery } from '../../../models';
import { useDatabase } from '../../support/models/database';
import { at, newInvitation, snapshot, storedInvitation } from '../../support/models/samples';

const database = useDatabase('invitations');

test('lets exactly one of fifty racing invitations to the same address through', async () => {
  const { stores } = database;
  for (let round = 0; round < 3; round += 1) {
    const accountId = newId('acc');
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        stores.invitations.create(
          newInvitation(accountId, index % 2 === 0 ? 'Race@Initech.example' : 'race@initech.EXAMPLE'),
        ),
      ),
    );
    const created = results.filter((result) => result.ok);
    expect(created).toHaveLength(1);
    const winner = created[0]?.ok ? created[0].invitation._id : '';
    const conflicts = results.flatMap((result) => (result.ok ? [] : [result.conflict]));
    expect(new Set(conflicts)).toEqual(new Set([winner]));
  }
});

test('answers the stored invitation when the same one is created again', async () => {
  const { stores } = database;
  const invitation = newInvitation(newId('acc'), 'twice@initech.example');
  const first = await stores.invitations.create(invitation);
  const second = await stores.invitations.create(invitation);
  expect(second).toEqual(first);
  expect(second.ok).toBe(true);
});

test('invites an address again once the first invitation has ended, and links both', async () => {
  const { stores } = database;
  const accountId = newId('acc');
  const first = await storedInvitation(stores, accountId, 'again@initech.example');
  await stores.invitations.record(snapshot(first, { seq: 2, status: 'declined' }));
  expect(await stores.invitations.findLive(accountId, 'again@initech.example')).toBeUndefined();

  const second = await storedInvitation(stores, accountId, 'again@initech.example', { supersedes: first });
  expect((await stores.invitations.find(accountId, first))?.supersededBy).toBe(second);
  expect((await stores.invitations.find(accountId, second))?.supersedes).toBe(first);
  const { items } = await stores.invitations.list({ accountId, view: 'invited', limit: 10 });
  expect(items.map(({ _id }) => _id)).toEqual([second]);
});

test("never answers another account's invitation", async () => {
  const { stores } = database;
  const [own, other] = [newId('acc'), newId('acc')];
  const id = await storedInvitation(stores, own, 'isolated@initech.example');
  expect(await stores.invitations.find(other, id)).toBeUndefined();
  expect(await stores.invitations.findReceived({ accountId: other }, id)).toBeUndefined();
  expect((await stores.invitations.list({ accountId: other, limit: 100 })).items).toEqual([]);
  expect(await stores.invitations.counts(other)).toEqual({ invited: 0, pending: 0, sent: 0, received: 0 });
  const edit = await stores.invitations.edit({
    accountId: other,
    id,
    statuses: ['created'],
    changes: { partnerName: 'Stolen' },
    actor: { kind: 'user', id: 'usr_1' },
    at: new Date(),
  });
  expect(edit).toEqual({ kind: 'missing' });
  // The same address may have a live invitation in each account.
  await storedInvitation(stores, other, 'isolated@initech.example');
});

async function pages(query: Omit<InvitationQuery, 'limit'>, between: () => Promise<unknown>) {
  const rows: InvitationDoc[] = [];
  let cursor: string | undefined;
  do {
    const page = await database.stores.invitations.list({ ...query, limit: 4, cursor });
    rows.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    await between();
  } while (cursor !== undefined);
  return rows;
}

test.each(['createdAt', 'updatedAt', 'expiresAt', 'status', 'partnerName', 'contactName', 'contactEmail'])(
  'pages by %s in both directions without repeating or losing a row while rows are inserted',
  async (field) => {
    const { stores } = database;
    const accountId = newId('acc');
    const add = (n: number, minute: number) =>
      storedInvitation(stores, accountId, `p${n}@initech.example`, {
        partnerName: `Partner ${n % 3}`,
        contactFirstName: `First ${n % 4}`,
        input: { createdAt: at(minute), expiresAt: at(100 + (n % 5)) },
      });
    const ids = [];
    for (let n = 0; n < 17; n += 1) ids.push(await add(n, Math.floor(n / 2)));
    let extra = 100;
    for (const sort of [field, `-${field}`]) {
      const rows = await pages({ accountId, sort }, () => add((extra += 1), extra % 20));
      const seen = rows.map(({ _id }) => _id);
      expect(new Set(seen).size).toBe(seen.length);
      expect(ids.filter((id) => !seen.includes(id))).toEqual([]);
    }
  },
);

test('sorts as asked, with names compared in lower case', async () => {
  const { stores } = database;
  const accountId = newId('acc');
  for (const [n, partnerName] of ['beta', 'Alpha', 'gamma'].entries()) {
    await storedInvitation(stores, accountId, `s${n}@initech.example`, { partnerName });
  }
  const names = async (sort: string) =>
    (await stores.invitations.list({ accountId, sort, limit: 10 })).items.map((row) => row.partnerName);
  expect(await names('partnerName')).toEqual(['Alpha', 'beta', 'gamma']);
  expect(await names('-partnerName')).toEqual(['gamma', 'beta', 'Alpha']);
});

test('refuses cursors and sort orders that it never gave', async () => {
  const { stores } = database;
  const accountId = newId('acc');
  for (let n = 0; n < 3; n += 1) await storedInvitation(stores, accountId, `c${n}@initech.example`);
  const first = await stores.invitations.list({ accountId, limit: 1 });
  const cursor = first.nextCursor ?? '';
  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const bad = [
    { cursor: 'x' },
    { cursor: '' },
    { cursor: 'A'.repeat(5000) },
    { cursor, sort: 'createdAt' },
    { cursor: forged(['-createdAt', 'text', 'inv_1']) },
    { cursor: forged(['-createdAt', { $gt: 0 }, 'inv_1']) },
    { cursor: forged(['-createdAt', 1e300, 'inv_1']) },
    { cursor: forged(['-createdAt', 1, { $ne: 1 }]) },
    { sort: 'passwordHash' },
    { sort: '--createdAt' },
    { sort: '__proto__' },
  ];
  for (const query of bad) {
    await expect(stores.invitations.list({ accountId, limit: 1, ...query })).rejects.toThrow(
      InvalidPageError,
    );
  }
});

test('filters by status, text, program, inviter and time of creation', async () => {
  const { stores } = database;
  const accountId = newId('acc');
  const inviterId = newId('usr');
  const a = await storedInvitation(stores, accountId, 'Anna.Meyer@Ütest.example', {
    partnerName: 'A+B (Holding) 100%',
    contactFirstName: 'Anna',
    contactLastName: 'Meyer',
    input: { createdAt: at(1), inviterId },
  });
  const b = await storedInvitation(stores, accountId, 'bob@initech.example', {
    contactFirstName: 'Bob',
    input: { createdAt: at(2), program: 'gold' },
  });
  await stores.invitations.record(snapshot(b, { seq: 2, status: 'delivery_failed' }));
  const ids = async (query: Partial<InvitationQuery>) =>
    (await stores.invitations.list({ accountId, limit: 10, sort: 'createdAt', ...query })).items.map(
      ({ _id }) => _id,
    );
  expect(await ids({ search: 'a+b (HOLD' })).toEqual([a]);
  expect(await ids({ search: 'anna mey' })).toEqual([a]);
  expect(await ids({ search: 'ütest' })).toEqual([a]);
  expect(await ids({ search: 'xn--test-zra' })).toEqual([a]);
  expect(await ids({ search: '.*' })).toEqual([]);
  expect(await ids({ search: '  ' })).toEqual([a, b]);
  expect(await ids({ status: ['delivery_failed', 'expired'] })).toEqual([b]);
  expect(await ids({ view: 'pending', status: ['delivery_failed'] })).toEqual([]);
  expect(await ids({ program: 'gold' })).toEqual([b]);
  expect(await ids({ inviter: inviterId })).toEqual([a]);
  expect(await ids({ createdAfter: new Date(at(2)) })).toEqual([b]);
  expect(await ids({ createdBefore: new Date(at(2)) })).toEqual([a]);
});

test('counts the views, received ones by address and by the account that accepted', async () => {
  const { stores } = database;
  const [accountId, receiver] = [newId('acc'), newId('acc')];
  const made = await stores.users.create({ email: 'u@initech.example' });
  await stores.memberships.add({
    accountId: receiver,
    userId: made.ok ? made.user._id : '',
    roleKey: 'viewer',
  });
  const statuses = ['sent', 'declined', 'accepted', 'failed', 'active', 'revoked'] as const;
  for (const status of statuses) {
    const id = await storedInvitation(stores, accountId, `${status}@initech.example`);
    await stores.invitations.record(snapshot(id, { seq: 2, status }));
  }
  const byUser = await storedInvitation(stores, accountId, 'u@initech.example');
  const bound = await storedInvitation(stores, accountId, 'r@initech.example');
  await stores.invitations.record(snapshot(bound, { seq: 2, status: 'sent', partnerAccountId: receiver }));

  expect(await stores.invitations.counts(accountId)).toEqual({
    invited: 4,
    pending: 2,
    sent: 8,
    received: 0,
  });
  expect(await stores.invitations.counts(receiver)).toEqual({ invited: 0, pending: 0, sent: 0, received: 2 });
  const received = await stores.invitations.list({ accountId: receiver, view: 'received', limit: 10 });
  expect(received.items).toHaveLength(2);
  expect((await stores.invitations.findReceived({ accountId: receiver }, byUser))?._id).toBe(byUser);
});

test('edits by status, moves the live key with the address and remembers what was before', async () => {
  const { stores } = database;
  const accountId = newId('acc');
  const id = await storedInvitation(stores, accountId, 'old@initech.example');
  const taken = await storedInvitation(stores, accountId, 'taken@initech.example');
  const edit = (changes: object, statuses: readonly ('created' | 'sent')[] = ['created']) =>
    stores.invitations.edit({
      accountId,
      id,
      statuses,
      changes,
      actor: { kind: 'user', id: 'usr_1' },
      at: new Date(at(5)),
    });
  expect(await edit({ partnerName: 'X' }, ['sent'])).toEqual({ kind: 'refused', currentStatus: 'created' });
  expect(await edit({ contactEmail: 'taken@initech.example' })).toEqual({
    kind: 'conflict',
    invitationId: taken,
  });
  expect(await edit({ contactEmail: 'New@Initech.example', partnerName: 'Initech' })).toMatchObject({
    kind: 'ok',
    invitation: { contactEmail: 'New@Initech.example', emailKey: 'new@initech.example' },
  });
  expect((await stores.invitations.findLive(accountId, 'new@initech.example'))?._id).toBe(id);
  await storedInvitation(stores, accountId, 'old@initech.example');
  const events = await stores.events.list(id);
  expect(events).toMatchObject([
    {
      type: 'edited',
      detail: { fields: 'contactEmail' },
      changes: { contactEmail: { before: 'old@initech.example', after: 'New@Initech.example' } },
    },
  ]);
});

test('loses none of ten racing edits', async () => {
  const { stores } = database;
  const accountId = newId('acc');
  const id = await storedInvitation(stores, accountId, 'edits@initech.example');
  const members = ['contactFirstName', 'contactLastName', 'phoneNumber', 'country', 'industry'] as const;
  await Promise.all(
    members.map((member) =>
      stores.invitations.edit({
        accountId,
        id,
        statuses: ['created'],
        changes: { [member]: `new ${member}` },
        actor: { kind: 'user', id: 'usr_1' },
        at: new Date(at(5)),
      }),
    ),
  );
  const found = await stores.invitations.find(accountId, id);
  expect(members.map((member) => found?.[member])).toEqual(members.map((member) => `new ${member}`));
  expect(found?.searchText).toContain('new contactfirstname new contactlastname');
  expect(await stores.events.list(id)).toHaveLength(members.length);
});

test('erases what is personal and keeps company, status and times', async () => {
  const { stores, connection } = database;
  const accountId = newId('acc');
  const id = await storedInvitation(stores, accountId, 'canary@erase.example', {
    contactFirstName: 'Canary',
    contactLastName: 'Canary',
    message: 'canary',
  });
  await stores.invitations.edit({
    accountId,
    id,
    statuses: ['created'],
    changes: { phoneNumber: '+1canary' },
    actor: { kind: 'user', id: 'usr_1' },
    at: new Date(at(5)),
  });
  await stores.invitations.record(snapshot(id, { seq: 2, status: 'sent' }));
  await stores.invitations.erase(id, new Date(at(9)));
  await stores.invitations.erase(id, new Date(at(10)));

  const stored = await connection.collection('invitations').findOne({ _id: id as never });
  expect(JSON.stringify([stored, await stores.events.list(id)]).toLowerCase()).not.toContain('canary');
  expect(stored).toMatchObject({ status: 'sent', partnerName: 'Initech', erasedAt: new Date(at(9)) });
  expect(await stores.invitations.findByEmailKey('canary@erase.example')).toEqual([]);
});
