import { VIEW_LISTS } from '../../../domain/invitations/saved-view';
import { screenTexts } from '../../../scripts/texts/screen-texts';
import { TRANSLATIONS } from '../../../templates/locales';
import { screenText } from '../../../templates/screen-texts';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { PagesApi } from '../../support/api/pages-api';
import { samplesFor } from '../../support/api/pages-samples';
import { PROGRAM_TAB_KEYS } from '../../../web/programs/tabs';

const api = new PagesApi();
/** Every page of an administrator whose account has something of everything. */
let pages: string[] = [];

beforeAll(async () => {
  await api.startPages(fakeTemporal());
  const { ids, importId } = await samplesFor(api);
  pages = [
    ...PAGES,
    ...Object.values(ids).map((id) => `/invitations/${id}`),
    ...[`/invitations/${ids.pending_approval}/review`, `/invitations/${ids.sent}/edit`],
    ...[`/imports/${importId}`, `/users/${api.people.approver.userId}`],
  ];
});
afterAll(() => api.stop());

const of = (path: string, name: string, values: readonly string[]) =>
  values.map((value) => `${path}?${name}=${value}`);
const PAGES = [
  ...['/profile', '/memberships', '/notifications', '/nothing/here', '/workspace', '/workspaces'],
  ...['/users', '/users/new', '/roles', '/roles/new', '/roles/viewer', '/audit-log', '/sso'],
  ...['/api-keys', '/api-keys/new', '/webhooks', '/webhooks/new', '/chat', '/chat/settings'],
  ...['/programs', '/programs/new', '/programs/default/terms-acceptances', '/imports', '/invitations/new'],
  ...of('/partner-explorer', 'tab', VIEW_LISTS),
  ...of('/programs/default', 'tab', PROGRAM_TAB_KEYS),
  ...of('/stats', 'groupBy', ['week', 'inviter']),
  '/partner-explorer?tab=sent&createdAfter=2026-01-01&program=default',
];

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
  expect(left).toEqual({});
});
