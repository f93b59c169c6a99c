import { BUILT_IN_ROLES } from '../../domain/accounts/roles';
import { COUNTRIES } from '../../domain/countries';
import { dateFormat, regionNames, relativeFormat } from '../../templates/formats';
import { markedTime } from '../../templates/marks';
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

const WORDS = [
  ['W', 'week', false],
  ['D', 'day', false],
  ['H', 'hour', true],
  ['M', 'minute', true],
  ['S', 'second', true],
] as const;

/** `P14D` as `14 days`; a duration of several parts stays as it is. */
export function durationText(iso: string): string {
  const [, sign = '', amount, letter, timeAmount, timeLetter] =
    /^(-?)P(?:(\d+)([DW])|T(\d+)([HMS]))$/.exec(iso) ?? [];
  const count = Number(amount ?? timeAmount ?? Number.NaN);
  const word = WORDS.find(
    ([key, , isTime]) => key === (letter ?? timeLetter) && isTime === (timeLetter !== undefined),
  );
  if (Number.isNaN(count) || word === undefined) return iso;
  const text = `${count} ${word[1]}${count === 1 ? '' : 's'}`;
  return sign === '' ? text : `${text} before expiry`;
}

/** `14 days` as `P14D`; anything else is left to the schema to judge. */
export function durationOf(text: string): string {
  const [, amount, unit, before] =
    /^(\d+)\s*(w|d|h|m|s|weeks?|days?|hours?|min|minutes?|sec|seconds?)(\s+before(?:\s+expiry)?)?$/i.exec(
      text.trim(),
    ) ?? [];
  const word = WORDS.find(([, name]) => name.startsWith((unit ?? '-').charAt(0).toLowerCase()));
  if (amount === undefined || word === undefined) return text.trim().toUpperCase();
  const [letter, , isTime] = word;
  return `${before === undefined ? '' : '-'}P${isTime ? 'T' : ''}${amount}${letter}`;
}

/** `P3D`, `-P1D` as `3 days, 1 day before expiry`. */
export function remindersText(offsets: readonly string[]): string {
  return offsets.map(durationText).join(', ');
}

/** The way back of {@link remindersText}. */
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
