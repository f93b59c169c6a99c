import fs from 'node:fs';
import path from 'node:path';
import juice from 'juice';
import type { EmailTemplate } from '../workflows/contract';
import type { ShippedLocale } from './locales';
import { memoize } from './memoize';

/** The three texts of an e-mail as plain Handlebars: what is shipped, and what a program may replace. */
export interface EmailSource {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

const folder = path.join(__dirname, 'emails');

/**
 * The shipped texts of a template in one language, put together from its body, its strings and the shared
 * layout, styles inlined. They use template variables only, so they are also where an override starts from.
 */
export function emailSource(template: EmailTemplate, locale: ShippedLocale): EmailSource {
  return composed(`${template}/${locale}`);
}

const composed = memoize(200, (key): EmailSource => {
  const [template = '', locale = ''] = key.split('/');
  const strings = { ...readStrings('layout', locale), ...readStrings(template, locale) };
  const compose = (part: 'html' | 'text', encode: (text: string) => string) => {
    const layout = fill(read('layout', `${part}.hbs`), { body: read(template, `${part}.hbs`).trim() });
    return fill(layout, mapValues(strings, encode));
  };
  return {
    subject: strings['subject'] ?? '',
    html: juice(compose('html', escapeMarkup)),
    text: compose('text', (text) => text),
  };
});

function read(...parts: string[]): string {
  return fs.readFileSync(path.join(folder, ...parts), 'utf8');
}

function readStrings(template: string, locale: string): Record<string, string> {
  return JSON.parse(read(template, `${locale}.json`)) as Record<string, string>;
}

/** Replaces `[[name]]`; any other `[[name]]` stays for the next round. */
function fill(source: string, strings: Readonly<Record<string, string>>): string {
  return source.replace(/\[\[(\w+)\]\]/g, (whole, name: string) => strings[name] ?? whole);
}

function mapValues(strings: Readonly<Record<string, string>>, change: (text: string) => string) {
  return Object.fromEntries(Object.entries(strings).map(([name, text]) => [name, change(text)]));
}

/** Our own strings are text; in HTML their `&` and angle brackets must not become markup. */
function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
