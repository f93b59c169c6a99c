import type { TimelineType } from '../../workflows/contract';

/** What statistics know of one invitation: whose it is, and when each thing happened for the first time. */
export interface InvitationFacts {
  readonly inviterId: string;
  readonly program: string;
  readonly createdAt: Date;
  readonly firsts: ReadonlyMap<TimelineType, Date>;
}

/** What is counted, in the order of the funnel, and the timeline entry that each counts, once per invitation. */
const ENTRY_OF = {
  sent: 'sent',
  delivered: 'delivered',
  viewed: 'viewed',
  accepted: 'accepted',
  active: 'activated',
  declined: 'declined',
  expired: 'expired',
  bounced: 'bounced',
  applied: 'applied',
  appliedActive: 'activated',
} as const satisfies Record<string, TimelineType>;

export type StatsCount = keyof typeof ENTRY_OF;
export const STATS_COUNTS = Object.keys(ENTRY_OF) as StatsCount[];

/** Whoever applied was never invited: they are counted for themselves, and never in the funnel of invitations. */
export const OF_APPLICATIONS: readonly StatsCount[] = ['applied', 'appliedActive'];

/** Steps of the funnel, each further than the one before. */
export const FUNNEL = ['sent', 'delivered', 'viewed', 'accepted', 'active'] as const;
type FunnelStep = (typeof FUNNEL)[number];

/** How many invitations came at least so far; null where the provider reports no deliveries. */
export type Reached = Record<Exclude<FunnelStep, 'delivered'>, number> & { delivered: number | null };

export type Figures = Record<StatsCount, number> & { medianHoursToAccept: number | null; reached: Reached };

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Counts invitations by what their timelines hold. */
class Tally {
  private readonly counts = Object.fromEntries(STATS_COUNTS.map((name) => [name, 0])) as Record<
    StatsCount,
    number
  >;
  private readonly hours: number[] = [];
  private readonly reached = FUNNEL.map(() => 0);

  add({ firsts, createdAt }: InvitationFacts): void {
    const isApplication = firsts.has('applied');
    for (const name of STATS_COUNTS) {
      if (OF_APPLICATIONS.includes(name) === isApplication && firsts.has(ENTRY_OF[name]))
        this.counts[name] += 1;
    }
    if (isApplication) return;
    const furthest = FUNNEL.findLastIndex((step) => firsts.has(ENTRY_OF[step]));
    for (let step = 0; step <= furthest; step += 1) this.reached[step] = (this.reached[step] ?? 0) + 1;
    const accepted = firsts.get('accepted');
    if (accepted === undefined) return;
    const sent = firsts.get('sent') ?? createdAt;
    this.hours.push(Math.max(0, accepted.getTime() - sent.getTime()) / HOUR_MS);
  }

  get figures(): Figures {
    const [sent = 0, delivered = 0, viewed = 0, accepted = 0, active = 0] = this.reached;
    const reached = {
      ...{ sent, viewed, accepted, active },
      delivered: this.counts.delivered === 0 ? null : delivered,
    };
    return { ...this.counts, medianHoursToAccept: median(this.hours), reached };
  }
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted[middle - 1];
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}

/** Counts the invitations by group, in the order of the groups' keys, and in all. */
export async function countByGroup(invitations: AsyncIterable<InvitationFacts>, groupBy: StatsGroupBy) {
  const total = new Tally();
  const tallies = new Map<string, Tally>();
  for await (const facts of invitations) {
    const key = groupOf(facts, groupBy);
    const tally = tallies.get(key) ?? new Tally();
    tallies.set(key, tally);
    tally.add(facts);
    total.add(facts);
  }
  const groups = [...tallies].map(([key, { figures }]) => ({ key, figures }));
  return { groups: groups.sort((a, b) => (a.key < b.key ? -1 : 1)), total: total.figures };
}

export const STATS_GROUPS = ['inviter', 'program', 'day', 'week', 'month'] as const;
export type StatsGroupBy = (typeof STATS_GROUPS)[number];

/** Days, weeks and months are those of UTC. */
export function groupOf(
  { inviterId, program, createdAt }: Pick<InvitationFacts, 'inviterId' | 'program' | 'createdAt'>,
  groupBy: StatsGroupBy,
): string {
  switch (groupBy) {
    case 'inviter':
      return inviterId;
    case 'program':
      return program;
    case 'day':
    case 'week':
    case 'month':
      return periodKey(createdAt, groupBy);
  }
}

/** The day, week or month of an instant: 2030-12-31, 2031-W01 or 2030-12. */
export function periodKey(at: Date, by: 'day' | 'week' | 'month'): string {
  if (by === 'week') return isoWeek(at);
  return at.toISOString().slice(0, by === 'day' ? 10 : 7);
}

/** ISO 8601: weeks begin on Monday and belong to the year of their Thursday. */
function isoWeek(at: Date): string {
  const weekday = (at.getUTCDay() + 6) % 7;
  const thursday = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() - weekday + 3));
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
