import { BUILT_IN_ROLES } from '../../domain/accounts/roles';
import { COUNTRIES } from '../../domain/countries';
import { SHIPPED_LOCALES } from '../../templates/locales';
import {
  bytesText,
  dateFormat,
  listFormat,
  numberFormat,
  regionNames,
  relativeFormat,
} from '../../templates/formats';
import { markedTime } from '../../templates/marks';
import { screenText } from '../../templates/screen-texts';
import { counted, reader, t } from './reader';

const MINUTE_MS = 60_000;

/** `3 Mar 2026, 15:05`, in the reader's zone and language; in UTC, and saying so, while the zone is not known. */
export function moment(instant: string): string {
  const { timeZone = 'UTC' } = reader();
  const time = inWords(instant, { dateStyle: 'medium', timeStyle: 'short' });
  return markedTime(instant, timeZone === 'UTC' ? `${time} UTC` : time);
}

/** `3 Mar 2026`, by the reader's calendar. */
export function date(instant: string): string {
  return markedTime(instant, inWords(instant, { dateStyle: 'medium' }));
}

/** `3 Mar 2026` of `2026-03-03`, a day that is the same in every zone. */
export function calendarDay(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  return Number.isNaN(noon.getTime())
    ? day
    : dateFormat(reader().tag, { dateStyle: 'medium', timeZone: 'UTC' }).format(noon);
}

function inWords(instant: string, how: Intl.DateTimeFormatOptions): string {
  const { tag, timeZone = 'UTC' } = reader();
  return dateFormat(tag, { ...how, timeZone }).format(new Date(instant));
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', MINUTE_MS],
] as const;

/** `in 3 days`, `2 hours ago`, as seen now. */
export function fromNow(instant: string, now = Date.now()): string {
  return markedTime(instant, distance(new Date(instant).getTime() - now));
}

function distance(ms: number): string {
  if (Math.abs(ms) < MINUTE_MS) return ms < 0 ? t('just now') : t('in a moment');
  const [unit, size] = UNITS.find(([, each]) => Math.abs(ms) >= each) ?? ['minute', MINUTE_MS];
  return relativeFormat(reader().tag).format(Math.round(ms / size), unit);
}

/** The country's name, or the code where nobody knows one. */
export function countryName(code: string): string {
  return COUNTRIES.has(code) ? (regionNames(reader().tag).of(code) ?? code) : code;
}

/** The name of a role: of one that every account has in the reader's language, an own one as it is called. */
export function roleName(wanted: string, called = wanted): string {
  const name = BUILT_IN_ROLES.find(({ key }) => key === wanted)?.name;
  return name === undefined ? called : t(name);
}

type Contact = Partial<Record<'contactFirstName' | 'contactLastName', string | null>>;

export function contactName({ contactFirstName, contactLastName }: Contact): string {
  return [contactFirstName, contactLastName].filter(Boolean).join(' ');
}

const DURATION_UNITS = [
  ['W', 'week', false],
  ['D', 'day', false],
  ['H', 'hour', true],
  ['M', 'minute', true],
  ['S', 'second', true],
] as const;

type DurationUnit = (typeof DURATION_UNITS)[number][1];

/** `3 days`, as a language counts them. */
const inUnits = (tag: string, count: number, unit: DurationUnit): string =>
  numberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(count);

/** `2.5 hours`, or days where it is more than two. */
export function hoursText(hours: number): string {
  const { tag } = reader();
  return hours < 48
    ? inUnits(tag, Math.max(1, Math.round(hours * 10) / 10), 'hour')
    : inUnits(tag, Math.round(hours / 24), 'day');
}

const BEFORE_EXPIRY = '{{duration}} before expiry';

/** `P14D` as `14 days`; a duration of several parts stays as it is. */
export function durationText(iso: string): string {
  const [, sign = '', amount, letter, timeAmount, timeLetter] =
    /^(-?)P(?:(\d+)([DW])|T(\d+)([HMS]))$/.exec(iso) ?? [];
  const count = Number(amount ?? timeAmount ?? Number.NaN);
  const found = DURATION_UNITS.find(
    ([key, , isTime]) => key === (letter ?? timeLetter) && isTime === (timeLetter !== undefined),
  );
  if (Number.isNaN(count) || found === undefined) return iso;
  const text = inUnits(reader().tag, count, found[1]);
  return sign === '' ? text : t(BEFORE_EXPIRY, { duration: text });
}

/** `14 days` as `P14D`, in any language that is shipped; anything else is left to the schema to judge. */
export function durationOf(text: string): string {
  const [, amount, word = '', rest] = /^(\d+)\s*(\p{L}+)(?:\s+(.+))?$/u.exec(text.trim().toLowerCase()) ?? [];
  const found = DURATION_UNITS.find(([, unit]) => isCalled(unit, word));
  const isBefore = rest !== undefined && saysBefore(rest);
  if (amount === undefined || found === undefined || (rest !== undefined && !isBefore))
    return text.trim().toUpperCase();
  const [letter, , isTime] = found;
  return `${isBefore ? '-' : ''}P${isTime ? 'T' : ''}${amount}${letter}`;
}

/** Whether a shipped language calls the unit so, one of it or several, or people do so for short. */
function isCalled(unit: DurationUnit, word: string): boolean {
  const isShort = [unit.charAt(0), unit.slice(0, 3)].includes(word);
  const counts = SHIPPED_LOCALES.flatMap((locale) => [1, 2].map((count) => inUnits(locale, count, unit)));
  return isShort || counts.some((said) => said.replace(/[\d\s]/g, '').toLowerCase() === word);
}

const saysBefore = (rest: string): boolean =>
  rest === 'before' ||
  SHIPPED_LOCALES.some(
    (locale) => screenText(locale, BEFORE_EXPIRY).replace('{{duration}}', '').trim().toLowerCase() === rest,
  );

/** `a, b and c`, or `a, b or c`, as the reader's language has it. */
export function inList(items: readonly string[], type: Intl.ListFormatType = 'conjunction'): string {
  return listFormat(reader().tag, type).format(items);
}

/** `P3D`, `-P1D` as `3 days and 1 day before expiry`. */
export function remindersText(offsets: readonly string[]): string {
  return inList(offsets.map(durationText));
}

/** The same as people type it, with commas. */
export function remindersTyped(offsets: readonly string[]): string {
  return offsets.map(durationText).join(', ');
}

/** The way back of {@link remindersTyped}. */
export function remindersOf(text: string): string[] {
  return listOf(text).map(durationOf);
}

/** The entries of a text that are parted by commas or line breaks. */
export function listOf(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `1,234`, as the reader's language writes numbers. */
export function number(count: number): string {
  return numberFormat(reader().tag).format(count);
}

/** `45%` of a part and the whole. */
export function percent(part: number, whole: number): string {
  return numberFormat(reader().tag, { style: 'percent' }).format(part / whole);
}

/** `1.5 MB`, as the reader's language writes it. */
export function fileSize(bytes: number): string {
  return bytesText(bytes, reader().tag);
}

/** `Running` of `running`. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `approval_requested`, `contactEmail` or `new-link` as words. */
export function words(name: string): string {
  const parted = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_-]/g, ' ');
  return capital(parted.toLowerCase()).replace(/\b(?:api|sso|url)\b/gi, (short) => short.toUpperCase());
}

/** `1 record`, `3 records`. */
export function records(count: number): string {
  return counted(count, '{{count}} record', '{{count}} records');
}

/** What an address that we posted to has answered. */
export function httpAnswer(status: number, durationMs: number): string {
  return t('HTTP {{status}} in {{ms}} ms', { status, ms: durationMs });
}
