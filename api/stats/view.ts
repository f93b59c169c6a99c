import { displayName, type InvitationFacts } from '../../models';
import type { TimelineType } from '../../workflows/contract';
import { type ApiDeps, csvOf } from '../http';
import { STATS_COUNTS, type StatsGroupBy, type StatsView } from './schema';

type Count = (typeof STATS_COUNTS)[number];
type Figures = StatsView['total'];

/** The timeline entry that each figure counts, once per invitation. */
const ENTRY_OF: Readonly<Record<Count, TimelineType>> = {
  sent: 'sent',
  delivered: 'delivered',
  viewed: 'viewed',
  accepted: 'accepted',
  active: 'activated',
  declined: 'declined',
  expired: 'expired',
  bounced: 'bounced',
};

const HOUR_MS = 3600 * 1000;

/** Counts invitations by what their timelines hold. */
export class Tally {
  private readonly counts = Object.fromEntries(STATS_COUNTS.map((name) => [name, 0])) as Record<
    Count,
    number
  >;
  private readonly hours: number[] = [];

  add({ firsts, createdAt }: InvitationFacts): void {
    for (const name of STATS_COUNTS) if (firsts.has(ENTRY_OF[name])) this.counts[name] += 1;
    const accepted = firsts.get('accepted');
    if (accepted === undefined) return;
    const sent = firsts.get('sent') ?? createdAt;
    this.hours.push(Math.max(0, accepted.getTime() - sent.getTime()) / HOUR_MS);
  }

  get figures(): Figures {
    return { ...this.counts, medianHoursToAccept: median(this.hours) };
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

/** The funnel of the invitations that were created in a period, by group and in all. */
export async function invitationStats(
  deps: ApiDeps,
  accountId: string,
  { from, to, groupBy }: { readonly from: Date; readonly to: Date; readonly groupBy: StatsGroupBy },
): Promise<StatsView> {
  const total = new Tally();
  const groups = new Map<string, Tally>();
  for await (const facts of deps.stores.stats.ofPeriod(accountId, from, to)) {
    const key = groupOf(facts, groupBy);
    const group = groups.get(key) ?? new Tally();
    groups.set(key, group);
    group.add(facts);
    total.add(facts);
  }
  const keys = [...groups.keys()].sort();
  const names = groupBy === 'inviter' ? await namesOf(deps, keys) : new Map<string, string>();
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    groupBy,
    groups: keys.map((key) => ({
      key,
      label: names.get(key) ?? key,
      ...(groups.get(key) ?? new Tally()).figures,
    })),
    total: total.figures,
  };
}

/** The same as a table. */
export function statsCsv({ groups, total }: StatsView): Promise<string> {
  const columns = [...STATS_COUNTS, 'medianHoursToAccept'] as const;
  const figures = (row: Figures) => columns.map((column) => row[column]);
  return csvOf(
    ['key', 'label', ...columns],
    [
      ...groups.map((group) => [group.key, group.label, ...figures(group)]),
      ['total', 'total', ...figures(total)],
    ],
  );
}

async function namesOf({ stores }: ApiDeps, userIds: readonly string[]): Promise<Map<string, string>> {
  const users = await stores.users.findMany(userIds);
  return new Map(users.map((user) => [user._id, displayName(user)]));
}

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
      return createdAt.toISOString().slice(0, 10);
    case 'week':
      return isoWeek(createdAt);
    case 'month':
      return createdAt.toISOString().slice(0, 7);
  }
}

const DAY_MS = 24 * HOUR_MS;

/** ISO 8601: weeks begin on Monday and belong to the year of their Thursday. */
function isoWeek(at: Date): string {
  const weekday = (at.getUTCDay() + 6) % 7;
  const thursday = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() - weekday + 3));
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
