import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request, RequestHandler } from 'express';
import { readCookie } from '../../api/http/cookies';
import { DEFAULT_THEME, type Theme, THEMES } from '../../domain/accounts/preferences';
import { isTimeZone } from '../../domain/notifications/digest-time';
import { MASTER, SHIPPED_LOCALES, shippedLocale, type ShippedLocale } from '../../templates/locales';
import { numberFormat, pluralRules } from '../../templates/formats';
import { screenText } from '../../templates/screen-texts';

/** Who reads a page of the signed-in side, as far as words and times go. */
export interface Reader {
  readonly locale: ShippedLocale;
  /** The language as this reader's region writes it, such as `de-AT`. */
  readonly tag: string;
  /** Where the clocks are that the reader looks at, once that is known. */
  readonly timeZone?: string | undefined;
  readonly theme: Theme;
}

const ANYBODY: Reader = { locale: MASTER, tag: 'en-GB', theme: DEFAULT_THEME };

/** Set by our script, which knows what the device is set to. */
export const ZONE_COOKIE = 'usher_zone';
/** For pages that are shown before anybody is signed in. */
export const THEME_COOKIE = 'usher_theme';
export const LOCALE_COOKIE = 'usher_locale';

const readers = new AsyncLocalStorage<{ reader: Reader }>();

/** Whoever the page is for that is being made. */
export function reader(): Reader {
  return readers.getStore()?.reader ?? ANYBODY;
}

/** Runs a step for somebody. */
export function readAs<T>(someone: Partial<Reader>, step: () => T): T {
  return readers.run({ reader: { ...ANYBODY, ...someone } }, step);
}

/** Every page is made for whoever its browser says it is, until their session says more. */
export const readByBrowser: RequestHandler = (request, _response, next) => {
  readAs(readerOfBrowser(request), next);
};

/** What the user has chosen, from here on in this request. */
export function readBy(
  request: Request,
  { locale, timeZone, theme }: { locale: string | null; timeZone: string | null; theme: Theme },
): void {
  const store = readers.getStore();
  if (store === undefined) return;
  const guess = readerOfBrowser(request);
  store.reader = {
    ...guess,
    ...(locale !== null && languageOf(request, locale)),
    ...(timeZone !== null && { timeZone }),
    theme,
  };
}

/** The zone that the browser is in, which nobody has confirmed. */
export function guessedZone(request: Request): string | undefined {
  const named = readCookie(request, ZONE_COOKIE) ?? '';
  return isTimeZone(named) ? named : undefined;
}

function readerOfBrowser(request: Request): Reader {
  const asked = request.acceptsLanguages([...SHIPPED_LOCALES]);
  const locale = readCookie(request, LOCALE_COOKIE) ?? (typeof asked === 'string' ? asked : MASTER);
  const theme = THEMES.find((one) => one === readCookie(request, THEME_COOKIE)) ?? DEFAULT_THEME;
  return { ...languageOf(request, locale), timeZone: guessedZone(request), theme };
}

/** A language as the region of the browser writes it, if that is a region of the language. */
function languageOf(request: Request, wanted: string): Pick<Reader, 'locale' | 'tag'> {
  const locale = shippedLocale(wanted);
  const regional = request.acceptsLanguages().find((tag) => tag !== locale && tag.startsWith(`${locale}-`));
  const usual = locale === MASTER ? ANYBODY.tag : locale;
  const isKnown = regional !== undefined && shippedLocale(regional) === locale;
  return { locale, tag: isKnown ? regional : usual };
}

/**
 * An English text in the reader's language, `{{name}}` filled with the value of that name. English stands where the text
 * is used and is its key in `templates/locales`; a text that is not translated stays English.
 */
export function t(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  const { locale, tag } = reader();
  return screenText(locale, text).replace(/\{\{(\w+)\}\}/g, (gap, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : gap;
    return typeof value === 'number' ? numberFormat(tag).format(value) : String(value);
  });
}

/** One of two texts, by how many the language says there are; both may hold `{{count}}`. */
export function counted(
  count: number,
  one: string,
  many: string,
  others: Readonly<Record<string, string | number>> = {},
): string {
  return t(pluralRules(reader().tag).select(count) === 'one' ? one : many, { count, ...others });
}

/** Whole sentences one after the other; those that are empty are left out. */
export function sentences(...said: readonly string[]): string {
  return said.filter((one) => one !== '').join(' ');
}
