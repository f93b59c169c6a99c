import { periodKey } from './statistics';

/** Invitations that were first sent in the same week or month, and how soon they were answered. */
export const COHORT_PERIODS = ['week', 'month'] as const;
export type CohortPeriod = (typeof COHORT_PERIODS)[number];

/** After how many days a cohort is looked at. */
export const COHORT_DAYS = [1, 3, 7, 14, 30] as const;

export const DAY_MS = 24 * 3600 * 1000;
export const WEEK_MS = 7 * DAY_MS;
/** A Monday: weeks are counted from it, in UTC. */
export const FIRST_MONDAY = new Date(Date.UTC(1970, 0, 5));

/** How many of the invitations came so far within each of {@link COHORT_DAYS}, and at all. */
export interface Reach {
  readonly within: readonly number[];
  readonly everCount: number;
}

/** One period as the database counts it: weeks since {@link FIRST_MONDAY}, or months since the year 0. */
export interface CohortCount {
  readonly index: number;
  readonly sent: number;
  readonly accepted: Reach;
  readonly active: Reach;
}

/** When the period of this number begins. */
export function periodStart(by: CohortPeriod, index: number): Date {
  return by === 'week'
    ? new Date(FIRST_MONDAY.getTime() + index * WEEK_MS)
    : new Date(Date.UTC(Math.floor(index / 12), index % 12, 1));
}

/** The number of the period that the instant is in. */
export function periodIndex(by: CohortPeriod, at: Date): number {
  return by === 'week'
    ? Math.floor((at.getTime() - FIRST_MONDAY.getTime()) / WEEK_MS)
    : at.getUTCFullYear() * 12 + at.getUTCMonth();
}

const reachOf = ({ within, everCount }: Reach, isOver: (days: number) => boolean) => ({
  within: COHORT_DAYS.map((days, at) => ({ days, count: within[at] ?? 0, complete: isOver(days) })),
  inAll: everCount,
});

/** A cohort with its times; a figure is complete once all of its invitations have had that many days, by `now`. */
export function cohortOf(
  { index, sent, accepted, active }: CohortCount,
  by: CohortPeriod,
  to: Date,
  now: Date,
) {
  const from = periodStart(by, index);
  const end = new Date(Math.min(periodStart(by, index + 1).getTime(), to.getTime()));
  const isOver = (days: number) => end.getTime() + days * DAY_MS <= now.getTime();
  return {
    key: periodKey(from, by),
    from: from.toISOString(),
    to: end.toISOString(),
    sent,
    accepted: reachOf(accepted, isOver),
    active: reachOf(active, isOver),
  };
}

const sum = (one: Reach, other: Reach): Reach => ({
  within: one.within.map((count, at) => count + (other.within[at] ?? 0)),
  everCount: one.everCount + other.everCount,
});

/** All of them as one cohort, which is over when its last one is. */
export function allOf(counts: readonly CohortCount[], by: CohortPeriod, to: Date, now: Date) {
  const none: Reach = { within: COHORT_DAYS.map(() => 0), everCount: 0 };
  const last = Math.max(0, ...counts.map(({ index }) => index));
  const all = counts.reduce(
    (before, one) => ({
      index: last,
      sent: before.sent + one.sent,
      accepted: sum(before.accepted, one.accepted),
      active: sum(before.active, one.active),
    }),
    { index: last, sent: 0, accepted: none, active: none },
  );
  const { sent, accepted, active } = cohortOf(all, by, to, now);
  return { sent, accepted, active };
}
