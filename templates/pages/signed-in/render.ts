import fs from 'node:fs';
import path from 'node:path';
import type { Render } from '../../compile';
import { placeMarks } from '../../marks';
import { memoize } from '../../memoize';
import { compilePage } from '../compile-page';
import type { Screens } from './screens';

const screens = memoize(40, (name): Render => {
  const source = fs.readFileSync(path.join(__dirname, `${name}.hbs`), 'utf8');
  return compilePage(`{{#> app}}\n${source}{{/app}}`);
});

/** Renders a whole screen in its layout; every value in `data` appears as text, marked names in isolation. */
export function renderScreen<Name extends keyof Screens>(name: Name, data: Screens[Name]): string {
  return placeMarks(screens(name)(data));
}

/** Renders one part without a layout, for what htmx puts into a page that is open already. */
export function renderPart(part: 'answer' | 'frame' | 'mail-head', data: object): string {
  return placeMarks(compilePage(`{{> ${part}}}`)(data));
}
