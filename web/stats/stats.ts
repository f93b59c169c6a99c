import * as api from '../../api';
import { STATS_GROUPS } from '../../domain/invitations/statistics';
import type { StatsView } from '../../api/stats/schema';
import { capital, date } from '../kit/format';
import { type FieldGroup, formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { queriesOf } from '../kit/resource';
import { type Column, href, tableData } from '../kit/tables';

type Counts = StatsView['total'];

const FUNNEL = ['sent', 'delivered', 'viewed', 'accepted', 'active'] as const;
const OTHERS = ['declined', 'expired', 'bounced'] as const;
/** Without an invitation, so no part of the funnel. */
const APPLIED = [
  ['applied', 'Applied'],
  ['appliedActive', 'Active by application'],
] as const;

/** How invitations fare, as a chart with its table. */
export function statsPages(pages: Pages): void {
  pages.get('/stats', showStats);
  pages.get('/stats.csv', (context) =>
    context.sendFile(api.getStats, { query: { ...wantedOf(context), format: 'csv' } }),
  );
}

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
        options: STATS_GROUPS.map((value) => ({ value, label: value })),
      },
    ],
  },
];

function wantedOf(context: PageContext) {
  const { groupBy, ...period } = queriesOf(context, ['from', 'to', 'groupBy']);
  return { ...period, groupBy: groupBy ?? 'week' };
}

async function showStats(context: PageContext): Promise<void> {
  const wanted = wantedOf(context);
  const stats = await context.call(api.getStats, { query: wanted });
  const { total } = stats;
  context.show('stats', {
    title: 'Statistics',
    exportHref: href('/stats.csv', wanted),
    ...formData(FILTERS, wanted),
    bars: bars(total),
    summary: summaryOf(stats),
    table: tableData({
      caption: 'Statistics',
      columns: COLUMNS,
      items: [...stats.groups, { label: 'Total', ...total }],
      empty: { title: 'Nothing was sent', text: 'There was no invitation in this time.' },
    }),
  });
}

function bars(total: Counts) {
  const max = String(Math.max(1, ...FUNNEL.map((name) => total[name])));
  return FUNNEL.map((name) => ({ key: name, label: capital(name), value: String(total[name]), max }));
}

const COLUMNS: readonly Column<Counts & { readonly label: string }>[] = [
  { label: 'Group', cell: ({ label }) => ({ text: label, strong: label === 'Total' }) },
  ...[...FUNNEL, ...OTHERS].map((name) => ({
    label: capital(name),
    end: true,
    cell: (counts: Counts) => String(counts[name]),
  })),
  ...APPLIED.map(([name, label]) => ({ label, end: true, cell: (counts: Counts) => String(counts[name]) })),
  { label: 'Time to accept', end: true, cell: ({ medianHoursToAccept }) => hours(medianHoursToAccept) },
];

function summaryOf({ from, to, total: { medianHoursToAccept: median } }: StatsView): string {
  const period = `${date(from)} to ${date(to)}.`;
  return median === null ? period : `${period} Half of those who accepted did so within ${hours(median)}.`;
}

function hours(value: number | null): string {
  if (value === null) return '-';
  if (value < 1) return '1 h';
  return value < 48 ? `${Math.round(value * 10) / 10} h` : `${Math.round(value / 24)} days`;
}
