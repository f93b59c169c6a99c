import http from 'node:http';
import { parse } from 'csv-parse/sync';
import { provisionedPartner } from '../../support/api/partner-samples';
import { outcome } from '../../support/api/refusals';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { PagesApi } from '../../support/api/pages-api';
import type { Answer, Person } from '../../support/api/support';
import { auditDetails } from '../../../models';
import { member } from '../../support/api/people-samples';
import { storedInvitation } from '../../support/models/samples';

const api = new PagesApi();
beforeAll(async () => {
  await api.startPages(fakeTemporal());
  await invitedNames(Array.from({ length: 430 }, (_, n) => `Many ${n}`));
});
afterAll(() => api.stop());

const rowsOf = (text: string) => parse<Record<string, string>>(text, { columns: true, bom: true });

const FORMULA = '=HYPERLINK("http://evil.example","click")';

async function invitedNames(names: readonly string[], person: Person = api.people.admin) {
  const stamp = Math.random().toString(36).slice(2);
  for (const [n, partnerName] of names.entries()) {
    await storedInvitation(api.stores, person.accountId, `${stamp}-${n}@partner.example`, { partnerName });
  }
}

const lastAudit = async (person: Person) => {
  const { items } = await api.stores.auditLog.list({ accountId: person.accountId, limit: 1 });
  return items[0] && { ...items[0], ...auditDetails(items[0]) };
};

function expectCsv(answer: Pick<Answer, 'status' | 'headers'>, file: string) {
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${file}"`);
}

describe('invitations as CSV', () => {
  it('are all of them, over many pages, with formulas neutralised', async () => {
    const { admin, other } = api.people;
    await invitedNames([FORMULA]);
    await invitedNames(['Many of others'], other);
    const answer = await api.get('/v1/invitations?format=csv&search=many&limit=1&sort=partnerName', admin);
    expectCsv(answer, 'sent.csv');
    const rows = rowsOf(answer.text);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(430);
    expect(rows[0]).toMatchObject({ partnerName: 'Many 0', status: 'created', statusLabel: 'Sent' });
    const formula = await api.get('/v1/invitations?format=csv&search=hyperlink', admin);
    expect(formula.text).toContain(`"'=HYPERLINK(`);
    expect(await lastAudit(admin)).toMatchObject({
      type: 'invitations_exported',
      target: { kind: 'account', id: admin.accountId },
      after: { view: 'sent', status: null },
    });
  });

  it('come to whoever prefers them, and JSON leaves no trace', async () => {
    const { viewer } = api.people;
    const headers = { authorization: `Bearer ${viewer.key}`, accept: 'text/csv' };
    expectCsv(await api.call('GET', '/v1/invitations?view=invited', { headers }), 'invited.csv');
    const before = await lastAudit(viewer);
    expect((await api.get('/v1/invitations', viewer)).body.items.length).toBeGreaterThan(0);
    expect((await api.get('/v1/partners', viewer)).status).toBe(200);
    expect(await lastAudit(viewer)).toEqual(before);
  });

  it('are refused before anything is sent', async () => {
    const { admin } = api.people;
    const person = await member(api, 'partner_user');
    expect(outcome(await api.get('/v1/invitations?format=csv', person))).toEqual([403, 'forbidden']);
    expect(outcome(await api.get('/v1/invitations?format=csv&sort=secret', admin))).toEqual([
      422,
      'validation-failed',
    ]);
    expect(outcome(await api.get('/v1/invitations?format=xlsx', admin))).toEqual([422, 'validation-failed']);
    expect(outcome(await api.get('/v1/partners?format=csv', person))).toEqual([403, 'forbidden']);
  });

  it('do not look whole when the database goes away half way', async () => {
    const { admin } = api.people;
    const { invitations } = api.stores;
    const list = invitations.list.bind(invitations);
    const spy = jest.spyOn(invitations, 'list').mockImplementation((query) => {
      if (query.cursor !== undefined) throw new Error('away');
      return list(query);
    });
    await expect(api.get('/v1/invitations?format=csv&search=many', admin)).rejects.toThrow();
    spy.mockRestore();
  });

  it('stop being read when whoever asked goes away', async () => {
    const { admin } = api.people;
    const { invitations } = api.stores;
    const list = invitations.list.bind(invitations);
    const pages = { gone: 0, whole: 0 };
    let gone = () => {};
    const isGone = new Promise<void>((resolve) => (gone = resolve));
    const spy = jest.spyOn(invitations, 'list').mockImplementation(async (query) => {
      const which = query.sort === 'partnerName' ? 'whole' : 'gone';
      pages[which] += 1;
      if (which === 'gone' && pages.gone === 2) await isGone;
      return list({ ...query, limit: 4 });
    });
    await new Promise<void>((resolve) => {
      const url = `${api.url}/v1/invitations?format=csv&search=many`;
      const request = http.get(url, { headers: { authorization: `Bearer ${admin.key}` } }, (response) => {
        response.once('data', () => {
          request.destroy();
          resolve();
        });
      });
      request.on('error', () => undefined);
    });
    gone();
    const readWhole = () => api.get('/v1/invitations?format=csv&search=many&sort=partnerName', admin);
    await readWhole();
    const { gone: read, whole } = pages;
    // It neither goes on nor has come to its end.
    await readWhole();
    expect(whole).toBeGreaterThan(100);
    expect(pages.gone).toBe(read);
    expect(pages.gone).toBeLessThan(whole);
    spy.mockRestore();
  });
});

describe('partners as CSV', () => {
  it('are all of a status, by name', async () => {
    const { admin } = api.people;
    for (const name of ['Zeta CSV', '@Alpha CSV']) await provisionedPartner(api, admin, name);
    const answer = await api.get('/v1/partners?format=csv&status=active&search=csv&limit=1', admin);
    expectCsv(answer, 'active-partners.csv');
    expect(rowsOf(answer.text).map(({ partnerName, status }) => [partnerName, status])).toEqual([
      ["'@Alpha CSV", 'active'],
      ['Zeta CSV', 'active'],
    ]);
    expect(await lastAudit(admin)).toMatchObject({ type: 'partners_exported', after: { status: 'active' } });
  });
});

describe('the button of a list', () => {
  const BOM = '\uFEFF';

  it.each(['invited', 'pending', 'active', 'inactive', 'sent', 'received'])(
    'of the tab %s leads to what the list shows, marked as UTF-8',
    async (tab) => {
      const { admin } = api.people;
      const name = tab === 'active' ? 'Zürich active' : 'Zürich listed';
      if (tab === 'active') await provisionedPartner(api, admin, name);
      else if (tab === 'sent') await invitedNames([name]);
      const browser = await api.browser(admin);
      const { text } = await browser.send('GET', `/partner-explorer?tab=${tab}&search=z%C3%BCrich`);
      const [, href] = /href="(\/partner-explorer\.csv[^"]*)"/.exec(text) ?? [];
      const isShown = text.includes('Zürich');
      expect(href !== undefined).toBe(isShown);
      const query = `/partner-explorer.csv?tab=${tab}&search=z%C3%BCrich`;
      const file = await browser.send(
        'GET',
        href?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=') ?? query,
      );
      expect(file.status).toBe(200);
      expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      const bytes = file.text.startsWith(BOM) ? file.text : `${BOM}${file.text}`;
      const names = rowsOf(bytes).map(({ partnerName }) => partnerName);
      expect(names.every((one) => one?.includes('Zürich'))).toBe(true);
      expect(names.length > 0).toBe(isShown);
    },
  );

  it('begins with the mark that spreadsheets look for, in every file that a page sends', async () => {
    const { token } = await api.stores.sessions.create(api.people.admin);
    const cookie = `usher_session=${token}`;
    for (const path of ['/partner-explorer.csv?tab=sent', '/audit-log.csv', '/stats.csv']) {
      const bytes = Buffer.from(
        await (await fetch(api.pagesUrl + path, { headers: { cookie } })).arrayBuffer(),
      );
      expect([path, bytes.subarray(0, 3).toString('hex')]).toEqual([path, 'efbbbf']);
      expect(bytes.subarray(3, 4).toString()).toBe('"');
    }
  });

  it('leads nowhere for a tab that is none', async () => {
    const viewer = await api.browser(api.people.viewer);
    expect((await viewer.send('GET', '/partner-explorer.csv?tab=nothing')).status).toBe(404);
    expect((await viewer.send('GET', '/partner-explorer.csv?tab=sent')).status).toBe(200);
  });

  it('gives a partner none of the lists of others', async () => {
    const partner = await provisionedPartner(api, api.people.admin);
    const browser = await api.browser(partner.person);
    for (const tab of ['invited', 'pending', 'sent', 'active', 'inactive']) {
      const { status, text } = await browser.send('GET', `/partner-explorer.csv?tab=${tab}`);
      // Their own account's list, or none at all.
      expect([tab, status === 403 || rowsOf(text).length === 0]).toEqual([tab, true]);
    }
  });
});
