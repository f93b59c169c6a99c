import { fakeTemporal } from '../../support/api/fake-temporal';
import { pageOf } from '../../support/api/page-forms';
import { PagesApi } from '../../support/api/pages-api';
import { member } from '../../support/api/people-samples';
import type { Browser } from '../../support/api/pages-samples';
import { newInvitation } from '../../support/models/samples';

const api = new PagesApi();
beforeAll(async () => {
  await api.startPages(fakeTemporal());
  for (const partnerName of ['Initech', 'Globex'])
    await api.stores.invitations.create({
      ...newInvitation(api.people.admin.accountId, `${partnerName}@partner.example`),
      partnerName,
    });
});
afterAll(() => api.stop());

const HOSTILE = '<b>"שלום" & {{x}}';
const VIEWED = { tab: 'sent', search: 'init', sort: 'partnerName', columns: 'status' };

const save = (browser: Browser, fields: Record<string, string>) =>
  browser.send('POST', '/partner-explorer/views', { ...VIEWED, ...fields });
const placeOf = ({ headers }: { readonly headers: Headers }) => headers.get('location') ?? '';
const idIn = (place: string) => new URL(place, 'http://x').searchParams.get('view') ?? '';

/** What stands above the list: names of views, each with what it leads to. */
function viewsIn(text: string): Map<string, string> {
  const [, above = ''] = /<div id="views"(.*?)<div id="list">/s.exec(text) ?? [];
  const links = above.matchAll(/<li><a href="([^"]+)".*?<bdi>(.*?)<\/bdi><\/a><\/li>/gs);
  return new Map(
    [...links].map(([, place = '', name = '']) => [
      name,
      place.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'),
    ]),
  );
}

it('is saved from a list that was narrowed, and found again above it', async () => {
  const browser = await api.browser(await member(api, 'viewer'));
  const narrowed = await browser.send('GET', '/partner-explorer?tab=sent&search=init');
  expect(narrowed.text).toContain('Save view');
  expect((await browser.send('GET', '/partner-explorer?tab=sent')).text).not.toContain('Save view');

  const place = placeOf(await save(browser, { name: HOSTILE }));
  const { text, status } = await browser.send('GET', place);
  expect(status).toBe(200);
  expect(text).not.toContain('<b>"');
  const { rows } = pageOf(text);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toContain('Initech');
  expect(rows[0]).not.toContain('@partner.example');
  const views = viewsIn((await browser.send('GET', '/partner-explorer?tab=sent')).text);
  expect([...views.values()]).toContain(place);
  // It is a view of this list alone.
  expect(viewsIn((await browser.send('GET', '/partner-explorer?tab=invited')).text).size).toBe(0);

  const csv = await browser.send('GET', place.replace('/partner-explorer?', '/partner-explorer.csv?'));
  expect(csv.text).toContain('Initech');
  expect(csv.text).not.toContain('Globex');
});

it('keeps what was changed in the list, is renamed and deleted', async () => {
  const browser = await api.browser(await member(api, 'viewer'));
  const view = `/partner-explorer/views/${idIn(placeOf(await save(browser, { name: 'Mine' })))}`;
  const kept = placeOf(await browser.send('POST', `${view}/keep`, { tab: 'sent', search: 'glob' }));
  expect(pageOf((await browser.send('GET', kept)).text).rows[0]).toContain('Globex');
  await browser.send('POST', view, { name: 'Renamed' });
  const names = async () => [
    ...viewsIn((await browser.send('GET', '/partner-explorer?tab=sent')).text).keys(),
  ];
  expect(await names()).toEqual(['All', 'Renamed']);
  expect(placeOf(await browser.send('POST', `${view}/remove`, {}))).toBe('/partner-explorer?tab=sent');
  expect(await names()).toEqual([]);
});

it('says what is wrong with a name and loses nothing', async () => {
  const browser = await api.browser(await member(api, 'viewer'));
  await save(browser, { name: 'Mine' });
  for (const [name, status] of [
    ['', 422],
    ['x'.repeat(61), 422],
    ['mine', 409],
  ] as const) {
    const answer = await save(browser, { name });
    expect([name, answer.status]).toEqual([name, status]);
    const form = pageOf(answer.text).forms.find(({ action }) => action === '/partner-explorer/views');
    expect(form?.values).toMatchObject({
      tab: ['sent'],
      search: ['init'],
      columns: ['status'],
      name: [name],
    });
  }
});

it('is shared by whoever may change programs, and only read by others', async () => {
  const admin = await api.browser(api.people.admin);
  const viewer = await api.browser(await member(api, 'viewer'));
  const shared = placeOf(await save(admin, { name: 'For all', shared: 'on' }));
  const { text } = await viewer.send('GET', '/partner-explorer?tab=sent');
  expect(viewsIn(text).get('For all')).toBe(shared);
  expect((await viewer.send('GET', shared)).text).not.toContain('Edit view');
  expect((await admin.send('GET', shared)).text).toContain('Edit view');
  const own = idIn(placeOf(await save(admin, { name: 'Own' })));
  expect((await viewer.send('GET', `/partner-explorer/views/${own}`)).status).toBe(404);
  expect((await viewer.send('POST', `/partner-explorer/views/${own}/remove`, {})).status).toBe(404);
});
