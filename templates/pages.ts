import fs from 'node:fs';
import path from 'node:path';
import type { Violation } from '../domain/field-error';
import { asMarkup, fill, fillAll, type Strings } from './compose';
import { directionOf, readStrings, type ShippedLocale } from './locales';
import { markedName, NAMES, placeMarks } from './marks';
import { memoize } from './memoize';
import { compilePage } from './pages/compile-page';

/** Pages that need no sign-in; each has a template of its name. */
export type InviteePage =
  | 'landing'
  | 'application'
  | 'apply'
  | 'decline'
  | 'unsubscribe'
  | 'set-password'
  | 'forgot-password'
  | 'notice';

/** Short texts that end a visit or say why it cannot go on. */
export type Notice =
  | 'unknown'
  | 'expired'
  | 'replaced'
  | 'revoked'
  | 'declined'
  | 'rejected'
  | 'accepted'
  | 'active'
  | 'signIn'
  | 'received'
  | 'reminded'
  | 'newLinkAsked'
  | 'unsubscribed'
  | 'passwordSet'
  | 'passwordMailed'
  | 'passwordLinkDead'
  | 'offerUnbacked'
  | 'applyMailed'
  | 'applyLinkDead'
  | 'applyClosed'
  | 'applyKnown'
  | 'stale'
  | 'busy'
  | 'filesTooLarge'
  | 'unavailable'
  | 'failed';

/** All strings of one language. */
interface PageStrings extends Record<
  Exclude<InviteePage, 'notice'> | 'layout' | 'fields' | 'problems',
  Strings
> {
  /** The language's own name. */
  readonly language: string;
  readonly notices: Readonly<Record<Notice, Strings>>;
}

const folder = path.join(__dirname, 'pages');

/** Renders a page in one language; every value in `data` appears as text. */
export function renderPage(
  page: Exclude<InviteePage, 'notice'>,
  locale: ShippedLocale,
  data: object,
): string {
  return render(`${page}/${locale}`, data);
}

/** Renders the page of a {@link Notice}. */
export function renderNotice(notice: Notice, locale: ShippedLocale, data: object): string {
  return render(`notice/${locale}/${notice}`, data);
}

/** Names keep their direction to themselves, wherever a sentence has them. */
function render(key: string, data: object): string {
  const names = Object.entries(data).filter(
    (entry): entry is [string, string] => TYPED_NAMES.includes(entry[0]) && typeof entry[1] === 'string',
  );
  const marked = Object.fromEntries(names.map(([name, text]) => [name, markedName(text)]));
  return placeMarks(compilePage(pageSource(key))({ ...data, ...marked }));
}

/** `joins` is the account that a new user joins. */
const TYPED_NAMES: readonly string[] = [...NAMES, 'joins'];

/** A language's own name, such as "Deutsch". */
export function languageName(locale: ShippedLocale): string {
  return stringsOf(locale).language;
}

/** Labels of the fixed form fields, and what every form says. */
export function fieldLabels(locale: ShippedLocale): Strings {
  const { fields, layout, application } = stringsOf(locale);
  return { ...layout, ...application, ...fields };
}

/**
 * What is wrong with a field, in the visitor's language; what is not translated becomes a general request to check
 * the field.
 */
export function problemText({ code = 'other', limit, detail }: Violation, locale: ShippedLocale): string {
  if (locale === 'en') return detail;
  const { problems } = stringsOf(locale);
  return (problems[code] ?? problems['other'] ?? detail).replace('#', String(limit));
}

/** Renders a page that exists in English only and has a template of this name. */
export function renderPlainPage(name: 'inbox' | 'inbox-message', data: object): string {
  return placeMarks(compilePage(read(`${name}.hbs`))(data));
}

const stringsOf = memoize(10, (locale) => readStrings(locale, 'pages') as PageStrings);

/** A page (`landing/de`) or a notice (`notice/de/expired`) as plain Handlebars, put together from template and strings. */
export const pageSource = memoize(100, (key): string => {
  const [page = '', locale = '', notice] = key.split('/');
  const all = stringsOf(locale);
  const own = notice === undefined ? all[page as 'landing'] : all.notices[notice as Notice];
  const layout = fill(read('layout.hbs'), { body: read(`${page}.hbs`).trim() });
  return fillAll(
    layout,
    asMarkup({ ...all.fields, ...all.layout, ...own, locale, dir: directionOf(locale) }),
  );
});

function read(name: string): string {
  return fs.readFileSync(path.join(folder, name), 'utf8');
}
