import * as api from '../../api';
import { DAY_MS } from '../../domain/invitations/cohorts';
import { FUNNEL, STATS_GROUPS } from '../../domain/invitations/statistics';
import type { StatsView } from '../../api/stats/schema';
import { date, number } from '../kit/format';
import { type FieldGroup, formData } from '../kit/forms';
import { mayInvite } from '../kit/navigation';
import type { PageContext, Pages } from '../kit/page-context';
import { t } from '../kit/reader';
import { queriesOf } from '../kit/resource';
import { href, tableData } from '../kit/tables';
import { barsOf } from './bars';
import { COHORT_STEPS, cohortTable } from './cohorts';
import { shareOf, tilesOf } from './figures';
import { columnsOf, listHref, LISTED, OUTCOMES } from './groups';

/** How invitations fare, as figures, charts and the tables behind them. */
export function statsPages(pages: Pages): void {
  pages.get('/stats', showStats);
  pages.get('/stats.csv', (context) =>
    context.sendFile(api.getStats, { query: { ...wantedOf(context), format: 'csv' } }),
  );
}

/** What the statistics are grouped by. */
const GROUPS: Readonly<Record<StatsView['groupBy'], string>> = {
  day: 'Day',
  week: 'Week',
  month: 'Month',
  program: 'Program',
  inviter: 'Inviter',
};

const FILTERS: readonly FieldGroup[] = [
  {
    bare: true,
    fields: [
      { name: 'from', label: 'From', inputType: 'date' },
      { name: 'to', label: 'To', inputType: 'date' },
      {
        name: 'groupBy',
        label: 'By',
        kind: 'select',
        options: STATS_GROUPS.map((value) => ({ value, label: GROUPS[value] })),
      },
    ],
  },
];

type Wanted = ReturnType<typeof wantedOf>;

function wantedOf(context: PageContext) {
  const { groupBy, ...period } = queriesOf(context, ['from', 'to', 'groupBy']);
  return { ...period, groupBy: groupBy ?? 'week' };
}

/** Groups that a page shows; the CSV file has all of them. */
const MOST_ROWS = 60;

async function showStats(context: PageContext): Promise<void> {
  const wanted = wantedOf(context);
  const step = COHORT_STEPS.find((one) => one === context.query('cohorts')) ?? 'accepted';
  const stats = await context.call(api.getStats, { query: wanted });
  const { from, to, groups, total } = stats;
  const [before, cohorts] = await Promise.all([
    context.call(api.getStats, { query: { ...timeBefore(stats), groupBy: 'month' } }),
    context.call(api.getStatsCohorts, {
      query: { from, to, by: wanted.groupBy === 'month' ? 'month' : 'week' },
    }),
  ]);
  const linked = context.may(api.getInvitations) ? stats : undefined;
  context.show('stats', {
    title: 'Statistics',
    period: t('{{from}} to {{to}}, beside the same time before.', { from: date(from), to: date(to) }),
    exportHref: href('/stats.csv', wanted),
    presets: presetsOf(wanted),
    ...formData(FILTERS, wanted),
    nothing: groups.length === 0 ? nothingIn(context, wanted) : undefined,
    tiles: tilesOf(total, before.total),
    steps: stepsOf(stats, linked !== undefined),
    bars: barsOf(stats),
    cohorts: cohortTable(cohorts, step),
    cohortSteps: COHORT_STEPS.map((one) => ({
      label: t(OUTCOMES[one]),
      href: `${href('/stats', { ...wanted, cohorts: one })}#cohorts`,
      current: one === step,
    })),
    shortened:
      groups.length > MOST_ROWS
        ? t('The last {{count}} of {{all}}; the CSV file has all of them.', {
            count: MOST_ROWS,
            all: groups.length,
          })
        : undefined,
    table: tableData({
      caption: 'Statistics',
      columns: columnsOf(linked),
      items: [...groups.slice(-MOST_ROWS), { key: '', label: 'Total', ...total }],
      empty: { title: '', text: '' },
    }),
  });
}

/** As long as the time that is shown, and right before it. */
function timeBefore({ from, to }: StatsView) {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  return { from: new Date(begin - (end - begin)).toISOString(), to: from };
}

const PRESETS = [
  ['7 days', 7],
  ['30 days', 30],
  ['90 days', 90],
  ['12 months', 365],
] as const;

const dayBefore = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

const yearHref = () => href('/stats', { from: dayBefore(365), groupBy: 'month' });

/** Usual times until today, each by a step that shows its course. */
function presetsOf({ from, to, groupBy }: Wanted) {
  return PRESETS.map(([label, days]) => ({
    label: t(label),
    href: href('/stats', { from: dayBefore(days), groupBy: days > 90 ? 'month' : groupBy }),
    current: to === undefined && (from === dayBefore(days) || (from === undefined && days === 30)),
  }));
}

/** Where there is nothing to count, what to do about it. */
function nothingIn(context: PageContext, { from }: Wanted) {
  return {
    title: t('Nothing was sent in this time'),
    text: t('Invite a partner, or look at a longer time: figures appear as soon as an invitation is sent.'),
    yearHref: from !== undefined && from <= dayBefore(365) ? undefined : yearHref(),
    inviteHref: mayInvite(context) ? '/invitations/new' : undefined,
  };
}

/** The funnel, each step with its share of what was sent; what nobody measures is said to be so. */
function stepsOf({ from, to, total: { reached } }: StatsView, isLinked: boolean) {
  const max = String(Math.max(1, reached.sent));
  return FUNNEL.map((name) => {
    const count = reached[name];
    const status = isLinked ? LISTED[name] : undefined;
    const known = {
      key: name,
      label: t(OUTCOMES[name]),
      href: status === undefined ? undefined : listHref({ from, to }, status),
    };
    if (count === null) return { ...known, max: undefined, value: '', shown: t('not measured'), share: '' };
    const share = shareOf(count, reached.sent);
    return { ...known, max, value: String(count), shown: number(count), share };
  });
}
