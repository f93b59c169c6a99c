import { seededRandom } from '../../../scripts/seeded-random.cjs';
import fc, { SEED } from '../../support/properties';
import type { InvitationSnapshot, InvitationStatus, TimelineEntry } from '../../../workflows/contract';
import { newId } from '../../../domain/ids';
import { useDatabase } from '../../support/models/database';
import { at, newInvitation, snapshot, storedInvitation } from '../../support/models/samples';

const database = useDatabase('projection');

const LIFE: readonly InvitationStatus[] = [
  'sent',
  'delivery_failed',
  'sent',
  'accepted',
  'pending_approval',
  'provisioning',
  'failed',
  'provisioning',
  'active',
];

/** The life of an invitation as the workflow reports it, each state with the whole story so far. */
function life(invitationId: string, applicationRef?: string): InvitationSnapshot[] {
  const story: TimelineEntry[] = [];
  return LIFE.map((status, index) => {
    const n = index + 1;
    story.push({ n, at: at(n), type: 'sent', actor: { kind: 'system', id: 'usher' } });
    const accepted = index >= LIFE.indexOf('accepted');
    return snapshot(invitationId, {
      seq: n,
      status,
      timeline: [...story],
      ...(accepted && applicationRef ? { applicationRef, respondedAt: at(4) } : {}),
      ...(status === 'failed' ? { failure: { step: 'shareRecords', type: 'ProvisioningRefused' } } : {}),
      ...(status === 'active' ? { partnershipId: 'prt_1', activatedAt: at(n), endedAt: at(n) } : {}),
    });
  });
}

async function invitationWithApplication() {
  const { stores } = database;
  const accountId = newId('acc');
  const id = await storedInvitation(stores, accountId, 'peter@initech.example', {
    customFields: { region: 'west' },
  });
  const applicationRef = await stores.applications.create({
    invitationId: id,
    contact: { contactFirstName: 'Bill', partnerName: 'Initech Inc.' },
    customFields: { vat: 'X1' },
  });
  return { accountId, id, applicationRef };
}

test('ends in the same document however writes are shuffled, repeated or dropped', async () => {
  const { stores } = database;
  const last = LIFE.length - 1;
  const orders = fc.array(fc.nat(last), { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(orders, orders, async (before, afterwards) => {
      const { id, applicationRef } = await invitationWithApplication();
      const states = life(id, applicationRef);
      for (const index of [...before, last, ...afterwards]) await stores.invitations.record(states[index]!);

      const found = await stores.invitations.findById(id);
      expect(found).toMatchObject({
        status: 'active',
        seq: LIFE.length,
        liveKey: `closed:${id}`,
        failure: null,
        partnershipId: 'prt_1',
        partnerName: 'Initech Inc.',
        contactFirstName: 'Bill',
        contactLastName: 'Gibbons',
        customFields: { region: 'west', vat: 'X1' },
        contentVersion: 2,
        timelineN: LIFE.length,
      });
      expect(found?.searchText).toContain('bill gibbons');
      const events = await stores.events.list(id);
      expect(events.map(({ n }) => n)).toEqual(LIFE.map((_, index) => index + 1));
    }),
    // A counterexample as it was drawn: making it smaller means a thousand runs through the database.
    { numRuns: 25, endOnFailure: true },
  );
});

/** Decides by the seed in which order writes race. */
const random = seededRandom(SEED);
const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

test('keeps the newest of twenty racing writes', async () => {
  const { stores } = database;
  for (let round = 0; round < 10; round += 1) {
    const id = await storedInvitation(stores, newId('acc'), 'race@initech.example');
    const states = Array.from({ length: 20 }, (_, index) =>
      snapshot(id, { seq: index + 1, status: 'sent', remindersSent: index + 1 }),
    );
    await Promise.all(shuffled(states).map((state) => stores.invitations.record(state)));
    const found = await stores.invitations.findById(id);
    expect(found).toMatchObject({ seq: 20, remindersSent: 20 });
  }
});

test('keeps every timeline entry when each state carries only its new ones', async () => {
  const { stores } = database;
  const id = await storedInvitation(stores, newId('acc'), 'trimmed@initech.example');
  const states = life(id).map((state) => ({ ...state, timeline: state.timeline.slice(-1) }));
  await Promise.all(states.map((state) => stores.invitations.record(state)));
  const events = await stores.events.list(id);
  expect(events.map(({ n }) => n)).toEqual(LIFE.map((_, index) => index + 1));
});

test('loses no entry when states that carry only some of the story come in another order', async () => {
  const { stores } = database;
  const last = LIFE.length - 1;
  const orders = fc.uniqueArray(fc.nat(last), { minLength: last + 1, maxLength: last + 1 });
  await fc.assert(
    fc.asyncProperty(orders, fc.integer({ min: 1, max: 3 }), async (order, entries) => {
      const id = await storedInvitation(stores, newId('acc'), 'parts@initech.example');
      const states = life(id).map((state) => ({ ...state, timeline: state.timeline.slice(-entries) }));
      for (const index of order) await stores.invitations.record(states[index]!);
      const events = await stores.events.list(id);
      expect(events.map(({ n }) => n)).toEqual(LIFE.map((_, index) => index + 1));
      expect(await stores.invitations.findById(id)).toMatchObject({ status: 'active', seq: LIFE.length });
    }),
    { numRuns: 15 },
  );
});

test('ignores a state of an invitation that is not there', async () => {
  const { stores } = database;
  await stores.invitations.record(snapshot(newId('inv'), { seq: 1, status: 'sent' }));
  expect(await stores.invitations.findUnstarted(0, 10)).toEqual([]);
});

test('merges an application once, so that a later correction stays', async () => {
  const { stores } = database;
  const { accountId, id, applicationRef } = await invitationWithApplication();
  const states = life(id, applicationRef);
  await stores.invitations.record(states[4]!);
  const edited = await stores.invitations.edit({
    accountId,
    id,
    statuses: ['pending_approval'],
    changes: { contactFirstName: 'William' },
    actor: { kind: 'user', id: 'usr_1' },
    at: new Date(at(20)),
  });
  expect(edited.kind).toBe('ok');
  await stores.invitations.record(states[5]!);
  await stores.invitations.mergeApplication(id, applicationRef);
  expect((await stores.invitations.findById(id))?.contactFirstName).toBe('William');
});

test('never merges an application of another invitation', async () => {
  const { stores } = database;
  const { applicationRef } = await invitationWithApplication();
  const id = await storedInvitation(stores, newId('acc'), 'other@initech.example');
  await stores.invitations.record(snapshot(id, { seq: 1, status: 'accepted', applicationRef }));
  expect((await stores.invitations.findById(id))?.contactFirstName).toBe('Peter');
});

test('repairs columns of the same state from a history', async () => {
  const { stores, connection } = database;
  const id = await storedInvitation(stores, newId('acc'), 'repair@initech.example');
  const state = life(id).at(-1)!;
  await stores.invitations.record(state);
  await connection.collection('invitations').updateOne({ _id: id as never }, { $set: { status: 'sent' } });
  await connection.collection('invitation_events').deleteMany({ invitationId: id });
  await stores.invitations.record(state);
  expect((await stores.invitations.findById(id))?.status).toBe('sent');
  await stores.invitations.rebuild(state);
  expect((await stores.invitations.findById(id))?.status).toBe('active');
  expect(await stores.events.list(id)).toHaveLength(LIFE.length);
});

test('notes only the first view', async () => {
  const { stores } = database;
  const id = await storedInvitation(stores, newId('acc'), 'viewed@initech.example');
  const views = [5, 6, 7].map((minute) => stores.invitations.markViewed(id, new Date(at(minute))));
  await Promise.all(views);
  await stores.invitations.markViewed(id, new Date(at(8)));
  const found = await stores.invitations.findById(id);
  const events = await stores.events.list(id);
  expect(events.map(({ type }) => type)).toEqual(['viewed']);
  expect(found?.viewedAt?.getTime()).toBeLessThan(Date.parse(at(8)));
});

test('finds invitations whose workflow never wrote, and withdraws only those', async () => {
  const { stores } = database;
  const accountId = newId('acc');
  const started = await storedInvitation(stores, accountId, 'started@initech.example');
  await stores.invitations.record(snapshot(started, { seq: 2, status: 'sent' }));
  const left = newInvitation(accountId, 'left@initech.example');
  await stores.invitations.create(left);

  const found = await stores.invitations.findUnstarted(0, 1000);
  const own = found.filter((invitation) => invitation.accountId === accountId);
  expect(own.map(({ _id }) => _id)).toEqual([left._id]);
  expect(own[0]?.workflowInput).toEqual(left.workflowInput);
  expect(await stores.invitations.withdraw(started)).toBe(false);
  expect(await stores.invitations.withdraw(left._id)).toBe(true);
});

test('shows the reminder that was asked for after the planned ones were stopped', async () => {
  const { stores } = database;
  const id = await storedInvitation(stores, newId('acc'), 'later@initech.example');
  const state = snapshot(id, { seq: 1, status: 'sent', remindersStopped: true, reminderInstants: [at(30)] });
  await stores.invitations.record(state);
  expect((await stores.invitations.findById(id))?.nextReminderAt).toEqual(new Date(at(30)));
  await stores.invitations.record({ ...state, seq: 2, reminderInstants: [] });
  expect((await stores.invitations.findById(id))?.nextReminderAt).toBeNull();
});
