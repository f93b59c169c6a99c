import { memoize } from './memoize';

/** Making a format takes a hundred times as long as using it. */
const MOST_KEPT = 200;

const dates = memoize(MOST_KEPT, (key) => {
  const [tag, options] = JSON.parse(key) as [string, Intl.DateTimeFormatOptions];
  return new Intl.DateTimeFormat(tag, { calendar: 'gregory', ...options });
});

/** How a language writes dates and times. */
export function dateFormat(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return dates(JSON.stringify([tag, options]));
}

/** How a language says how long ago something was. */
export const relativeFormat = memoize(
  MOST_KEPT,
  (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }),
);

const numbers = memoize(MOST_KEPT, (key) => {
  const [tag, options] = JSON.parse(key) as [string, Intl.NumberFormatOptions];
  return new Intl.NumberFormat(tag, options);
});

/** How a language writes numbers, with or without a unit. */
export function numberFormat(tag: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return numbers(JSON.stringify([tag, options]));
}

const lists = memoize(MOST_KEPT, (key) => {
  const [tag, type] = JSON.parse(key) as [string, Intl.ListFormatType];
  return new Intl.ListFormat(tag, { type });
});

/** How a language puts things in a row: `a, b and c`. */
export function listFormat(tag: string, type: Intl.ListFormatType): Intl.ListFormat {
  return lists(JSON.stringify([tag, type]));
}

/** Which of its forms a language takes for a number. */
export const pluralRules = memoize(MOST_KEPT, (tag) => new Intl.PluralRules(tag));

/** What a language calls countries. */
export const regionNames = memoize(MOST_KEPT, (tag) => new Intl.DisplayNames([tag], { type: 'region' }));

const BYTE_UNITS = [
  ['megabyte', 1_000_000, 'short'],
  ['kilobyte', 1_000, 'short'],
  ['byte', 1, 'long'],
] as const;

/** `10 MB`, `1.5 kB`, as a language writes it. */
export function bytesText(size: number, tag: string): string {
  const [unit, each, unitDisplay] = BYTE_UNITS.find(([, least]) => size >= least) ?? BYTE_UNITS[2];
  const maximumFractionDigits = size / each < 10 ? 1 : 0;
  return numberFormat(tag, { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(size / each);
}
