/** When the daily digest leaves, by the clock of whoever gets it. */
export const DIGEST_HOUR = 8;

/** How many notices of one kind somebody gets at once, before the rest of the hour is gathered. */
export const NOTICES_AT_ONCE = 5;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Notices of several kinds that are gathered at about the same time leave together. */
const STEP_MS = HOUR_MS / 4;

/** When notices that are gathered from now on leave: after an hour, on the quarter. */
export function gatheredUntil(now: Date): Date {
  return new Date(Math.ceil((now.getTime() + HOUR_MS) / STEP_MS) * STEP_MS);
}

/**
 * The next time after `now` that the clocks of the zone strike {@link DIGEST_HOUR}: once for every day of its
 * calendar, of 23, 24 or 25 hours. A zone that this machine does not know counts as UTC.
 */
export function nextDigestAt(now: Date, timeZone: string): Date {
  const clock = clockOf(timeZone);
  const today = Math.floor(clock(now.getTime()) / DAY_MS) * DAY_MS;
  // The first is over, or the day is skipped by the zone's calendar, at most twice.
  for (let day = today; ; day += DAY_MS) {
    const at = instantOf(day + DIGEST_HOUR * HOUR_MS, clock);
    if (at > now.getTime()) return new Date(at);
  }
}

/** Whether this machine knows the name of a time zone. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false;
  try {
    formatIn(name);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks show at an instant, written as if it were UTC. */
type Clock = (instant: number) => number;

/** The instant at which the clocks show this; where they are put forward past it, as much later. */
function instantOf(shown: number, clock: Clock): number {
  const once = shown - (clock(shown) - shown);
  return shown - (clock(once) - once);
}

function clockOf(timeZone: string): Clock {
  const format = formatIn(isTimeZone(timeZone) ? timeZone : 'UTC');
  return (instant) => {
    const parts = Object.fromEntries(
      format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes a hundred times as long as using it. @throws RangeError for a zone that is none */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
  const made = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'gregory', ...numeric, ...time });
  if (formats.size < 1_000) formats.set(timeZone, made);
  return made;
}
