import fs from 'node:fs';
import path from 'node:path';
import { compile } from '../../compile';
import { fill } from '../../compose';
import { placeMarks } from '../../marks';
import { memoize } from '../../memoize';

/** Screens of the signed-in side; each has a template of its name. */
export type Screen =
  | 'bulk'
  | 'error'
  | 'explorer'
  | 'form'
  | 'import'
  | 'imports'
  | 'invitation'
  | 'list'
  | 'memberships'
  | 'partner'
  | 'program'
  | 'resume'
  | 'review'
  | 'secret'
  | 'sign-in'
  | 'stats'
  | 'webhook'
  | 'wizard'
  | 'workspace'
  | 'workspaces';

/** Renders a whole screen in its layout; every value in `data` appears as text, marked names in isolation. */
export function renderScreen(screen: Screen, data: object): string {
  return placeMarks(compile(screenSource(screen))(data));
}

/** Renders one part without a layout, for what htmx puts into a page that is open already. */
export function renderPart(part: 'answer', data: object): string {
  return placeMarks(compile(partsOf()[part] ?? '')(data));
}

const screenSource = memoize(40, (screen): string => {
  const layout = fill(read('layout'), { body: read(screen) });
  // Parts may hold parts, but no deeper than this.
  return fill(fill(layout, partsOf()), partsOf());
});

let parts: Readonly<Record<string, string>> | undefined;

function partsOf(): Readonly<Record<string, string>> {
  parts ??= Object.fromEntries(
    fs
      .readdirSync(path.join(__dirname, 'parts'))
      .map((file) => [file.replace(/\.hbs$/, ''), read(`parts/${file.replace(/\.hbs$/, '')}`)]),
  );
  return parts;
}

function read(name: string): string {
  return fs.readFileSync(path.join(__dirname, `${name}.hbs`), 'utf8').trim();
}
