import { screenTexts } from '../../../scripts/texts/screen-texts';
import { TRANSLATIONS } from '../../../templates/locales';
import { screenText } from '../../../templates/screen-texts';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { PagesApi } from '../../support/api/pages-api';
import { crawl, samplesFor } from '../../support/api/pages-samples';

const api = new PagesApi();
/** Every page that an administrator comes to by links, of an account that has something of everything. */
let pages: string[] = [];

beforeAll(async () => {
  await api.startPages(fakeTemporal());
  const { importId } = await samplesFor(api);
  const { seen } = await crawl(api, api.people.admin);
  const steps = ['share', 'setUp'].map((step) => `/invitations/new?step=${step}`);
  const others = ['/nothing/here', '/partner-explorer?tab=sent&createdAfter=2026-01-01&program=default'];
  pages = [...seen, ...steps, ...others, `/imports/${importId}`].filter((path) => !FOR_DEVELOPERS.test(path));
}, 120_000);
afterAll(() => api.stop());

/** Pages in English, whoever reads them. */
const FOR_DEVELOPERS = /^\/(?:docs|dev)\b/;

/** How the people and the fields of this test are called. */
const OWN = ['Test', 'Terms', 'Tier'];

/** What is not to be read on a page in another language. */
function englishTexts(locale: string): Set<string> {
  const all = Object.values(screenTexts()).flat();
  return new Set(all.filter((text) => screenText(locale, text) !== text && !OWN.includes(text)));
}

/** Every text that people see or hear on a page. */
function textsOn(html: string): string[] {
  const heard = [...html.matchAll(/\s(?:aria-label|title|data-label|placeholder)="([^"]*)"/g)].map(
    ([, text = '']) => text,
  );
  // What changed stands in the audit log as it is stored.
  const seen = html.replace(/<(style|script|del|ins)\b[^]*?<\/\1>/g, '').split(/<[^>]*>/);
  return [...heard, ...seen].map((text) => text.trim().replace(/\s+/g, ' '));
}

it.each(TRANSLATIONS)('is in %s throughout', async (locale) => {
  const { token } = await api.stores.sessions.create(api.people.admin);
  const english = englishTexts(locale);
  const left: Record<string, string> = {};
  for (const path of pages) {
    const { text, headers } = await api.send('GET', path, {
      cookie: `usher_session=${token}`,
      language: locale,
    });
    if (!String(headers.get('content-type')).startsWith('text/html') || text === '') continue;
    for (const said of textsOn(text)) if (english.has(said)) left[said] ??= path;
  }
  expect(pages.length).toBeGreaterThan(80);
  expect(left).toEqual({});
});
