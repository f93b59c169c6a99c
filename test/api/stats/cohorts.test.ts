import { getStatsCohorts } from '../../../api/stats/cohorts';
import { COHORT_DAYS, DAY_MS, periodIndex, periodStart } from '../../../domain/invitations/cohorts';
import type { TimelineEntry, TimelineType } from '../../../workflows/contract';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi } from '../../support/api/support';
import { snapshot, storedInvitation } from '../../support/models/samples';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

/** A Monday far behind, and one so near that its days are not over. */
const MONDAY = Date.UTC(2026, 0, 5);
const RECENT = periodStart('week', periodIndex('week', new Date(Date.now() - DAY_MS))).getTime();
const SYSTEM = { kind: 'system', id: 'usher' } as const;
let addresses = 0;

type Entry = readonly [type: TimelineType, days: number];

/** An invitation that was created at this time, with what happened so many days after. */
async function stored(createdAt: number, entries: readonly Entry[], accountId = api.people.admin.accountId) {
  addresses += 1;
  const at = (days: number) => new Date(createdAt + days * DAY_MS).toISOString();
  const id = await storedInvitation(api.stores, accountId, `c${addresses}@x.example`, {
    input: { createdAt: at(0) },
  });
  const timeline = ([['created', 0], ...entries] as const).map(([type, days], index): TimelineEntry => ({
    ...{ n: index + 1, at: at(days), type, actor: SYSTEM },
  }));
  const activated = entries.find(([type]) => type === 'activated');
  const seq = timeline.length + 1;
  const lives = activated === undefined ? {} : { activatedAt: at(activated[1]) };
  const all = snapshot(id, { seq, status: 'revoked', timeline, ...lives });
  // As the workflow writes it: what is stored already is not told again, and a late one changes nothing.
  await api.stores.invitations.record({ ...all, seq: seq - 1, timeline: timeline.slice(0, 2) });
  await api.stores.invitations.record({ ...all, timeline: timeline.slice(2) });
  await api.stores.invitations.record({ ...all, seq: 1, timeline: [] });
  return id;
}

const cohorts = async (query: string, as = api.people.admin) =>
  bodyOf(getStatsCohorts, await api.get(`/v1/stats/cohorts?${query}`, as));

const counts = ({ within }: { readonly within: readonly { readonly count: number }[] }) =>
  within.map(({ count }) => count);

it('counts the invitations of a week by how soon they were accepted and active', async () => {
  await stored(MONDAY, [
    ['sent', 0],
    ['accepted', 1],
    ['activated', 8],
  ]);
  await stored(MONDAY + 6 * DAY_MS, [
    ['sent', 0.5],
    ['accepted', 2],
    ['returned', 3],
    ['accepted', 20],
  ]);
  await stored(MONDAY, [
    ['sent', 1],
    ['accepted', 60],
    ['activated', 61],
  ]);
  await stored(MONDAY + 7 * DAY_MS, [
    ['sent', 0],
    ['declined', 1],
  ]);
  // Never sent, applied for, and another account's.
  await stored(MONDAY, []);
  await stored(MONDAY, [
    ['applied', 0],
    ['activated', 1],
  ]);
  await stored(MONDAY, [['sent', 0]], api.people.other.accountId);

  const answer = await cohorts('from=2026-01-07&to=2026-01-31');
  expect(answer.from).toBe('2026-01-05T00:00:00.000Z');
  const [first, second] = answer.cohorts;
  expect(answer.cohorts).toHaveLength(2);
  expect(first).toMatchObject({ key: '2026-W02', sent: 3 });
  expect(counts(first!.accepted)).toEqual([1, 2, 2, 2, 2]);
  expect(first!.accepted.inAll).toBe(3);
  expect(counts(first!.active)).toEqual([0, 0, 0, 1, 1]);
  expect(first!.active.inAll).toBe(2);
  expect(first!.accepted.within.map(({ days }) => days)).toEqual([...COHORT_DAYS]);
  expect(second).toMatchObject({ key: '2026-W03', sent: 1, accepted: { inAll: 0 } });
  expect(answer.total).toMatchObject({ sent: 4, accepted: { inAll: 3 }, active: { inAll: 2 } });

  const byMonth = await cohorts('from=2026-01-31&to=2026-01-31&by=month');
  expect(byMonth.cohorts.map(({ key, sent }) => [key, sent])).toEqual([['2026-01', 4]]);
});

it('says which figures may still grow', async () => {
  await stored(RECENT, [['sent', 0]]);
  const { cohorts: found } = await cohorts(`from=${new Date(RECENT).toISOString()}`);
  const complete = found[0]!.accepted.within.map((one) => one.complete);
  expect(complete.at(-1)).toBe(false);
  const old = await cohorts('from=2026-01-05&to=2026-01-12');
  expect(old.cohorts[0]!.accepted.within.every((one) => one.complete)).toBe(true);
});

it('keeps weeks of two years apart, and refuses what is no time', async () => {
  for (const day of ['2026-01-01', '2027-12-31', '2000-02-29']) {
    const at = new Date(day);
    for (const by of ['week', 'month'] as const) {
      const [begin, end] = [0, 1].map((more) => periodStart(by, periodIndex(by, at) + more).getTime());
      expect(begin! <= at.getTime() && at.getTime() < end!).toBe(true);
    }
  }
  for (const query of ['from=2026-02-01&to=2026-01-01', 'by=day', 'from=x']) {
    expect((await api.get(`/v1/stats/cohorts?${query}`, api.people.admin)).status).toBe(422);
  }
});
