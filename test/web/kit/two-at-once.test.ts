import { fakeTemporal } from '../../support/api/fake-temporal';
import { PagesApi } from '../../support/api/pages-api';
import { type Browser, formAt, formIn, without } from '../../support/api/pages-samples';
import { member } from '../../support/api/people-samples';
import { HOSTILE } from '../../support/web/signed-in-world';

const api = new PagesApi();
let mine: Browser;
let theirs: Browser;
let userPath = '';
let recordPath = '';

beforeAll(async () => {
  await api.startPages(fakeTemporal());
  const { admin } = api.people;
  mine = await api.browser(admin);
  theirs = await api.browser(await member(api, 'account_admin'));
  userPath = `/users/${(await member(api, 'viewer')).userId}`;
  const { _id: workspaceId } = await api.stores.workspaces.create({ accountId: admin.accountId, name: 'W' });
  const folder = await api.stores.workspaces.createFolder({
    accountId: admin.accountId,
    workspaceId,
    name: 'F',
  });
  const record = await api.stores.workspaces.createRecord({
    ...{ accountId: admin.accountId, folderId: folder?._id ?? '', name: 'R', link: 'https://a.example/' },
  });
  recordPath = `/records/${record._id}`;
});
afterAll(() => api.stop());

const REMINDER = '?template=reminder&locale=en';
const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('=', '&#x3D;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;');

/** Forms by page and address, a field that both change, what they type, and a field that only the other one changes. */
const FORMS: [string, () => [string, string], string, string, string, string, string][] = [
  [
    'a program',
    () => ['/programs/default?tab=onboarding', '/programs/default/onboarding'],
    ...(['name', 'Their name', HOSTILE, 'maxEscalations', '7'] as const),
  ],
  [
    'a program’s brand',
    () => ['/programs/default?tab=brand', '/programs/default/brand'],
    ...(['brand.senderName', 'Their sender', 'My sender', 'brand.color', '#123456'] as const),
  ],
  [
    'an e-mail',
    () => [`/programs/default?tab=templates&${REMINDER.slice(1)}`, `/programs/default/templates${REMINDER}`],
    ...([
      'subject',
      'Their subject',
      'My subject',
      'text',
      'Their text\n{{link}} {{unsubscribeLink}}',
    ] as const),
  ],
  [
    'a role',
    () => ['/roles/junior', '/roles/junior'],
    ...(['name', 'Their name', 'My name', 'rank', '25'] as const),
  ],
  [
    'a user',
    () => [userPath, userPath],
    ...(['roleKey', 'operator', 'approver', 'lastName', 'Other'] as const),
  ],
  [
    'a record',
    () => [recordPath, recordPath],
    ...(['name', 'Their record', 'My record', 'link', 'https://b.example/'] as const),
  ],
];

/** The values of a form, which anybody's browser sends with the token of its own session. */
const opened = async (browser: Browser, page: string, action: string) =>
  without((await formAt(browser, page, action)).values, '_csrf');

/** What a browser sends of a form; a form for files is sent as such. */
async function save(
  browser: Browser,
  action: string,
  values: Readonly<Record<string, readonly string[] | string>>,
) {
  if (!action.startsWith('/records/')) return browser.send('POST', action, values);
  const form = new FormData();
  for (const [name, value] of Object.entries(values))
    for (const one of [value].flat()) form.append(name, one);
  return browser.send('POST', action, form);
}

describe.each(FORMS)(
  '%s that two people edit at once',
  (_, where, field, theirText, myText, other, otherText) => {
    it('shows the second one what was saved, beside what they typed, and keeps both until they decide', async () => {
      const [page, action] = where();
      const before = await opened(mine, page, action);
      const their = await opened(theirs, page, action);
      expect((await save(theirs, action, { ...their, [field]: theirText, [other]: otherText })).status).toBe(
        303,
      );
      const refused = await save(mine, action, { ...before, [field]: myText });
      expect(refused.status).toBe(412);
      expect(refused.text).toContain('Mia Member changed this while you had it open');
      const said = field === 'roleKey' ? 'Operator' : theirText;
      expect(refused.text).toContain(`“${said}” was saved in the meantime.`);
      expect(refused.text).toContain('Changed in the meantime: what is saved now stands here.');
      const values = without(formIn(refused.text, action).values, '_csrf');
      expect([values[field]?.[0], values[other]?.[0]?.trim()]).toEqual([myText, otherText]);
      expect((await formAt(mine, page, action)).values[field]).toEqual([theirText]);
      expect((await save(mine, action, values)).status).toBe(303);
      const after = (await formAt(mine, page, action)).values;
      expect([after[field]?.[0], after[other]?.[0]?.trim()]).toEqual([myText, otherText]);
    });

    it('is no matter where both typed the same, or one sends it twice', async () => {
      const [page, action] = where();
      const before = await opened(mine, page, action);
      const values = { ...before, [field]: theirText };
      expect((await save(theirs, action, values)).status).toBe(303);
      expect((await save(mine, action, values)).status).toBe(303);
      expect((await save(mine, action, values)).status).toBe(303);
    });
  },
);

it('what others change on another tab stops nobody', async () => {
  const [page, action] = ['/programs/default?tab=onboarding', '/programs/default/onboarding'];
  const before = await opened(mine, page, action);
  const brand = await opened(theirs, '/programs/default?tab=brand', '/programs/default/brand');
  await theirs.send('POST', '/programs/default/brand', { ...brand, 'brand.senderName': 'Another' });
  expect((await mine.send('POST', action, { ...before, name: 'Tab' })).status).toBe(303);
  expect(await api.stores.programs.find(api.people.admin.accountId, 'default')).toMatchObject({
    ...{ name: 'Tab', brand: { senderName: 'Another' } },
  });
});

it('of a list that both build the second one keeps their own until they save it again', async () => {
  const [page, action] = ['/programs/default?tab=rules', '/programs/default/rules'];
  const rule = (domain: string) => ({
    'approvalRules.0.id': 'ours',
    'approvalRules.0.when.emailDomains': domain,
    'approvalRules.0.then': 'approve',
  });
  const before = await opened(mine, page, action);
  await theirs.send('POST', action, { ...before, ...rule('theirs.example') });
  const refused = await mine.send('POST', action, { ...before, ...rule('mine.example') });
  expect(refused.status).toBe(412);
  expect(refused.text).toContain('The list was changed.');
  const values = without(formIn(refused.text, action).values, '_csrf');
  expect(values['approvalRules.0.when.emailDomains']).toEqual(['mine.example']);
  expect((await mine.send('POST', action, values)).status).toBe(303);
});

it('a program of a key that is there is not made again', async () => {
  const refused = await mine.send('POST', '/programs/new', { key: 'default', name: 'Overwritten' });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('There is a program of this key already.');
  expect(refused.text).toContain('Overwritten');
});

it('hostile text of the other one stands on the page as the text it is', async () => {
  const before = await opened(mine, '/roles/junior', '/roles/junior');
  await theirs.send('POST', '/roles/junior', { ...before, name: HOSTILE });
  const { text } = await mine.send('POST', '/roles/junior', { ...before, name: 'Mine' });
  expect(text).toContain(escaped(`“${HOSTILE}”`));
  expect(text).not.toContain('<img src=x');
});
