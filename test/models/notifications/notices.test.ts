import { newId } from '../../../domain/ids';
import { DEFAULT_NOTIFICATIONS } from '../../../domain/notifications/kinds';
import type { Notice } from '../../../domain/notifications/notices';
import type { EmailTemplate } from '../../../workflows/contract';
import { useDatabase } from '../../support/models/database';
import { storedInvitation } from '../../support/models/samples';

const database = useDatabase('notices');
const DUE = new Date('2026-06-01T08:00:00.000Z');

/** A notice about a new invitation. */
async function notice(
  whose: { accountId: string; userId: string },
  template: EmailTemplate = 'expired-notice',
) {
  const address = `${newId('inv').toLowerCase()}@initech.example`;
  const invitationId = await storedInvitation(database.stores, whose.accountId, address, {});
  const kind = template === 'expired-notice' ? 'expired' : 'answers';
  return {
    ...whose,
    messageId: `${invitationId}.${template}.1`,
    template,
    kind,
    invitationId,
  } satisfies Notice;
}

const somebody = () => ({ accountId: newId('acc'), userId: newId('usr') });

/** The digests of somebody that are due at the time. */
async function dueOf({ userId }: { userId: string }, at = DUE) {
  return (await database.stores.digests.due(at, 1_000)).filter((digest) => digest.userId === userId);
}

describe('what somebody has chosen', () => {
  it('is the default until then, and stays where it is not changed', async () => {
    const { notificationSettings } = database.stores;
    const { userId } = somebody();
    expect(await notificationSettings.of(userId)).toEqual(DEFAULT_NOTIFICATIONS);
    await notificationSettings.change(userId, { kinds: { answers: 'daily' } });
    await notificationSettings.change(userId, { timeZone: 'Europe/Berlin', kinds: { expired: 'never' } });
    const expected = {
      timeZone: 'Europe/Berlin',
      kinds: { ...DEFAULT_NOTIFICATIONS.kinds, answers: 'daily', expired: 'never' },
    };
    expect(await notificationSettings.of(userId)).toEqual(expected);
    expect(await notificationSettings.ofMany([userId, newId('usr')])).toEqual(new Map([[userId, expected]]));
    await notificationSettings.remove(userId);
    expect(await notificationSettings.of(userId)).toEqual(DEFAULT_NOTIFICATIONS);
  });

  it('is whole after the first two choices of somebody raced', async () => {
    const { notificationSettings } = database.stores;
    const { userId } = somebody();
    await Promise.all([
      notificationSettings.change(userId, { kinds: { answers: 'daily' } }),
      notificationSettings.change(userId, { timeZone: 'Asia/Tokyo' }),
    ]);
    expect(await notificationSettings.of(userId)).toMatchObject({
      timeZone: 'Asia/Tokyo',
      kinds: { answers: 'daily' },
    });
  });
});

describe('an hour', () => {
  it('gives each of any number of racing notices a number of its own', async () => {
    const whose = { ...somebody(), kind: 'expired' } as const;
    const now = new Date('2026-06-01T07:10:00.000Z');
    const bursts = await Promise.all(
      Array.from({ length: 40 }, () => database.stores.notices.count(whose, now)),
    );
    const numbers = bursts.map(({ count }) => count).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(new Set(bursts.map(({ endsAt }) => endsAt.toISOString()))).toEqual(
      new Set(['2026-06-01T08:15:00.000Z']),
    );
  });

  it('begins again with the first notice after its end, for each kind and person', async () => {
    const whose = { ...somebody(), kind: 'expired' } as const;
    const { notices } = database.stores;
    const first = new Date('2026-06-01T07:00:00.000Z');
    const count = async (at: Date, more = {}) => (await notices.count({ ...whose, ...more }, at)).count;
    expect([await count(first), await count(first), await count(new Date(DUE.getTime() - 1))]).toEqual([
      1, 2, 3,
    ]);
    expect(await count(first, { kind: 'answers' })).toBe(1);
    expect(await count(first, { userId: newId('usr') })).toBe(1);
    expect([await count(DUE), await count(DUE)]).toEqual([1, 2]);
  });
});

describe('a digest', () => {
  it('names the partners of each kind of e-mail, a few of many', async () => {
    const whose = somebody();
    const { notices } = database.stores;
    for (let n = 0; n < 23; n += 1) await notices.keep(await notice(whose), DUE);
    await notices.keep(await notice(whose, 'accepted-notice'), DUE);
    const [digest] = await dueOf(whose);
    const parts = await notices.take(digest!);
    const told = parts.map(({ template, count, partnerNames }) => [template, count, partnerNames.length]);
    expect(told.sort()).toEqual([
      ['accepted-notice', 1, 1],
      ['expired-notice', 23, 20],
    ]);
    expect(parts[0]?.partnerNames[0]).toBe('Initech');
  });

  it('is one for each account, person and time, and not due before', async () => {
    const whose = somebody();
    const { notices } = database.stores;
    const kept = await notice(whose);
    await notices.keep(kept, DUE);
    await notices.keep(kept, DUE);
    await notices.keep(await notice(whose), DUE);
    await notices.keep(await notice({ ...whose, accountId: newId('acc') }), DUE);
    expect(await dueOf(whose, new Date(DUE.getTime() - 1))).toEqual([]);
    const due = await dueOf(whose);
    expect(due).toHaveLength(2);
    const counts = await Promise.all(due.map(async (one) => (await notices.take(one))[0]?.count));
    expect(counts.sort()).toEqual([1, 2]);
  });

  it('says nothing of another account’s invitation, whatever its notice names', async () => {
    const [whose, other] = [somebody(), somebody()];
    const { notices } = database.stores;
    const foreign = await notice(other);
    await notices.keep({ ...foreign, ...whose }, DUE);
    const [digest] = await dueOf(whose);
    expect(await notices.take(digest!)).toEqual([{ template: 'expired-notice', count: 1, partnerNames: [] }]);
  });

  it('loses nothing that came between its writing and its end', async () => {
    const whose = somebody();
    const { notices } = database.stores;
    await notices.keep(await notice(whose), DUE);
    const [digest] = await dueOf(whose);
    expect(await notices.take(digest!)).toMatchObject([{ count: 1 }]);
    const late = await notice(whose);
    await notices.keep(late, DUE);
    await notices.finish(digest!);
    const due = await dueOf(whose, new Date());
    expect(due).toHaveLength(1);
    expect(due[0]?.digestId).not.toBe(digest?.digestId);
    expect(await notices.take(due[0]!)).toMatchObject([{ count: 1 }]);
    await notices.finish(due[0]!);
    expect(await dueOf(whose, new Date())).toEqual([]);
  });

  it('says the same again until it has left', async () => {
    const whose = somebody();
    const { notices } = database.stores;
    await notices.keep(await notice(whose), DUE);
    const [digest] = await dueOf(whose);
    const first = await notices.take(digest!);
    expect(await notices.take(digest!)).toEqual(first);
    expect(await notices.isEmpty(digest!.digestId)).toBe(false);
    await notices.finish(digest!);
    expect(await notices.isEmpty(digest!.digestId)).toBe(true);
  });

  it('is there for every notice that waits, also when whoever kept it died halfway', async () => {
    const whose = somebody();
    const { notices, digests } = database.stores;
    const kept = await notice(whose);
    expect(await notices.isKept(kept.messageId)).toBe(false);
    await notices.keep(kept, DUE);
    const [digest] = await dueOf(whose);
    await digests.remove(digest!.digestId);
    expect(await notices.isKept(kept.messageId)).toBe(true);
    expect(await dueOf(whose)).toEqual([digest]);
  });

  it('forgets what is muted, erased or of an account that somebody left', async () => {
    const whose = somebody();
    const { notices, waitingNotices } = database.stores;
    const [answer, first, second] = [
      await notice(whose, 'accepted-notice'),
      await notice(whose),
      await notice({ ...whose, accountId: newId('acc') }),
    ];
    for (const one of [answer, first, second]) await notices.keep(one, DUE);
    await waitingNotices.mute(whose.userId, ['answers']);
    expect(await notices.isKept(answer.messageId)).toBe(false);
    await waitingNotices.removeFor(first.invitationId);
    expect(await notices.isKept(first.messageId)).toBe(false);
    await waitingNotices.removeOfMember(second.accountId, whose.userId);
    expect(await notices.isKept(second.messageId)).toBe(false);
  });
});
