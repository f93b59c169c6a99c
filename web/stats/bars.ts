import type { StatsView } from '../../api/stats/schema';
import { periodKey } from '../../domain/invitations/statistics';
import { number } from '../kit/format';
import { t } from '../kit/reader';
import { timesOf } from './times';

const STEPS = ['sent', 'accepted', 'active'] as const;
type Step = (typeof STEPS)[number];

/** As many units as one time is wide, and as high as the chart. */
const WIDTH = 10;
const GAP = 1.5;
const HEIGHT = 100;
/** Of more times nobody reads one by one what stands on it. */
const MOST_TITLES = 100;
const MOST_BARS = 400;

type Row = { readonly key: string; readonly counts: Readonly<Record<Step, number>> };

/** What was sent, accepted and became active, one within the other, for every day, week or month of the time. */
export function barsOf(stats: StatsView) {
  const { groupBy } = stats;
  if (groupBy !== 'day' && groupBy !== 'week' && groupBy !== 'month') return undefined;
  const rows = rowsOf(stats, groupBy);
  if (rows.length < 2 || rows.length > MOST_BARS) return undefined;
  const most = roundMost(Math.max(...rows.map(({ counts }) => counts.sent)));
  const [first = '', last = ''] = [rows[0]?.key, rows.at(-1)?.key];
  return {
    width: rows.length * WIDTH,
    viewBox: `0 0 ${rows.length * WIDTH} ${HEIGHT}`,
    series: STEPS.map((step) => ({ step, d: pathOf(rows, step, most) })),
    titles:
      rows.length > MOST_TITLES ? [] : rows.map((row, index) => ({ x: index * WIDTH, text: said(row) })),
    ticks: [most, most / 2, 0].map(number),
    ends: [first, rows.length > 4 ? (rows[rows.length >> 1]?.key ?? '') : '', last],
    text: t('Sent, accepted and active from {{first}} to {{last}}; the table below has the figures.', {
      first,
      last,
    }),
  };
}

/** A time in which nothing was sent is a gap in the course, not left out. */
function rowsOf({ from, to, groups }: StatsView, by: 'day' | 'week' | 'month'): Row[] {
  const known = new Map(groups.map(({ key, reached }) => [key, reached]));
  const rows: Row[] = [];
  for (let at = from; at < to && rows.length <= MOST_BARS;) {
    const key = periodKey(new Date(at), by);
    const { sent = 0, accepted = 0, active = 0 } = known.get(key) ?? {};
    rows.push({ key, counts: { sent, accepted, active } });
    at = timesOf(key)?.to ?? to;
  }
  return rows;
}

/** The next of 2, 4, 10, 20, 40, 100 ..., so that a half of it is whole. */
function roundMost(most: number): number {
  for (let scale = 1; ; scale *= 10) {
    const fit = [2, 4, 10].find((step) => step * scale >= most);
    if (fit !== undefined) return fit * scale;
  }
}

function pathOf(rows: readonly Row[], step: Step, most: number): string {
  return rows
    .flatMap(({ counts }, index) => {
      const high = (counts[step] / most) * HEIGHT;
      const y = Number((HEIGHT - high).toFixed(1));
      return high === 0 ? [] : `M${index * WIDTH + GAP} ${HEIGHT}V${y}h${WIDTH - 2 * GAP}V${HEIGHT}z`;
    })
    .join('');
}

const said = ({ key, counts: { sent, accepted, active } }: Row) =>
  t('{{time}}: {{sent}} sent, {{accepted}} accepted, {{active}} active', {
    time: key,
    sent,
    accepted,
    active,
  });
