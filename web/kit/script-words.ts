import fs from 'node:fs';
import path from 'node:path';
import { MASTER } from '../../templates/locales';
import { reader, t } from './reader';

const FILES = [
  path.join(__dirname, 'usher-page.js'),
  ...fs.readdirSync(path.join(__dirname, 'browser')).map((file) => path.join(__dirname, 'browser', file)),
];

/** What our scripts say, as it stands there: `say('Copied.')`. */
export const SCRIPT_TEXTS: readonly string[] = FILES.flatMap((file) =>
  [...fs.readFileSync(file, 'utf8').matchAll(/\bsay\('([^']+)'\)/g)].flatMap(([, text]) => text ?? []),
);

/** The same in the reader's language, as JSON; nothing in English. */
export function scriptWords(): string | undefined {
  if (reader().locale === MASTER) return undefined;
  return JSON.stringify(Object.fromEntries(SCRIPT_TEXTS.map((text) => [text, t(text)])));
}
