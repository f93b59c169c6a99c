import type { StatsView } from '../../api/stats/schema';
import { number } from '../kit/format';
import { t } from '../kit/reader';

const WIDTH = 640;
const HEIGHT = 120;

const COURSES = {
  day: 'Sent and active by day, from {{first}} to {{last}}; at most {{most}}.',
  week: 'Sent and active by week, from {{first}} to {{last}}; at most {{most}}.',
  month: 'Sent and active by month, from {{first}} to {{last}}; at most {{most}}.',
} as const;

/** Two lines over the time: what was sent, and what became active of it. Nothing where there is no course to see. */
export function trendOf({ groupBy, groups }: StatsView) {
  const [first, last] = [groups[0], groups.at(-1)];
  if (
    groupBy === 'program' ||
    groupBy === 'inviter' ||
    first === undefined ||
    last === undefined ||
    groups.length < 2
  )
    return undefined;
  const most = Math.max(1, ...groups.map(({ reached }) => reached.sent));
  const line = (step: 'sent' | 'active') =>
    groups
      .map(({ reached }, index) => {
        const x = (index / (groups.length - 1)) * WIDTH;
        const y = HEIGHT - (reached[step] / most) * HEIGHT;
        return `${x.toFixed(1)},${y.toFixed(1)}`;
      })
      .join(' ');
  return {
    viewBox: `-4 -4 ${WIDTH + 8} ${HEIGHT + 8}`,
    sent: line('sent'),
    active: line('active'),
    first: first.label,
    last: last.label,
    most: number(most),
    text: t(COURSES[groupBy], { first: first.label, last: last.label, most }),
  };
}
