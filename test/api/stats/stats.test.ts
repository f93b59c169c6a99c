import { getStats } from '../../../api/stats/funnel';
import { bodyOf } from '../../support/api/declared-answers';
import fc from '../../support/properties';
import {
  groupOf,
  STATS_COUNTS,
  STATS_GROUPS,
  type StatsGroupBy,
} from '../../../domain/invitations/statistics';
import type { StatsView } from '../../../api/stats/schema';
import type { TimelineEntry, TimelineType } from '../../../workflows/contract';
import { snapshot, storedInvitation } from '../../support/models/samples';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { outcome } from '../../support/api/refusals';
import { TestApi } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const HOUR = 3600 * 1000;
const START = Date.UTC(2025, 11, 27);
const SYSTEM = { kind: 'system', id: 'usher' } as const;

/** An invitation with a timeline of these entries, hours after it was created. */
async function stored(
  accountId: string,
  { inviterId, program, createdAt, entries, viewed }: Story,
  address: string,
): Promise<string> {
  const at = new Date(createdAt).toISOString();
  const id = await storedInvitation(api.stores, accountId, address, {
    input: { inviterId, program, createdAt: at },
  });
  const timeline = [{ type: 'created' as const, hours: 0 }, ...entries].map(
    ({ type, hours }, index): TimelineEntry => ({
      n: index + 1,
      at: new Date(createdAt + hours * HOUR).toISOString(),
      type,
      actor: SYSTEM,
    }),
  );
  await api.stores.invitations.record(
    snapshot(id, { seq: timeline.length + 1, status: 'revoked', timeline }),
  );
  if (viewed) await api.stores.invitations.markViewed(id, new Date(createdAt + HOUR));
  return id;
}

interface Story {
  readonly inviterId: string;
  readonly program: string;
  readonly createdAt: number;
  readonly entries: readonly { readonly type: TimelineType; readonly hours: number }[];
  readonly viewed: boolean;
}

const TYPES: readonly TimelineType[] = [
  'sent',
  'delivered',
  'bounced',
  'resent',
  'reminded',
  'accepted',
  'declined',
  'expired',
  'approval_requested',
  'activated',
];

const story: fc.Arbitrary<Story> = fc.record({
  inviterId: fc.constantFrom('usr_a', 'usr_b', 'usr_c'),
  program: fc.constantFrom('default', 'gold'),
  createdAt: fc.integer({ min: 0, max: 40 * 24 }).map((hours) => START + hours * HOUR),
  entries: fc.array(fc.record({ type: fc.constantFrom(...TYPES), hours: fc.integer({ min: 1, max: 500 }) }), {
    maxLength: 8,
  }),
  viewed: fc.boolean(),
});

const ENTRY: Readonly<Record<string, string>> = { active: 'activated' };

/** The same figures, counted over what the timeline endpoint shows. */
async function countedOverTimelines(ids: readonly string[]) {
  const timelines = await Promise.all(ids.map((id) => api.stores.events.list(id)));
  const has = (type: string) =>
    timelines.filter((events) => events.some((event) => event.type === type)).length;
  const hours = timelines
    .flatMap((events) => {
      const first = (type: string) =>
        Math.min(...events.filter((event) => event.type === type).map(({ at }) => at.getTime()));
      const sent = Number.isFinite(first('sent')) ? first('sent') : first('created');
      return Number.isFinite(first('accepted')) ? [Math.max(0, first('accepted') - sent) / HOUR] : [];
    })
    .sort((a, b) => a - b);
  const half = hours.length / 2;
  const middle = hours.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  const figures = STATS_COUNTS.map((name) => [name, has(ENTRY[name] ?? name)] as const);
  const median = hours.length === 0 ? null : middle.reduce((a, b) => a + b, 0) / middle.length;
  return { ...Object.fromEntries(figures), medianHoursToAccept: median };
}

async function ask(query: string, as = api.people.admin): Promise<StatsView> {
  const answer = await api.get(`/v1/stats?${query}`, as);
  if (answer.status !== 200) throw new Error(answer.text);
  return bodyOf(getStats, answer);
}

/** Each step holds at least those of the next one; what nobody reports is not made up. */
function requireFunnel(reached: StatsView['total']['reached'], total: Omit<StatsView['total'], 'reached'>) {
  const { sent, delivered, viewed, accepted, active } = {
    ...reached,
    delivered: reached.delivered ?? reached.viewed,
  };
  const funnel = [sent, delivered, viewed, accepted, active];
  expect(funnel).toEqual([...funnel].sort((a, b) => b - a));
  expect(reached.delivered === null).toBe(total.delivered === 0);
  expect(sent >= total.sent && accepted >= total.accepted && active === total.active).toBe(true);
}

it('equals a count over the timelines, in every grouping', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(story, { maxLength: 12 }), async (stories) => {
      run += 1;
      const { _id: accountId } = await api.stores.accounts.create({ name: `Run ${run}` });
      const person = { ...api.people.admin, accountId };
      await api.stores.memberships.add({ accountId, userId: person.userId, roleKey: 'account_admin' });
      const { key } = await api.stores.apiKeys.create({ ...person, name: 'Stats' });
      const ids: string[] = [];
      for (const [n, one] of stories.entries()) {
        ids.push(await stored(accountId, one, `p${run}-${n}@stats.example`));
      }
      const from = START + 5 * 24 * HOUR;
      const to = START + 35 * 24 * HOUR;
      const inside = stories.map(({ createdAt }) => createdAt >= from && createdAt < to);
      for (const groupBy of STATS_GROUPS) {
        const period = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
        const view = await ask(`${period}&groupBy=${groupBy}`, { ...person, key });
        const { reached, ...total } = view.total;
        expect(total).toEqual(await countedOverTimelines(ids.filter((_, n) => inside[n])));
        requireFunnel(reached, total);
        const keyOf = (n: number) => keyFor(stories[n], groupBy);
        const keys = [...new Set(ids.flatMap((_, n) => (inside[n] ? [keyOf(n)] : [])))].sort();
        expect(view.groups.map((group) => group.key)).toEqual(keys);
        for (const { key: group, label: _label, reached: _reached, ...figures } of view.groups) {
          const members = ids.filter((_, n) => inside[n] && keyOf(n) === group);
          expect(figures).toEqual(await countedOverTimelines(members));
        }
      }
    }),
    // A counterexample as it was drawn: making it smaller means a thousand runs through the database.
    { numRuns: 12, endOnFailure: true },
  );
});

function keyFor(one: Story | undefined, groupBy: StatsGroupBy): string {
  if (one === undefined) return '';
  return groupOf({ ...one, createdAt: new Date(one.createdAt) }, groupBy);
}

it('groups by ISO weeks, months and days of UTC', () => {
  const keys = (text: string) =>
    (['day', 'week', 'month'] as const).map((groupBy) =>
      groupOf({ inviterId: '', program: '', createdAt: new Date(text) }, groupBy),
    );
  expect(keys('2026-01-01T00:00:00Z')).toEqual(['2026-01-01', '2026-W01', '2026-01']);
  expect(keys('2027-01-03T23:59:59Z')).toEqual(['2027-01-03', '2026-W53', '2027-01']);
  expect(keys('2024-12-30T00:00:00Z')).toEqual(['2024-12-30', '2025-W01', '2024-12']);
});

describe('the endpoint', () => {
  const one: Story = {
    inviterId: 'usr_nobody',
    program: 'default',
    createdAt: START,
    entries: [
      { type: 'sent', hours: 1 },
      { type: 'accepted', hours: 4 },
    ],
    viewed: true,
  };

  it('is a table when text/csv is asked for', async () => {
    const { accountId, userId } = api.people.admin;
    await stored(accountId, one, 'one@stats.example');
    await stored(accountId, { ...one, inviterId: userId }, 'two@stats.example');
    const path = '/v1/stats?from=2025-12-27&to=2025-12-27&groupBy=inviter';
    const table = await api.call('GET', path, { as: api.people.admin, headers: { accept: 'text/csv' } });
    expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const quoted = (row: string) =>
      row
        .split(',')
        .map((cell) => `"${cell}"`)
        .join(',');
    expect(table.text.trimEnd().split('\r\n')).toEqual(
      [
        'key,label,sent,delivered,viewed,accepted,active,declined,expired,bounced,medianHoursToAccept,applied,appliedActive',
        ...[`usr_nobody,usr_nobody,1,0,1,1,0,0,0,0,3,0,0`, `${userId},ada Test,1,0,1,1,0,0,0,0,3,0,0`].sort(),
        'total,total,2,0,2,2,0,0,0,0,3,0,0',
      ].map(quoted),
    );
    expect((await api.get(`${path}&format=csv`, api.people.admin)).text).toBe(table.text);
    expect(await ask('from=2025-12-27&to=2025-12-27', api.people.other)).toMatchObject({ groups: [] });
  });

  it('covers the last thirty days unless told otherwise', async () => {
    const { from, to, groupBy } = await ask('');
    expect([Date.parse(to) - Date.parse(from), groupBy]).toEqual([30 * 24 * HOUR, 'day']);
  });

  it('refuses periods and groupings that are none', async () => {
    for (const query of [
      'from=yesterday',
      'to=2026-13-01',
      'groupBy=hour',
      'from=2026-01-02&to=2025-01-01',
      'x=1',
    ]) {
      const answer = await api.get(`/v1/stats?${query}`, api.people.admin);
      expect([query, ...outcome(answer)]).toEqual([query, 422, 'validation-failed']);
    }
    expect((await api.get('/v1/stats', api.people.junior)).status).toBe(403);
  });
});
