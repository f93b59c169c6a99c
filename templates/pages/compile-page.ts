import fs from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import type { Render } from '../compile';
import { MASTER, type ShippedLocale } from '../locales';
import { memoize } from '../memoize';
import { icon } from './icons';
import { screenText } from '../screen-texts';
import { translateTemplate } from './texts';

const folder = path.join(__dirname, 'parts');
const parts = fs
  .readdirSync(folder)
  .map((file) => [path.parse(file).name, fs.readFileSync(path.join(folder, file), 'utf8')] as const);

/**
 * Compiles a page of ours, which may hold parts (`{{> table}}`) and a layout (`{{#> app}}`), in a language. A variable
 * that is shown has to be in the data, one that is only asked for (`if`, `unless`, `each`) may be missing.
 */
export function compilePage(source: string, locale: ShippedLocale = MASTER): Render {
  return compilerOf(locale)(source);
}

/** Each language has the parts of pages in its words; templates of e-mails, written by anybody, must not reach them. */
const compilerOf = memoize(20, (locale) => {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('icon', icon);
  const inLanguage = (source: string) =>
    tolerant(translateTemplate(source, (text) => screenText(locale, text)));
  for (const [name, source] of parts) handlebars.registerPartial(name, inLanguage(source));
  return memoize(200, (source): Render => {
    const template = handlebars.compile<object>(inLanguage(source), { strict: true, preventIndent: true });
    return (data) =>
      template(data, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
  });
});

/** A strict template throws for everything that is missing, but `lookup` returns nothing. */
function tolerant(source: string): string {
  return source
    .trim()
    .replace(
      /\{\{(#if|#unless|#each|else if) ((?:[\w.]+\/|\w+\.)*)(\w+)\}\}/g,
      (_, block: string, where: string, name: string) =>
        `{{${block} (lookup ${where.replace(/.$/, '') || 'this'} "${name}")}}`,
    );
}
