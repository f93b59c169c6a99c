import fs from 'node:fs';
import path from 'node:path';
import { emailSource } from '../../templates/email-sources';
import { MASTER, SHIPPED_LOCALES, TRANSLATIONS } from '../../templates/locales';
import { languageName, pageSource } from '../../templates/pages';
import { VIOLATIONS } from '../../domain/field-error';
import { EMAIL_TEMPLATES } from '../../workflows/contract';
import { ROOT } from '../../scripts/structure/sources';

const LOCALES = path.join(ROOT, 'templates/locales');

/** Files of strings, which every language has. */
const filesOf = (locale: string) =>
  [
    'pages.json',
    ...['emails', 'screens'].flatMap((folder) =>
      fs.readdirSync(path.join(LOCALES, locale, folder)).map((name) => `${folder}/${name}`),
    ),
  ].sort();

interface Texts {
  readonly [name: string]: string | Texts;
}

/** Every text of a language by its path, such as `landing.title`. */
function textsOf(name: string, locale: string): Readonly<Record<string, string>> {
  const flat = (texts: Texts, prefix: string): [string, string][] =>
    Object.entries(texts).flatMap(([name, text]) =>
      typeof text === 'string' ? [[prefix + name, text]] : flat(text, `${prefix}${name}.`),
    );
  const written = fs.readFileSync(path.join(LOCALES, locale, name), 'utf8');
  return Object.fromEntries(flat(JSON.parse(written) as Texts, ''));
}

/** What a text leaves open, in any order: a language may turn its sentences round. */
const gapsOf = (text = '') => [...text.matchAll(/\{\{.*?\}\}|<\/?\w+>|#/g)].map(([gap]) => gap).sort();

/** Where English greets by the first name, if that is known, another language may do it in its own way. */
const mayAdd = (gap: string, text = '') =>
  text.includes('{{#if contactFirstName}}') && ['{{contactLastName}}', '{{else}}'].includes(gap);

it('finds in the folder of every language the files that English has', () => {
  for (const locale of TRANSLATIONS) expect(filesOf(locale)).toEqual(filesOf(MASTER));
});

describe.each(filesOf(MASTER))('the texts of %s', (file) => {
  const master = textsOf(file, MASTER);

  it.each(TRANSLATIONS)('say in %s all that they say in English, with the same gaps', (locale) => {
    const texts = textsOf(file, locale);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(master).sort());
    for (const [name, text] of Object.entries(texts)) {
      const gaps = gapsOf(master[name]);
      const filled = gapsOf(text).filter((gap) => gaps.includes(gap) || !mayAdd(gap, master[name]));
      expect({ name, isEmpty: text.trim() === '', gaps: filled }).toEqual({ name, isEmpty: false, gaps });
    }
  });
});

it('repeats in English what the API says about answers, so that it can be translated', () => {
  const { problems } = JSON.parse(fs.readFileSync(path.join(LOCALES, MASTER, 'pages.json'), 'utf8')) as Texts;
  expect(problems).toEqual({ ...VIOLATIONS, other: expect.any(String) as string });
});

it('names each language as its speakers do', () => {
  const names = SHIPPED_LOCALES.map((locale) => languageName(locale));
  expect(names).toEqual(
    SHIPPED_LOCALES.map((locale) =>
      new Intl.DisplayNames(locale, { type: 'language' })
        .of(locale)
        ?.replace(/^./, (letter) => letter.toUpperCase()),
    ),
  );
});

const NOTICES = [
  ...new Set(
    Object.keys(textsOf('pages.json', MASTER)).flatMap((name) => /^notices\.(\w+)/.exec(name)?.[1] ?? []),
  ),
];
const PAGES = [
  'landing',
  'application',
  'apply',
  'decline',
  'unsubscribe',
  'set-password',
  'forgot-password',
];

describe.each(SHIPPED_LOCALES)('in %s', (locale) => {
  it.each([
    ...PAGES.map((page) => `${page}/${locale}`),
    ...NOTICES.map((notice) => `notice/${locale}/${notice}`),
  ])('the page %s has a text in every place', (key) => {
    expect(pageSource(key)).not.toMatch(/\[\[|\]\]/);
    expect(pageSource(key)).toContain('<h1');
  });

  it.each(EMAIL_TEMPLATES)('the e-mail %s has a text in every place', (template) => {
    const { subject, html, text } = emailSource(template, locale);
    for (const part of [subject, html, text]) expect(part).not.toMatch(/\[\[|\]\]|^\s*$/);
  });
});
