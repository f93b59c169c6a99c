import fs from 'node:fs';
import path from 'node:path';
import { memoize } from './memoize';

const folder = path.join(__dirname, 'locales');

/** The language that every other one falls back to and is compared with. */
export const MASTER = 'en';

/** All other languages: each has a folder. */
export const TRANSLATIONS: readonly string[] = fs
  .readdirSync(folder)
  .filter((name) => name !== MASTER)
  .sort();

/** Languages that every e-mail and invitee page is shipped in. */
export const SHIPPED_LOCALES: readonly string[] = [MASTER, ...TRANSLATIONS];

/** A language that is shipped: what {@link shippedLocale} returns. */
export type ShippedLocale = string;

/** A file of strings of a language, such as `pages` or `emails/invitation`, as its reader knows it to be. */
export function readStrings(locale: ShippedLocale, name: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(folder, locale, `${name}.json`), 'utf8'));
}

/** The tag itself and what it falls back to, most specific first: `de-AT` gives `de-AT`, `de`. */
export function localeChain(tag: string): string[] {
  const parts = (canonical(tag) ?? 'en').split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}

/** The shipped language for any BCP 47 tag; English for what is not shipped or no tag at all. */
export function shippedLocale(tag: string): ShippedLocale {
  const language = localeChain(tag).at(-1);
  return SHIPPED_LOCALES.find((shipped) => shipped === language) ?? MASTER;
}

/** A day in words, in UTC; in the region's own order where its language is shipped. */
export function formatDay(instant: string, tag: string): string {
  const shipped = shippedLocale(tag);
  const chain = localeChain(tag);
  const locale = chain.at(-1) === shipped ? chain[0] : shipped;
  return dayFormat(locale ?? 'en').format(new Date(instant));
}

/** Making a format takes a hundred times as long as using it. */
const dayFormat = memoize(
  50,
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' }),
);

/** No registered tag is longer; a very long one would take seconds. */
const MAX_TAG_CHARS = 35;

function canonical(tag: string): string | undefined {
  if (tag.length > MAX_TAG_CHARS) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0]?.replace(/-[a-z0-9]-.*$/i, '');
  } catch {
    return undefined;
  }
}
