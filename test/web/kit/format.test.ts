import {
  countryName,
  calendarDay,
  date,
  durationOf,
  durationText,
  fileSize,
  fromNow,
  hoursText,
  inList,
  listOf,
  moment,
  number,
  percent,
  remindersOf,
  remindersText,
  remindersTyped,
} from '../../../web/kit/format';
import { readAs } from '../../../web/kit/reader';
import { placeMarks, withoutMarks } from '../../../templates/marks';

const LATE = '2026-03-03T23:59:59Z';
const shown = (text: string) => withoutMarks(text);

it('writes instants in UTC and says so while the zone of the reader is not known', () => {
  expect(shown(moment('2026-03-03T14:05:00Z'))).toBe('3 Mar 2026, 14:05 UTC');
  expect(shown(moment(LATE))).toBe('3 Mar 2026, 23:59 UTC');
  expect(shown(date(LATE))).toBe('3 Mar 2026');
  expect(shown(date('2026-03-03T00:00:00Z'))).toBe('3 Mar 2026');
});

it.each([
  [{ timeZone: 'Europe/Berlin' }, '4 Mar 2026, 00:59', '4 Mar 2026'],
  [{ locale: 'de', tag: 'de', timeZone: 'America/New_York' }, '03.03.2026, 18:59', '03.03.2026'],
  [{ locale: 'es', tag: 'es' }, '3 mar 2026, 23:59 UTC', '3 mar 2026'],
  [{ tag: 'en-US', timeZone: 'UTC' }, 'Mar 3, 2026, 11:59 PM UTC', 'Mar 3, 2026'],
])('writes instants for %o as %p', (someone, time, day) => {
  readAs(someone, () => expect([moment(LATE), date(LATE)].map(shown)).toEqual([time, day]));
});

it('tells the instant itself, and UTC beside it, but only where an element may stand', () => {
  const text = moment(LATE);
  const time =
    '<time datetime="2026-03-03T23:59:59.000Z" title="2026-03-03 23:59 UTC">3 Mar 2026, 23:59 UTC</time>';
  expect(placeMarks(`<p>${text}</p>`)).toBe(`<p>${time}</p>`);
  expect(placeMarks(`<a title="${text}">x</a><option>${text}</option>`)).toBe(
    '<a title="3 Mar 2026, 23:59 UTC">x</a><option>3 Mar 2026, 23:59 UTC</option>',
  );
  // A text that was cut, and marks that somebody typed around our own markup.
  expect(placeMarks(`<p>${text.slice(0, 26)}</p>`)).toBe('<p></p>');
  expect(placeMarks('<b>\ue003</b><i title="x">onclick=1 \ue004y\ue005</i>')).toBe(
    '<b></b><i title="x">onclick=1 y</i>',
  );
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
  expect(shown(fromNow(new Date(now + ms).toISOString(), now))).toBe(text);
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
  expect(remindersText(['P3D', 'P7D', '-P1D'])).toBe('3 days, 7 days and 1 day before expiry');
  expect(remindersTyped(['P3D', '-P1D'])).toBe('3 days, 1 day before expiry');
  expect(remindersOf('3 days, 1 day before expiry,')).toEqual(['P3D', '-P1D']);
  expect(listOf(' a, b\nc,, ')).toEqual(['a', 'b', 'c']);
});

it('knows countries by name, and says the code of no country', () => {
  expect([countryName('DE'), countryName('XX')]).toEqual(['Germany', 'XX']);
});

it.each([
  [
    'en',
    'en-GB',
    '14 days',
    '1 day before expiry',
    'a, b and c',
    'a or b',
    '1,234',
    '45%',
    '1.5 MB',
    '3 Mar 2026',
    '3 days',
  ],
  [
    'de',
    'de',
    '14 Tage',
    '1 Tag vor Ablauf',
    'a, b und c',
    'a oder b',
    '1.234',
    '45\u00a0%',
    '1,5 MB',
    '03.03.2026',
    '3 Tage',
  ],
  [
    'es',
    'es',
    '14 días',
    '1 día antes de caducar',
    'a, b y c',
    'a o b',
    '1234',
    '45\u00a0%',
    '1,5 MB',
    '3 mar 2026',
    '3 días',
  ],
] as const)('speaks %s in durations, lists, numbers and days', (locale, tag, ...said) => {
  const spoken = readAs({ locale, tag }, () => [
    durationText('P14D'),
    durationText('-P1D'),
    inList(['a', 'b', 'c']),
    inList(['a', 'b'], 'disjunction'),
    number(1_234),
    percent(45, 100),
    fileSize(1_500_000),
    calendarDay('2026-03-03'),
    hoursText(72),
  ]);
  expect(spoken).toEqual(said);
  for (const iso of ['P14D', '-P1D', 'P1W', 'PT36H']) {
    expect(durationOf(readAs({ locale, tag }, () => durationText(iso)))).toBe(iso);
  }
});

it('says a day that somebody chose as that day, whatever the zone', () => {
  readAs({ timeZone: 'America/New_York' }, () => expect(calendarDay('2026-03-03')).toBe('3 Mar 2026'));
  expect(calendarDay('someday')).toBe('someday');
});
