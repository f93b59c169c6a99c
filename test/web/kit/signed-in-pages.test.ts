import { getUsers } from '../../../api/users/list';
import { bodyOf } from '../../support/api/declared-answers';
import { STATUS_LABELS } from '../../../domain/invitations/views';
import type { InvitationStatus } from '../../../workflows/contract';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { PagesApi } from '../../support/api/pages-api';
import { pageOf, type PageForm } from '../../support/api/page-forms';
import { crawl, formAt, formIn, samplesFor, without, type Browser } from '../../support/api/pages-samples';
import { member } from '../../support/api/people-samples';
import { PASSWORD, type Person } from '../../support/api/support';

const api = new PagesApi();
let samples: Awaited<ReturnType<typeof samplesFor>>;
let browser: Browser;
/** What decisions went to Temporal, which takes none. */
const decided: [string, string, object][] = [];

beforeAll(async () => {
  await api.startPages(
    fakeTemporal({
      update: (name, id, decision) => {
        decided.push([name, id, decision]);
        return fakeTemporal().update(name, id, decision);
      },
    }),
  );
  samples = await samplesFor(api);
  browser = await api.browser(api.people.admin);
});
afterAll(() => api.stop());

const SENDING = ['Communications Invitations', 'Pending Partners', 'Partners', 'Sent'];
const SETTINGS = ['Programs', 'Workspaces', 'Users', 'Roles'];
const FILES = ['Import', 'Statistics'];
const RECEIVED = ['My workspace', 'Received', 'Memberships', 'Notifications'];
/** Who may decide is told how many wait. */
const DECIDING = SENDING.map((label) => (label === 'Pending Partners' ? `${label} 1` : label));
const INBOX = 'Preview inbox';

describe('the menu', () => {
  it.each<[string, () => Person | Promise<Person>, string[]]>([
    [
      'an administrator',
      () => api.people.admin,
      [
        ...DECIDING,
        ...FILES,
        ...RECEIVED,
        ...SETTINGS,
        'API keys',
        'Webhooks',
        'Approval chat',
        'Single sign-on',
        'Audit log',
        INBOX,
      ],
    ],
    ['an approver', () => api.people.approver, [...DECIDING, 'Statistics', ...RECEIVED, ...SETTINGS, INBOX]],
    [
      'an operator',
      () => api.people.operator,
      [...SENDING, 'Statistics', ...RECEIVED, ...SETTINGS, 'Audit log', INBOX],
    ],
    ['a viewer', () => api.people.viewer, [...SENDING, 'Statistics', ...RECEIVED, ...SETTINGS, INBOX]],
    ['a partner’s user', () => member(api, 'partner_user'), [...RECEIVED, INBOX]],
  ])('leads %s to every page that is theirs, and marks where they are', async (_who, person, labels) => {
    const { send } = await api.browser(await person());
    const [wide = [], narrow] = pageOf((await send('GET', '/memberships')).text).menu;
    expect(wide.map(({ label }) => label)).toEqual(labels);
    expect(narrow).toEqual(wide);
    for (const { label, href } of wide.filter((one) => one.label !== INBOX)) {
      const { status, text } = await send('GET', href);
      const [shown = []] = pageOf(text).menu;
      const here = shown.filter(({ current }) => current).map((one) => one.label);
      expect({ label, status, here }).toEqual({ label, status: 200, here: [label] });
    }
  });
});

it.each(['admin', 'approver', 'operator', 'viewer', 'junior'] as const)(
  'what pages offer to %s opens and may be sent',
  async (name) => {
    const { browser: theirs, seen, dead, actions } = await crawl(api, api.people[name]);
    expect(dead).toEqual([]);
    expect(seen.size).toBeGreaterThan(20);
    const refused: unknown[] = [];
    // Who may do everything is refused nothing.
    const sent =
      name === 'admin' ? [] : actions.filter((one) => !['/sign-out', '/memberships/switch'].includes(one));
    for (const action of sent) {
      const { status, text } = await theirs.send('POST', action, {});
      if (status === 404 || text.includes('You may not do this')) refused.push({ action, status });
    }
    expect(refused).toEqual([]);
  },
);

const withoutTokens = (values: PageForm['values']) => without(values, '_csrf', '_key', 'seen');

describe('every box and choice of the settings', () => {
  /** What a row asks for differs by its type: what is empty says as much as what is not there. */
  const filled = (values: PageForm['values']) =>
    Object.fromEntries(Object.entries(values).filter(([, all]) => all.some((one) => one !== '')));

  it.each([
    ['/programs/default', '/programs/default/onboarding'],
    ['/programs/default?tab=rules', '/programs/default/rules'],
    ['/programs/default?tab=fields', '/programs/default/fields'],
    ['/roles/junior', '/roles/junior'],
  ])('of %s is kept as it was left', async (path, action) => {
    const before = await formAt(browser, path, action);
    const known = filled(withoutTokens(before.values));
    const save = async (values: PageForm['values']) => {
      const { status } = await browser.send('POST', action, values);
      return { status, kept: filled(withoutTokens((await formAt(browser, path, action)).values)) };
    };
    const offers = [...before.boxes, ...before.choices.filter(({ chosen }) => !chosen)];
    for (const { name, value, chosen } of offers) {
      const isBox = before.boxes.some((one) => one.name === name);
      const others = isBox ? (known[name] ?? []).filter((one) => one !== value) : [];
      const wanted = [...others, ...(chosen ? [] : [value])];
      const { status, kept } = await save({ ...known, [name]: wanted });
      // A kind of field that wants choices is refused without them, a rule that adds without its condition, and a
      // duration of one's own without it.
      if (status === 422 && (name.endsWith('.type') || ['add', 'custom'].includes(value))) continue;
      expect({ name, value, status, kept: new Set(kept[name]?.filter((one) => one !== '')) }).toEqual({
        name,
        value,
        status: 303,
        kept: new Set(wanted.filter((one) => one !== '')),
      });
      expect(without(kept, name)).toEqual(without(known, name));
    }
    expect((await save(known)).kept).toEqual(known);
  });
});

describe('a box', () => {
  it.each([true, false])(
    'that starts the expiry anew counts, for one or for several (%s)',
    async (extendExpiry) => {
      const { sent, delivery_failed } = samples.ids;
      const box = extendExpiry ? { extendExpiry: 'on' } : {};
      decided.splice(0);
      await browser.send('POST', `/invitations/${sent}/resend`, box);
      await browser.send('POST', '/partner-explorer/bulk/resend', { ...box, id: [sent, delivery_failed] });
      const wanted = [sent, sent, delivery_failed].map((id) => ['resendInvitation', id, { extendExpiry }]);
      expect(decided).toMatchObject(wanted);
    },
  );

  it('of a folder shares that folder, until it is no longer ticked', async () => {
    const step = async (form: PageForm['values']) =>
      formIn((await browser.send('POST', '/invitations/new', form)).text, '/invitations/new');
    const typed = { partnerName: ['A'], contactEmail: ['folder@partner.example'] };
    const { values, boxes } = await step({ ...typed, step: ['customer'] });
    const [first, second] = boxes.filter(({ name }) => name === 'folderIds').map(({ value }) => value);
    expect([first, second]).toEqual([expect.any(String), expect.any(String)]);
    const ticked = { ...values, folderIds: [first ?? ''] };
    const unticked = await step({ ...ticked, folderIds: [] });
    expect(unticked.values['folderIds']).toBeUndefined();
    const { values: last } = await step(ticked);
    expect((await browser.send('POST', '/invitations/new', { ...last, go: 'send' })).status).toBe(303);
    const [made] = await api.stores.invitations.findByEmailKey(
      'folder@partner.example',
      api.people.admin.accountId,
    );
    expect(made?.share?.folderIds).toEqual([first]);
  });

  it('of a custom field is kept when an invitation is edited', async () => {
    const path = `/invitations/${samples.ids.sent}/edit`;
    const name = 'customFields.terms';
    for (const terms of [true, false]) {
      const values = without((await formAt(browser, path, path)).values, name);
      const { status } = await browser.send('POST', path, { ...values, ...(terms && { [name]: 'on' }) });
      const { customFields } = (await api.stores.invitations.findById(samples.ids.sent)) ?? {};
      expect([status, customFields]).toEqual([303, terms ? { terms } : {}]);
      expect((await formAt(browser, path, path)).values[name] !== undefined).toBe(terms);
    }
  });
});

describe('a filter', () => {
  /** Rows of the table of a page. */
  const shown = async (path: string) => pageOf((await browser.send('GET', path)).text).rows;
  /** Choices of the filter of a page, without the one for all. */
  const choicesOf = async (path: string, name: string) =>
    pageOf((await browser.send('GET', path)).text)
      .forms.flatMap(({ choices }) => choices)
      .flatMap((one) => (one.name === name && one.value !== '' ? [one.value] : []));

  it.each(['invited', 'pending', 'sent'])(
    'of the tab %s has every status in it and shows what it says',
    async (tab) => {
      const { items } = (await api.get(`/v1/invitations?view=${tab}&limit=100`, api.people.admin)).body;
      const statuses = [...new Set(items.map(({ status }) => status as InvitationStatus))];
      const choices = await choicesOf(`/partner-explorer?tab=${tab}`, 'status');
      expect(choices.flatMap((value) => value.split(',')).sort()).toEqual(
        expect.arrayContaining(statuses.sort()),
      );
      for (const value of choices) {
        const of = statuses.filter((status) => value.split(',').includes(status));
        const rows = await shown(`/partner-explorer?tab=${tab}&status=${encodeURIComponent(value)}`);
        for (const status of of) expect(rows.join()).toContain(`Partner ${status}`);
        for (const row of rows) expect(of.some((status) => row.includes(STATUS_LABELS[status]))).toBe(true);
        expect(rows.length >= of.length && of.length > 0).toBe(true);
      }
    },
  );

  it('of users shows those of the role', async () => {
    const { items: people } = bodyOf(getUsers, await api.get('/v1/users?limit=100', api.people.admin));
    for (const roleKey of await choicesOf('/users', 'roleKey')) {
      const rows = await shown(`/users?roleKey=${roleKey}`);
      const wanted = people.filter((one) => one.roleKey === roleKey).map(({ email }) => email);
      expect(rows.map((row) => /\S+@\S+?\.example/.exec(row)?.[0]).sort()).toEqual(wanted.sort());
    }
    expect(await shown(`/users?search=${api.people.viewer.email}`)).toHaveLength(1);
  });

  it.each([
    ['', ['first@', 'sent@', 'nobody']],
    ['created', ['first@']],
    ['alreadyInvited', ['sent@']],
    ['alreadyPartner', []],
    ['invalid', ['nobody']],
  ])('of an import for %p shows its rows', async (result, wanted) => {
    const rows = await shown(`/imports/${samples.importId}?result=${result}`);
    expect(rows.map((row) => wanted.filter((one) => row.includes(one)))).toEqual(wanted.map((one) => [one]));
  });

  it('of the statistics groups by what it says, in the time it says', async () => {
    const time = 'from=2026-01-01&to=2026-01-02';
    const found: [string, string | undefined][] = [];
    for (const groupBy of await choicesOf('/stats', 'groupBy')) {
      const [first = ''] = await shown(`/stats?${time}&groupBy=${groupBy}`);
      const [, line = ''] = (await browser.send('GET', `/stats.csv?${time}&groupBy=${groupBy}`)).text.split(
        '\r\n',
      );
      const [key = '', label = ''] = line.replaceAll('"', '').split(',');
      found.push([groupBy, first.startsWith(label) ? key : first]);
    }
    expect(Object.fromEntries(found)).toEqual({
      inviter: api.people.admin.userId,
      program: 'default',
      day: '2026-01-01',
      week: '2026-W01',
      month: '2026-01',
    });
    const nothing = (await browser.send('GET', '/stats?from=2025-01-01&to=2025-01-02')).text;
    expect(pageOf(nothing).rows).toEqual([]);
    expect(nothing).toContain('Nothing was sent in this time');
  });

  it('of the audit log shows what was done, by whom, to what and when', async () => {
    const { viewer } = api.people;
    await api.post('/v1/session', undefined, { email: viewer.email, password: PASSWORD });
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    const now = Date.now();
    for (const [query, said] of [
      ['type=signed_in', 'signed in'],
      [`actor=${viewer.userId}`, 'vera'],
      ['target=webhook_endpoint', 'webhook endpoint'],
      [`from=2020-01-01&to=${day(now)}`, ''],
    ] as const) {
      const rows = await shown(`/audit-log?${query}`);
      expect({ query, others: rows.filter((row) => !row.toLowerCase().includes(said)) }).toEqual({
        query,
        others: [],
      });
      expect(rows.length).toBeGreaterThan(0);
    }
    expect(await shown('/audit-log?to=2020-01-01')).toEqual([]);
    expect(await shown(`/audit-log?from=${day(now + 2 * 86_400_000)}`)).toEqual([]);
  });
});
