import { screenTexts } from '../../../scripts/texts/screen-texts';
import { TRANSLATIONS } from '../../../templates/locales';
import { screenText } from '../../../templates/screen-texts';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { PagesApi } from '../../support/api/pages-api';

const api = new PagesApi();
beforeAll(() => api.startPages(fakeTemporal()));
afterAll(() => api.stop());

/** Pages of parts that every language has whole. */
const TRANSLATED = [
  ...['/profile', '/memberships', '/notifications', '/nothing/here'],
  ...['/users', '/users/new', '/roles', '/roles/new', '/roles/viewer', '/audit-log'],
  ...['/api-keys', '/api-keys/new', '/webhooks', '/webhooks/new', '/chat', '/chat/settings', '/sso'],
  ...['/workspace', '/workspaces', '/programs'],
  ...['invited', 'pending', 'active', 'inactive', 'sent', 'received'].map(
    (tab) => `/partner-explorer?tab=${tab}`,
  ),
];

/** What is not to be read on a page in another language. */
function englishTexts(locale: string): Set<string> {
  const all = Object.values(screenTexts()).flat();
  return new Set(all.filter((text) => screenText(locale, text) !== text));
}

/** Every text that people see or hear on a page. */
function textsOn(html: string): string[] {
  const heard = [...html.matchAll(/\s(?:aria-label|title|data-label)="([^"]*)"/g)].map(
    ([, text = '']) => text,
  );
  const seen = html.replace(/<(?:style|script)[^]*?<\/(?:style|script)>/g, '').split(/<[^>]*>/);
  return [...heard, ...seen].map((text) => text.trim().replace(/\s+/g, ' '));
}

it.each(TRANSLATIONS)('is in %s throughout, where its part is translated', async (locale) => {
  const { token } = await api.stores.sessions.create(api.people.admin);
  const english = englishTexts(locale);
  // How the people of this test are called.
  english.delete('Test');
  const left = [];
  for (const path of TRANSLATED) {
    const { text } = await api.send('GET', path, { cookie: `usher_session=${token}`, language: locale });
    expect(text).toContain(`<html lang="${locale}"`);
    left.push(...textsOn(text).flatMap((said) => (english.has(said) ? [{ path, said }] : [])));
  }
  expect(left).toEqual([]);
});
