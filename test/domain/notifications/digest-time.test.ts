import fc from '../../support/properties';
import {
  DIGEST_HOUR,
  gatheredUntil,
  isTimeZone,
  nextDigestAt,
} from '../../../domain/notifications/digest-time';

const DAY_MS = 24 * 3_600_000;

/** Day and hour that the clocks of a zone show, read in another way than the product does. */
function shown(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    instant,
  );
}

/** The digests of so many days, one after the other. */
function digestsFrom(start: string, timeZone: string, days: number): Date[] {
  const all: Date[] = [];
  for (let at = new Date(start); all.length < days;) all.push((at = nextDigestAt(at, timeZone)));
  return all;
}

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  // Clocks are moved between eight of UTC and eight of the zone.
  'America/Los_Angeles',
  // Clocks are put forward by half an hour.
  'Australia/Lord_Howe',
  // At midnight, so that the day begins at one.
  'America/Asuncion',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];

it.each(ZONES)('comes at eight once on each day of a year in %s', (timeZone) => {
  const days = digestsFrom('2026-01-01T12:00:00Z', timeZone, 366).map((at) => shown(at, timeZone));
  expect(new Set(days.map((text) => text.slice(11)))).toEqual(new Set(['08:00']));
  const dates = days.map((text) => Date.parse(text.slice(0, 10)));
  const steps = dates.slice(1).map((date, index) => date - (dates[index] ?? 0));
  expect(new Set(steps)).toEqual(new Set([DAY_MS]));
});

it.each([
  // 23 hours: the clocks go from 2 to 3.
  ['2026-03-28T12:00:00Z', ['2026-03-29T06:00:00.000Z', '2026-03-30T06:00:00.000Z']],
  ['2026-03-29T00:30:00Z', ['2026-03-29T06:00:00.000Z', '2026-03-30T06:00:00.000Z']],
  // 25 hours: they go from 3 to 2, and half past two comes twice.
  ['2026-10-25T00:30:00Z', ['2026-10-25T07:00:00.000Z', '2026-10-26T07:00:00.000Z']],
  ['2026-10-25T01:30:00Z', ['2026-10-25T07:00:00.000Z', '2026-10-26T07:00:00.000Z']],
  // The very moment belongs to the day that begins then.
  ['2026-10-25T07:00:00Z', ['2026-10-26T07:00:00.000Z', '2026-10-27T07:00:00.000Z']],
])('comes once in Berlin on the day that begins or ends summer time, asked at %s', (asked, expected) => {
  const digests = digestsFrom(asked, 'Europe/Berlin', 2).map((at) => at.toISOString());
  expect(digests).toEqual(expected);
});

it('passes over the day that Samoa never had', () => {
  const days = digestsFrom('2011-12-28T20:00:00Z', 'Pacific/Apia', 3).map((at) => shown(at, 'Pacific/Apia'));
  expect(days.map((text) => text.slice(0, 10))).toEqual(['2011-12-29', '2011-12-31', '2012-01-01']);
});

it('is always ahead, within the next day, and the same whenever it is asked before', () => {
  const instants = fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2029-01-01') });
  fc.assert(
    fc.property(instants, fc.constantFrom(...ZONES), (now, timeZone) => {
      const next = nextDigestAt(new Date(now), timeZone);
      const ahead = next.getTime() - now;
      expect(ahead > 0 && ahead <= 25 * 3_600_000).toBe(true);
      expect(nextDigestAt(new Date(next.getTime() - 1), timeZone)).toEqual(next);
      expect(Number(shown(next, timeZone).slice(11, 13))).toBe(DIGEST_HOUR);
    }),
  );
});

it('knows zones by their names and takes any other for UTC', () => {
  for (const name of ['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5']) {
    expect([name, isTimeZone(name)]).toEqual([name, true]);
  }
  for (const name of ['', 'Mars/Phobos', '+01:00', 'Europe/Berlin ', '__proto__', 'x'.repeat(1_000)]) {
    expect([name, isTimeZone(name)]).toEqual([name, false]);
  }
  const now = new Date('2026-06-01T07:00:00Z');
  expect(nextDigestAt(now, 'Mars/Phobos')).toEqual(nextDigestAt(now, 'UTC'));
});

it('gathers for an hour and leaves on the quarter', () => {
  expect(gatheredUntil(new Date('2026-06-01T07:00:00.000Z')).toISOString()).toBe('2026-06-01T08:00:00.000Z');
  expect(gatheredUntil(new Date('2026-06-01T07:00:00.001Z')).toISOString()).toBe('2026-06-01T08:15:00.000Z');
  expect(gatheredUntil(new Date('2026-06-01T23:50:00.000Z')).toISOString()).toBe('2026-06-02T01:00:00.000Z');
});
