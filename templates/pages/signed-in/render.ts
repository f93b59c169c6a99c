import fs from 'node:fs';
import path from 'node:path';
import { MASTER, type ShippedLocale } from '../../locales';
import { placeMarks } from '../../marks';
import { memoize } from '../../memoize';
import { compilePage } from '../compile-page';
import type { Screens } from './screens';

const sourceOf = memoize(40, (name): string => {
  const source = fs.readFileSync(path.join(__dirname, `${name}.hbs`), 'utf8');
  return `{{#> app}}\n${source}{{/app}}`;
});

/** Renders a whole screen in its layout; every value in `data` appears as text, marked names in isolation. */
export function renderScreen<Name extends keyof Screens>(
  name: Name,
  data: Screens[Name],
  locale: ShippedLocale,
): string {
  return placeMarks(compilePage(sourceOf(name), locale)(data));
}

/** Renders one part without a layout, for what htmx puts into a page that is open already. */
export function renderPart(
  part: 'answer' | 'frame' | 'mail-head' | 'news',
  data: object,
  locale: ShippedLocale = MASTER,
): string {
  return placeMarks(compilePage(`{{> ${part}}}`, locale)(data));
}
