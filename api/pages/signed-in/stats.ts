import { read } from './api-call';
import { withProblem } from './form-page';
import { date } from './format';
import type { FieldGroup } from './forms';
import type { Pages } from './pages-router';
import { sendScreen } from './respond';
import { tableData } from './tables';
import { queryOf, type Visit } from './visit';

/** Counts of one group, as the API answers them. */
interface Counts {
  readonly sent: number;
  readonly delivered: number;
  readonly viewed: number;
  readonly accepted: number;
  readonly active: number;
  readonly declined: number;
  readonly expired: number;
  readonly bounced: number;
  readonly medianHoursToAccept: number | null;
}

interface Stats {
  readonly from: string;
  readonly to: string;
  readonly groups: readonly (Counts & { readonly key: string; readonly name?: string | null })[];
  readonly total: Counts;
}

const FUNNEL = ['sent', 'delivered', 'viewed', 'accepted', 'active'] as const;
const OTHERS = ['declined', 'expired', 'bounced'] as const;
const WIDTH = 420;
const STEP = 32;

/** How invitations fare, as a chart with its table. */
export function statsPages(pages: Pages): void {
  pages.get('/stats', showStats);
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
        blank: 'Default',
        options: ['day', 'week', 'month', 'inviter', 'program'].map((value) => ({ value, label: value })),
      },
    ],
  },
];

async function showStats(visit: Visit): Promise<void> {
  const [from, to, groupBy] = ['from', 'to', 'groupBy'].map((name) => queryOf(visit, name));
  const isDay = (text: string | undefined) => text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text);
  const query = {
    from: isDay(from) ? `${from ?? ''}T00:00:00Z` : from,
    to: isDay(to) ? `${to ?? ''}T23:59:59.999Z` : to,
    groupBy,
  };
  const stats = await read<Stats>(visit, 'get /v1/stats', { query });
  const { total } = stats;
  sendScreen(visit, 'stats', {
    title: 'Statistics',
    ...withProblem(FILTERS, { from, to, groupBy }, undefined),
    bars: bars(total),
    chartHeight: FUNNEL.length * STEP,
    chartLabel: FUNNEL.map((name) => `${name} ${total[name]}`).join(', '),
    summary: `${date(stats.from)} to ${date(stats.to)}. Half of those who accepted did so within ${hours(total.medianHoursToAccept)}.`,
    table: tableData({
      caption: 'Statistics',
      columns: [
        { label: 'Group' },
        ...[...FUNNEL, ...OTHERS].map((name) => ({ label: capital(name), end: true })),
        { label: 'Time to accept', end: true },
      ],
      rows: [...stats.groups.map((group) => row(group.name ?? group.key, group)), row('Total', total)],
      empty: { title: 'Nothing was sent', text: 'There was no invitation in this time.' },
    }),
  });
}

function bars(total: Counts) {
  const most = Math.max(1, ...FUNNEL.map((name) => total[name]));
  return FUNNEL.map((name, index) => ({
    label: capital(name),
    value: String(total[name]),
    width: String(Math.round((total[name] / most) * WIDTH)),
    y: String(index * STEP + 4),
    textY: String(index * STEP + 20),
  }));
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

function hours(value: number | null): string {
  if (value === null) return '-';
  return value < 48 ? `${Math.round(value * 10) / 10} h` : `${Math.round(value / 24)} days`;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
