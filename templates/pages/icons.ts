import fs from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import shapes from './icons.json';

/** The mark of Usher: somebody is led in and on. Also the icon of the tab. */
export const LOGO = fs.readFileSync(path.join(__dirname, 'parts', 'logo.hbs'), 'utf8').trim();

/** The icons that pages use, by their names at lucide.dev; `npm run docs` fetches the shape of a new name. */
export type IconName = keyof typeof shapes;

/** What a notice of each tone begins with. */
const OF_TONE = new Map<string, IconName>([
  ['good', 'circle-check'],
  ['info', 'info'],
  ['warn', 'triangle-alert'],
  ['bad', 'circle-alert'],
]);

const SHAPES = new Map(Object.entries(shapes));

/** One icon as markup that screen readers pass over; by its name or by the tone of a notice; of an unknown name nothing. */
export function icon(name: string): Handlebars.SafeString | string {
  const shape = SHAPES.get(OF_TONE.get(name) ?? name);
  if (shape === undefined) return '';
  return new Handlebars.SafeString(
    `<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}</svg>`,
  );
}
