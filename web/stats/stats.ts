import * as api from '../../api';
import { FUNNEL, STATS_GROUPS } from '../../domain/invitations/statistics';
import type { StatsView } from '../../api/stats/schema';
import { date, hoursText, number, percent } from '../kit/format';
import { type FieldGroup, formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { sentences, t } from '../kit/reader';
import { queriesOf } from '../kit/resource';
import { type Column, href, tableData } from '../kit/tables';
import { timesOf } from './times';
import { trendOf } from './trend';

const TOTAL = 'Total';

/** What can become of an invitation. */
const OUTCOMES = {
  sent: 'Sent',
  delivered: 'Delivered',
  viewed: 'Viewed',
  accepted: 'Accepted',
  active: 'Active',
  declined: 'Declined',
  expired: 'Expired',
  bounced: 'Bounced',
} as const;
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

function wantedOf(context: PageContext) {
  const { groupBy, ...period } = queriesOf(context, ['from', 'to', 'groupBy']);
  return { ...period, groupBy: groupBy ?? 'week' };
}

async function showStats(context: PageContext): Promise<void> {
  const wanted = wantedOf(context);
  const stats = await context.call(api.getStats, { query: wanted });
  const linked = context.may(api.getInvitations) ? stats : undefined;
  context.show('stats', {
    title: 'Statistics',
    exportHref: href('/stats.csv', wanted),
    presets: presetsOf(wanted),
    ...formData(FILTERS, wanted),
    steps: stepsOf(stats),
    trend: trendOf(stats),
    summary: summaryOf(stats),
    table: tableData({
      caption: 'Statistics',
      columns: columnsOf(linked),
      items: [...stats.groups, { key: '', label: TOTAL, ...stats.total }],
      empty: { title: 'Nothing was sent', text: 'There was no invitation in this time.' },
    }),
  });
}

const PRESETS = [
  ['7 days', 7],
  ['30 days', 30],
  ['90 days', 90],
  ['12 months', 365],
] as const;

/** Usual times until today, each by a step that shows its course. */
function presetsOf({ from, to, groupBy }: ReturnType<typeof wantedOf>) {
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  return PRESETS.map(([label, days]) => ({
    label: t(label),
    href: href('/stats', { from: day(days), groupBy: days > 90 ? 'month' : groupBy }),
    current: to === undefined && from === day(days),
  }));
}

/** The whole as a part of another one, in percent. */
function shareOf(count: number, of: number): string {
  return of === 0 ? '-' : percent(count, of);
}

/** The funnel, each step with its share of what was sent; what nobody measures is said to be so. */
function stepsOf({ from, to, total: { reached } }: StatsView) {
  const max = String(Math.max(1, reached.sent));
  return FUNNEL.map((name) => {
    const count = reached[name];
    const known = {
      key: name,
      label: OUTCOMES[name],
      href: LISTED[name] === undefined ? undefined : listHref({ from, to }, LISTED[name]),
    };
    if (count === null) return { ...known, max: undefined, value: t('not measured'), share: '' };
    return { ...known, max, value: String(count), text: number(count), share: shareOf(count, reached.sent) };
  });
}

/** Steps that a list can show, by its status filter. */
const LISTED: Partial<Record<string, string>> = {
  sent: '',
  active: 'active',
  declined: 'declined',
  expired: 'expired',
};

function listHref(
  { from, to }: Pick<StatsView, 'from' | 'to'>,
  status: string,
  part: Readonly<Record<string, string>> = {},
): string {
  const time = { createdAfter: from, createdBefore: to };
  return href('/partner-explorer', { tab: 'sent', status: status || undefined, ...time, ...part });
}

type Row = StatsView['groups'][number];

/** What of the invitations a group is, for the link to their list; a time of its own is in its key. */
const PART_OF: Partial<Record<StatsView['groupBy'], string>> = { program: 'program', inviter: 'inviter' };

/** Cohorts by when they were sent, or whatever else they are grouped by; a click leads to the list. */
function columnsOf(linked: StatsView | undefined): readonly Column<Row>[] {
  const link = ({ key }: Row, name: string) => {
    const member = linked && PART_OF[linked.groupBy];
    const isWhole = key === '';
    const status = LISTED[name];
    if (linked === undefined || status === undefined) return undefined;
    if (isWhole) return listHref(linked, status);
    const times = member === undefined ? timesOf(key) : undefined;
    if (member !== undefined) return listHref(linked, status, { [member]: key });
    return times && listHref(times, status);
  };
  const step = (name: (typeof FUNNEL)[number]): Column<Row> => ({
    label: OUTCOMES[name],
    end: true,
    cell: (row) => {
      const count = row.reached[name];
      if (count === null) return { text: t('not measured') };
      const share = name === 'sent' || row.reached.sent === 0 ? undefined : shareOf(count, row.reached.sent);
      return { text: number(count), href: count === 0 ? undefined : link(row, name), below: share };
    },
  });
  return [
    {
      label: 'Group',
      cell: ({ key, label }) => ({
        text: key === '' ? t(label) : label,
        strong: label === TOTAL,
      }),
    },
    ...FUNNEL.map(step),
    ...OTHERS.map((name) => ({
      label: OUTCOMES[name],
      end: true,
      cell: (row: Row) => ({
        text: number(row[name]),
        href: row[name] === 0 ? undefined : link(row, name),
      }),
    })),
    ...APPLIED.map(([name, label]) => ({ label, end: true, cell: (row: Row) => number(row[name]) })),
    { label: 'Time to accept', end: true, cell: ({ medianHoursToAccept }) => hours(medianHoursToAccept) },
  ];
}

function summaryOf({ from, to, total: { medianHoursToAccept: median } }: StatsView): string {
  return sentences(
    t('{{from}} to {{to}}.', { from: date(from), to: date(to) }),
    median === null ? '' : t('Half of those who accepted did so within {{time}}.', { time: hours(median) }),
  );
}

function hours(value: number | null): string {
  return value === null ? '-' : hoursText(value);
}
