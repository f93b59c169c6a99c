import { STATS_GROUPS, type StatsView } from '../../api/stats/schema';
import { callApi, read } from '../kit/api-call';
import { withProblem } from '../kit/form-page';
import { date } from '../kit/format';
import type { FieldGroup } from '../kit/forms';
import type { Pages } from '../kit/router';
import { sendScreen } from '../kit/respond';
import { href, tableData } from '../kit/tables';
import { queryOf, type PageContext } from '../kit/page-context';

type Counts = StatsView['total'];

const READ = 'get /v1/stats';
const FUNNEL = ['sent', 'delivered', 'viewed', 'accepted', 'active'] as const;
const OTHERS = ['declined', 'expired', 'bounced'] as const;

/** How invitations fare, as a chart with its table. */
export function statsPages(pages: Pages): void {
  pages.get('/stats', showStats);
  pages.get('/stats.csv', sendCsv);
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
  const [from, to, groupBy] = ['from', 'to', 'groupBy'].map((name) => queryOf(context, name));
  return { from, to, groupBy: groupBy ?? 'week' };
}

async function sendCsv(context: PageContext): Promise<void> {
  const query = { ...wantedOf(context), format: 'csv' };
  const { status, headers = {}, body } = await callApi(context, READ, { query });
  context.response
    .status(status)
    .set({ ...headers, 'Cache-Control': 'no-store' })
    .send(body);
}

async function showStats(context: PageContext): Promise<void> {
  const wanted = wantedOf(context);
  const stats = await read<StatsView>(context, READ, { query: wanted });
  const { total } = stats;
  sendScreen(context, 'stats', {
    title: 'Statistics',
    exportHref: href('/stats.csv', wanted),
    ...withProblem(FILTERS, wanted, undefined),
    bars: bars(total),
    summary: summaryOf(stats),
    table: tableData({
      caption: 'Statistics',
      columns: [
        { label: 'Group' },
        ...[...FUNNEL, ...OTHERS].map((name) => ({ label: capital(name), end: true })),
        { label: 'Time to accept', end: true },
      ],
      rows: [...stats.groups.map((group) => row(group.label, group)), row('Total', total)],
      empty: { title: 'Nothing was sent', text: 'There was no invitation in this time.' },
    }),
  });
}

function bars(total: Counts) {
  const max = String(Math.max(1, ...FUNNEL.map((name) => total[name])));
  return FUNNEL.map((name) => ({ key: name, label: capital(name), value: String(total[name]), max }));
}

function row(label: string, counts: Counts) {
  return {
    id: label,
    name: label,
    cells: [
      { text: label, strong: label === 'Total' },
      ...[...FUNNEL, ...OTHERS].map((name) => ({ text: String(counts[name]), end: true })),
      { text: hours(counts.medianHoursToAccept), end: true },
    ],
  };
}

function summaryOf({ from, to, total: { medianHoursToAccept: median } }: StatsView): string {
  const period = `${date(from)} to ${date(to)}.`;
  return median === null ? period : `${period} Half of those who accepted did so within ${hours(median)}.`;
}

function hours(value: number | null): string {
  if (value === null) return '-';
  if (value < 1) return '1 h';
  return value < 48 ? `${Math.round(value * 10) / 10} h` : `${Math.round(value / 24)} days`;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
