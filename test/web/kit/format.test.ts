import {
  countryName,
  date,
  durationOf,
  durationText,
  fromNow,
  listOf,
  moment,
  remindersOf,
  remindersText,
} from '../../../web/kit/format';

it('writes instants in UTC and says so', () => {
  expect(moment('2026-03-03T14:05:00Z')).toBe('3 Mar 2026, 14:05 UTC');
  expect(moment('2026-03-03T23:59:59Z')).toBe('3 Mar 2026, 23:59 UTC');
  expect(date('2026-03-03T23:59:59Z')).toBe('3 Mar 2026');
  expect(date('2026-03-03T00:00:00Z')).toBe('3 Mar 2026');
});

it.each([
  [3 * 86_400_000, 'in 3 days'],
  [-2 * 3_600_000, '2 hours ago'],
  [86_400_000, 'tomorrow'],
  [60_000, 'in 1 minute'],
  [59_999, 'in a moment'],
  [-1, 'just now'],
])('says of %i ms from now %p', (ms, text) => {
  const now = Date.parse('2026-03-03T14:05:00Z');
  expect(fromNow(new Date(now + ms).toISOString(), now)).toBe(text);
});

it.each([
  ['P14D', '14 days'],
  ['P1D', '1 day'],
  ['P2W', '2 weeks'],
  ['PT36H', '36 hours'],
  ['PT1M', '1 minute'],
  ['PT60S', '60 seconds'],
  ['-P1D', '1 day before expiry'],
  ['P1DT1H', 'P1DT1H'],
])('writes the duration %s as %p and reads it again', (iso, text) => {
  expect(durationText(iso)).toBe(text);
  expect(durationOf(text)).toBe(iso);
});

it.each([
  ['3d', 'P3D'],
  ['3 min', 'PT3M'],
  ['1 day before', '-P1D'],
  ['soon', 'SOON'],
])('reads the duration %p as %p', (text, iso) => {
  expect(durationOf(text)).toBe(iso);
});

it('writes and reads lists', () => {
  expect(remindersText(['P3D', '-P1D'])).toBe('3 days, 1 day before expiry');
  expect(remindersOf('3 days, 1 day before expiry,')).toEqual(['P3D', '-P1D']);
  expect(listOf(' a, b\nc,, ')).toEqual(['a', 'b', 'c']);
});

it('knows countries by name, and says the code of no country', () => {
  expect([countryName('DE'), countryName('XX')]).toEqual(['Germany', 'XX']);
});
