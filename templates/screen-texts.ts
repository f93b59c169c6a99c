import fs from 'node:fs';
import path from 'node:path';
import { MASTER, readStrings, type ShippedLocale } from './locales';
import { memoize } from './memoize';
import type { Strings } from './compose';

/** Folder of a language with the texts of screens; a file for each part of `web/`. */
export const SCREEN_TEXTS = 'screens';

/** The texts of the signed-in side in a language, by what they are in English. */
const textsOf = memoize(20, (locale): Strings => {
  const files = fs.readdirSync(path.join(__dirname, 'locales', locale, SCREEN_TEXTS));
  return Object.assign(
    {},
    ...files.map((file) => readStrings(locale, `${SCREEN_TEXTS}/${path.parse(file).name}`)),
  ) as Strings;
});

/** An English text of the signed-in side in another language; what is not translated stays as it is. */
export function screenText(locale: ShippedLocale, text: string): string {
  if (locale === MASTER || !Object.hasOwn(textsOf(locale), text)) return text;
  return textsOf(locale)[text] || text;
}
