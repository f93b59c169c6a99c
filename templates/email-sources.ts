import fs from 'node:fs';
import path from 'node:path';
import juice from 'juice';
import type { EmailTemplate } from '../workflows/contract';
import { asMarkup, fill, fillAll, type Strings } from './compose';
import { DIGEST_PARTS } from './digest';
import { readStrings, type ShippedLocale } from './locales';
import { memoize } from './memoize';

/** The texts of an e-mail as plain Handlebars: what is shipped, and what a program may replace. */
export interface EmailSource {
  readonly subject: string;
  /** What inboxes show beside the subject; shipped e-mails begin with what they are about, not with the greeting. */
  readonly preheader: string;
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

/**
 * What a program's own texts of a template start from: the shipped ones without what those alone may ask, whether the
 * address has a user.
 */
export function ownSource(template: EmailTemplate, locale: ShippedLocale): EmailSource {
  const { subject, preheader, html, text } = emailSource(template, locale);
  return {
    subject,
    preheader: withoutUsers(preheader),
    html: withoutUsers(html),
    text: withoutUsers(text),
  };
}

const withoutUsers = (source: string): string => source.replace(/\{\{#if hasUser\}\}[^]*?\{\{\/if\}\}/g, '');

const composed = memoize(200, (key): EmailSource => {
  const [template = '', locale = ''] = key.split('/');
  const strings = { ...stringsOf('layout', locale), ...stringsOf(template, locale) };
  const compose = (part: 'html' | 'text', values: Strings) => {
    const action = part === 'html' ? { action: read('layout', 'action.hbs').trim() } : {};
    const body = fill(read(template, `${part}.hbs`).trim(), action);
    const notices = isNotice(template) ? NOTICES[part]() : '';
    return fillAll(fill(read('layout', `${part}.hbs`), { body, notices }), values);
  };
  return {
    subject: strings['subject'] ?? '',
    preheader: strings['preheader'] ?? strings['intro'] ?? '',
    html: juice(compose('html', asMarkup(strings))),
    text: compose('text', strings),
  };
});

/** Whoever gets notices may choose which ones. */
const NOTICES = {
  html: () => `\n${read('layout', 'notices.hbs').trim()}`,
  text: () => '\n[[chooseNotices]]:\n{{notificationsLink}}',
};

const isNotice = (template: string) => template === 'digest' || Object.hasOwn(DIGEST_PARTS, template);

function read(...parts: string[]): string {
  return fs.readFileSync(path.join(folder, ...parts), 'utf8');
}

const stringsOf = (template: string, locale: string) => readStrings(locale, `emails/${template}`) as Strings;
