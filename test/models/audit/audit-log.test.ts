import { auditDetails, auditIp, createStores, type AuditEntry } from '../../../models';
import { SECRET, useDatabase } from '../../support/models/database';

const database = useDatabase('audit');
const ACTOR = { kind: 'user', id: 'usr_ada' } as const;

const entry = (key: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  key,
  at: new Date('2030-01-01T00:00:00.000Z'),
  type: 'role_changed',
  actor: ACTOR,
  target: { kind: 'role', id: 'junior' },
  origin: { ip: '192.0.2.1', requestId: 'req-1' },
  before: { rank: 1 },
  after: { rank: 2 },
  ...more,
});

const all = async (accountId: string) =>
  (await database.stores.auditLog.list({ accountId, sort: 'seq', limit: 500 })).items;
const raw = () => database.connection.db!.collection<{ _id: string }>('audit_log');

/** The members of a document that hold one value, by the path to each. */
function leavesOf(document: object, prefix = ''): [name: string, value: unknown][] {
  return Object.entries(document).flatMap(([name, value]: [string, unknown]) =>
    value !== null && typeof value === 'object' && !(value instanceof Date)
      ? leavesOf(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, value] as [string, unknown]],
  );
}

/** A value of the same kind that is not this one. */
function another(value: unknown): unknown {
  if (value instanceof Date) return new Date(value.getTime() + 1);
  return typeof value === 'number' ? value + 1 : `${String(value)}x`;
}

describe('the audit log', () => {
  it('chains items without a gap, however many processes write at once', async () => {
    const other = createStores(database.connection, { secret: SECRET });
    const writes = Array.from({ length: 60 }, (_, n) =>
      (n % 2 === 0 ? database.stores : other).auditLog.append('acc_race', [entry(`event-${n}`)]),
    );
    await Promise.all(writes);
    const items = await all('acc_race');
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
    expect(items.slice(1).map(({ previousHash }) => previousHash)).toEqual(
      items.slice(0, -1).map(({ hash }) => hash),
    );
    expect(await database.stores.auditLog.verifyChain('acc_race')).toEqual({ ok: true, checked: 60 });
  });

  it('writes an event once however often it is reported, from wherever', async () => {
    const other = createStores(database.connection, { secret: SECRET });
    const twice = [entry('same'), entry('other'), entry('same')];
    await Promise.all([
      ...Array.from({ length: 5 }, () => database.stores.auditLog.append('acc_once', twice)),
      ...Array.from({ length: 5 }, () => other.auditLog.append('acc_once', twice)),
    ]);
    expect((await all('acc_once')).map(({ eventKey }) => eventKey).sort()).toEqual([
      'acc_once:other',
      'acc_once:same',
    ]);
    expect(await other.auditLog.verifyChain('acc_once')).toEqual({ ok: true, checked: 2 });
  });

  it('keeps the chains of accounts apart', async () => {
    await database.stores.auditLog.append('acc_a', [entry('1'), entry('2')]);
    await database.stores.auditLog.append('acc_b', [entry('1')]);
    expect((await all('acc_a')).map(({ seq }) => seq)).toEqual([1, 2]);
    expect((await all('acc_b')).map(({ seq }) => seq)).toEqual([1]);
  });

  it('goes on where the chain ends although nobody remembers where that is', async () => {
    await database.stores.auditLog.append('acc_head', [entry('1'), entry('2'), entry('3')]);
    await database.connection.db!.collection<{ _id: string }>('audit_heads').deleteOne({ _id: 'acc_head' });
    await database.stores.auditLog.append('acc_head', [entry('4')]);
    expect(await database.stores.auditLog.verifyChain('acc_head')).toEqual({ ok: true, checked: 4 });
  });

  it('erases what is personal and stays verifiable', async () => {
    const about = (key: string, actor: AuditEntry['actor']) =>
      entry(key, { actor, target: { kind: 'invitation', id: 'inv_1' }, reason: 'Peter does not answer' });
    await database.stores.auditLog.append('acc_erase', [
      about('1', ACTOR),
      about('2', { kind: 'invitee', id: 'invitee' }),
      entry('3'),
    ]);
    await database.stores.auditLog.erase('acc_erase', 'inv_1');
    const items = await all('acc_erase');
    expect(items.map((item) => [auditDetails(item).reason, auditIp(item)])).toEqual([
      [null, '192.0.2.1'],
      [null, null],
      [null, '192.0.2.1'],
    ]);
    expect(items.map((item) => auditDetails(item).after)).toEqual([null, null, { rank: 2 }]);
    expect(JSON.stringify(items)).not.toContain('Peter');
    expect(await database.stores.auditLog.verifyChain('acc_erase')).toEqual({ ok: true, checked: 3 });
  });

  it('notices that somebody changed any member of an item', async () => {
    await database.stores.auditLog.append('acc_changed', [
      entry('1'),
      entry('2', { reason: 'Because' }),
      entry('3'),
    ]);
    const _id = 'acc_changed:2';
    const genuine = (await raw().findOne({ _id }))!;
    // MongoDB itself changes no ID.
    const members = leavesOf(genuine).filter(([name]) => name !== '_id');
    expect(members.map(([name]) => name)).toEqual(expect.arrayContaining(['target.kind', 'requestId']));
    const verdicts = [];
    for (const [name, value] of members) {
      await raw().updateOne({ _id }, { $set: { [name]: another(value) } });
      verdicts.push([name, await database.stores.auditLog.verifyChain('acc_changed')]);
      await raw().replaceOne({ _id }, genuine);
    }
    const noticed = { ok: false, checked: 1, brokenAt: 2 };
    // Of another secret, as it says, nobody can tell anything.
    const strange = { ...noticed, missingKey: expect.any(String) as string };
    const verdictOf = (name: string) => (name === 'keyId' ? strange : noticed);
    expect(verdicts).toEqual(members.map(([name]) => [name, verdictOf(name)]));
    expect(await database.stores.auditLog.verifyChain('acc_changed')).toEqual({ ok: true, checked: 3 });
  });

  it.each([
    ['first', 1],
    ['middle', 2],
    ['last', 3],
  ])('notices that somebody took out the %s item', async (name, seq) => {
    const accountId = `acc_without_${name}`;
    await database.stores.auditLog.append(accountId, [entry('1'), entry('2'), entry('3')]);
    await raw().deleteOne({ _id: `${accountId}:${seq}` });
    const { ok, brokenAt } = await database.stores.auditLog.verifyChain(accountId);
    expect([ok, brokenAt]).toEqual([false, seq]);
  });

  it('cannot be forged without the secret', async () => {
    const forger = createStores(database.connection, { secret: 'another-secret-altogether' });
    await database.stores.auditLog.append('acc_forged', [entry('1')]);
    await forger.auditLog.append('acc_forged', [entry('2')]);
    expect((await database.stores.auditLog.verifyChain('acc_forged')).brokenAt).toBe(2);
  });

  it('verifies the chain of an account that did nothing yet', async () => {
    expect(await database.stores.auditLog.verifyChain('acc_none')).toEqual({ ok: true, checked: 0 });
  });
});
