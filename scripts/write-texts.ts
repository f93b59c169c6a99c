import fs from 'node:fs';
import path from 'node:path';
import { MASTER, SHIPPED_LOCALES } from '../templates/locales';
import { SCREEN_TEXTS } from '../templates/screen-texts';
import { ROOT } from './structure/sources';
import { screenTexts } from './texts/screen-texts';

type Texts = Readonly<Record<string, string>>;

/**
 * Brings the catalogues of every language to what the pages say: a text that is new stands there empty, to be
 * translated, one that moved keeps its translation, and one that nobody says any more goes.
 */
function writeTexts(): void {
  const wanted = screenTexts();
  for (const locale of SHIPPED_LOCALES) {
    const folder = path.join(ROOT, 'templates', 'locales', locale, SCREEN_TEXTS);
    fs.mkdirSync(folder, { recursive: true });
    const files = fs.readdirSync(folder).map((file) => path.join(folder, file));
    const known: Texts = Object.assign({}, ...files.map((file) => read(file))) as Texts;
    for (const file of files) if (!(path.parse(file).name in wanted)) fs.rmSync(file);
    for (const [part, texts] of Object.entries(wanted)) {
      const translated = texts.map((text) => [text, locale === MASTER ? text : (known[text] ?? '')]);
      write(path.join(folder, `${part}.json`), Object.fromEntries(translated) as Texts);
    }
  }
}

function read(file: string): Texts {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Texts;
}

function write(file: string, texts: Texts): void {
  fs.writeFileSync(file, `${JSON.stringify(texts, null, 2)}\n`);
  const missing = Object.values(texts).filter((text) => text === '').length;
  console.log(`${path.relative(ROOT, file)}: ${Object.keys(texts).length} texts, ${missing} to translate.`);
}

writeTexts();
