import type * as api from '../../api';
import type { JsonBodyOf } from '../../api/http/endpoint';
import { COHORT_DAYS, DAY_MS } from '../../domain/invitations/cohorts';
import { number } from '../kit/format';
import { counted, t } from '../kit/reader';
import { shareOf } from './figures';

type Cohorts = JsonBodyOf<typeof api.getStatsCohorts>;
type Cohort = Omit<Cohorts['cohorts'][number], 'key' | 'from' | 'to'>;

/** What a cohort is looked at for. */
export const COHORT_STEPS = ['accepted', 'active'] as const;
export type CohortStep = (typeof COHORT_STEPS)[number];

/** Shades of the share that came so far; the figure itself stands in the cell. */
const SHADES = 5;

/** How soon the invitations of each week or month came so far, the newest first. */
export function cohortTable({ cohorts, total }: Cohorts, step: CohortStep, now = Date.now()) {
  if (cohorts.length === 0) return undefined;
  const rows = cohorts.map(({ key, from, ...one }) => ({
    label: key,
    ...rowOf(one, step, Date.parse(from), now),
  }));
  return {
    columns: [...COHORT_DAYS.map((days) => counted(days, '{{count}} day', '{{count}} days')), t('So far')],
    rows: [...rows.reverse(), { label: t('All'), isTotal: true, ...rowOf(total, step, 0, now) }],
  };
}

function rowOf(one: Cohort, step: CohortStep, from: number, now: number) {
  const { sent, [step]: reach } = one;
  const cell = (count: number) => ({
    text: shareOf(count, sent),
    below: number(count),
    shade: `shade-${Math.ceil((count / Math.max(1, sent)) * SHADES)}`,
  });
  return {
    sent: number(sent),
    cells: [
      ...reach.within.map(({ days, count, complete }) => {
        // Not even the first of them has had so many days.
        if (from + days * DAY_MS > now) return { none: t('not yet'), shade: '' };
        return complete ? cell(count) : { ...cell(count), note: t('so far') };
      }),
      cell(reach.inAll),
    ],
  };
}
