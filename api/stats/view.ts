import {
  countByGroup,
  OF_APPLICATIONS,
  STATS_COUNTS,
  type Figures,
  type StatsGroupBy,
} from '../../domain/invitations/statistics';
import { displayName } from '../../domain/accounts/display-name';
import { type ApiDeps, csvOf } from '../http';
import type { StatsView } from './schema';

/** The funnel of the invitations that were created in a period, by group and in all. */
export async function invitationStats(
  { stores }: ApiDeps,
  accountId: string,
  { from, to, groupBy }: { readonly from: Date; readonly to: Date; readonly groupBy: StatsGroupBy },
): Promise<StatsView> {
  const { groups, total } = await countByGroup(stores.stats.ofPeriod(accountId, from, to), groupBy);
  const inviters = groupBy === 'inviter' ? await stores.users.findMany(groups.map(({ key }) => key)) : [];
  const names = new Map(inviters.map((user) => [user._id, displayName(user)]));
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    groupBy,
    groups: groups.map(({ key, figures }) => ({
      key,
      label: names.get(key) ?? (key === '' ? 'Without an invitation' : key),
      ...figures,
    })),
    total,
  };
}

/** The same as a table. */
export function statsCsv({ groups, total }: StatsView): Promise<string> {
  const funnel = STATS_COUNTS.filter((name) => !OF_APPLICATIONS.includes(name));
  // Behind what was there before them, for whoever counts columns.
  const columns = [...funnel, 'medianHoursToAccept', ...OF_APPLICATIONS] as const;
  const figures = (row: Omit<Figures, 'reached'>) => columns.map((column) => row[column]);
  return csvOf(
    ['key', 'label', ...columns],
    [
      ...groups.map((group) => [group.key, group.label, ...figures(group)]),
      ['total', 'total', ...figures(total)],
    ],
  );
}
