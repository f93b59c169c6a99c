import fs from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import type { Render } from '../compile';
import { memoize } from '../memoize';
import { icon } from './icons';

/** Holds the parts of pages, which templates of e-mails, written by anybody, must not reach. */
const handlebars = Handlebars.create();
handlebars.registerHelper('icon', icon);

const parts = path.join(__dirname, 'parts');
for (const file of fs.readdirSync(parts)) {
  handlebars.registerPartial(
    file.replace(/\.hbs$/, ''),
    tolerant(fs.readFileSync(path.join(parts, file), 'utf8')),
  );
}

/**
 * Compiles a page of ours, which may hold parts (`{{> table}}`) and a layout (`{{#> app}}`). A variable that is shown
 * has to be in the data, one that is only asked for (`if`, `unless`, `each`) may be missing.
 */
export const compilePage: (source: string) => Render = memoize(200, (source) => {
  const template = handlebars.compile<object>(tolerant(source), { strict: true, preventIndent: true });
  return (data) =>
    template(data, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
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
