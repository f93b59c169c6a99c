import fs from 'node:fs';
import path from 'node:path';
import { dateFormat } from './formats';

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

/**
 * Until when something works, in words: day, time and zone; in the region's own order where its language is shipped.
 * Of who reads it no zone is known, so it is UTC, and says so.
 */
export function formatDeadline(instant: string, tag: string): string {
  const shipped = shippedLocale(tag);
  const chain = localeChain(tag);
  const locale = (chain.at(-1) === shipped ? chain[0] : shipped) ?? MASTER;
  const inUtc = (how: Intl.DateTimeFormatOptions) =>
    dateFormat(locale, { ...how, timeZone: 'UTC' }).format(new Date(instant));
  return `${inUtc({ dateStyle: 'long' })}, ${inUtc({ timeStyle: 'short' })} UTC`;
}

/** Languages that are written from right to left. */
const RIGHT_TO_LEFT: readonly string[] = ['ar', 'fa', 'he', 'ur'];

/** How pages in a language run. */
export function directionOf(locale: ShippedLocale): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.includes(locale) ? 'rtl' : 'ltr';
}

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
