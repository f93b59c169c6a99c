import type { StatsView } from '../../api/stats/schema';
import { hoursText, number, percent } from '../kit/format';
import { t } from '../kit/reader';

/** A part of a whole, in percent. */
export const shareOf = (count: number, of: number): string => (of === 0 ? '-' : percent(count, of));

/** Hours as people say them. */
export const hours = (value: number | null): string => (value === null ? '-' : hoursText(value));

type Total = StatsView['total'];

/** What counts most, each beside the same time before. */
export function tilesOf(now: Total, before: Total) {
  return [
    tile(t('Sent'), '', now, before, ({ reached }) => reached.sent, number, 1),
    share(t('Accepted'), now, before, 'accepted'),
    share(t('Active'), now, before, 'active'),
    tile(t('Half accepted within'), '', now, before, (one) => one.medianHoursToAccept, hours, -1),
  ];
}

function share(label: string, now: Total, before: Total, step: 'accepted' | 'active') {
  const { sent, [step]: count } = now.reached;
  const sub = t('{{count}} of {{all}}', { count, all: sent });
  const value = ({ reached }: Total) => (reached.sent === 0 ? null : reached[step] / reached.sent);
  return tile(label, sub, now, before, value, (part) => percent(part, 1), 1);
}

/** `better` is 1 where more is better, -1 where less is. */
function tile(
  label: string,
  sub: string,
  now: Total,
  before: Total,
  valueOf: (of: Total) => number | null,
  write: (value: number) => string,
  better: 1 | -1,
) {
  const [value, old] = [valueOf(now), valueOf(before)];
  return { label, sub, value: value === null ? '-' : write(value), ...changed() };

  function changed() {
    if (value === null || old === null || (old === 0 && value === 0)) return {};
    const text = write(old);
    if (write(value) === text) return { change: t('as before'), tone: 'plain' };
    const isUp = value > old;
    return {
      change: isUp ? t('up from {{before}}', { before: text }) : t('down from {{before}}', { before: text }),
      icon: isUp ? 'arrow-up' : 'arrow-down',
      tone: isUp === (better === 1) ? 'good' : 'bad',
    };
  }
}
