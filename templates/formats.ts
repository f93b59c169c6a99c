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

/** What a language calls countries. */
export const regionNames = memoize(MOST_KEPT, (tag) => new Intl.DisplayNames([tag], { type: 'region' }));
