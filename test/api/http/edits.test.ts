import { endpoints } from '../../../api/endpoints';
import { inTurn } from '../../../api/http/editing/turns';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { member } from '../../support/api/people-samples';
import { type Person, TestApi } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const admin = () => api.people.admin;
const tagOf = async (path: string, as = admin()) => (await api.get(path, as)).headers.get('etag') ?? '';

function edit(path: string, body: object, headers: Record<string, string> = {}, as: Person = admin()) {
  const method = path.startsWith('/v1/records/') ? 'PATCH' : 'PUT';
  return api.call(method, path, { as, body, headers });
}

/** Something of each kind, and two changes of it. */
const THINGS: [string, () => Promise<string>, object, object][] = [
  ['a program', () => Promise.resolve('/v1/programs/default'), { maxResends: 2 }, { maxResends: 3 }],
  [
    'a template',
    () => Promise.resolve('/v1/programs/default'),
    { templates: { reminder: { en: { subject: 'Theirs' } } } },
    { templates: { reminder: { en: { subject: 'Mine' } } } },
  ],
  [
    'a brand',
    () => Promise.resolve('/v1/programs/default'),
    { brand: { senderName: 'A' } },
    { brand: { senderName: 'B' } },
  ],
  ['a role', () => Promise.resolve('/v1/roles/junior'), { name: 'Theirs' }, { name: 'Mine' }],
  [
    'a user',
    async () => `/v1/users/${(await member(api, 'viewer')).userId}`,
    { roleKey: 'operator' },
    { roleKey: 'approver' },
  ],
  ['a record', recordPath, { name: 'Theirs' }, { name: 'Mine' }],
  [
    'notifications',
    () => Promise.resolve('/v1/me/notifications'),
    { timeZone: 'Europe/Berlin' },
    { timeZone: 'UTC' },
  ],
  ['the profile', () => Promise.resolve('/v1/me'), { theme: 'dark' }, { theme: 'light' }],
];

async function recordPath(): Promise<string> {
  const { _id: workspaceId } = await api.stores.workspaces.create({
    accountId: admin().accountId,
    name: 'W',
  });
  const folder = await api.post(`/v1/workspaces/${workspaceId}/folders`, admin(), { name: 'F' });
  const record = await api.post(`/v1/folders/${folder.body.id}/records`, admin(), { name: 'R' });
  return `/v1/records/${record.body.id}`;
}

describe.each(THINGS)('%s that two edit at once', (_what, pathOf, theirs, mine) => {
  it('is changed by whoever has read what is there, and nothing is written over unseen', async () => {
    const path = await pathOf();
    const read = { 'if-match': await tagOf(path) };
    expect(read['if-match']).toMatch(/^"[0-9a-f]{32}"$/);
    expect((await edit(path, theirs, read)).status).toBe(200);
    const saved = (await api.get(path, admin())).body;
    const refused = await edit(path, mine, read);
    expect([refused.status, refused.body.code]).toEqual([412, 'precondition-failed']);
    expect((await api.get(path, admin())).body).toEqual(saved);
    const again = { 'if-match': `"other", W/${await tagOf(path)}` };
    expect((await edit(path, mine, again)).status).toBe(200);
    expect((await edit(path, theirs)).status).toBe(200);
  });

  it('is changed by one of many who come in the same moment', async () => {
    const path = await pathOf();
    await edit(path, mine);
    const read = { 'if-match': await tagOf(path) };
    const answers = await Promise.all(Array.from({ length: 4 }, () => edit(path, theirs, read)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });
});

it('an edit that comes too late says who came before, and when', async () => {
  const other = await member(api, 'account_admin');
  const tag = await tagOf('/v1/programs/default');
  await edit('/v1/programs/default', { name: 'Theirs' }, {}, other);
  const { body, text } = await edit('/v1/programs/default', { name: 'Mine' }, { 'if-match': tag });
  expect(body).toMatchObject({ changedBy: { id: other.userId, name: 'Mia Member' } });
  expect(text).toMatch(/"changedAt":"\d{4}-/);
});

it('edits of one thing take turns, and one whose turn does not come has done nothing', async () => {
  const { deps } = api;
  let done = false;
  let finish = () => {};
  let begun = () => {};
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const first = inTurn(deps, 'thing', () => {
    begun();
    return new Promise<void>((resolve) => (finish = resolve));
  });
  await hasBegun;
  const late = inTurn(deps, 'thing', () => Promise.resolve((done = true)));
  await expect(late).rejects.toMatchObject({ code: 'overloaded' });
  expect(done).toBe(false);
  await inTurn(deps, 'another', () => Promise.resolve());
  finish();
  await first;
  await expect(inTurn(deps, 'thing', () => Promise.resolve('mine'))).resolves.toBe('mine');
});

it('what has to be new is not written over', async () => {
  const asNew = { 'if-none-match': '*' };
  const path = '/v1/programs/once';
  expect((await edit(path, { name: 'First' }, asNew)).status).toBe(200);
  expect((await edit(path, { name: 'Second' }, asNew)).body.code).toBe('precondition-failed');
  expect((await edit('/v1/programs/none', { name: 'None' }, { 'if-match': '*' })).status).toBe(412);
  expect((await api.get(path, admin())).body.name).toBe('First');
  expect((await api.get('/v1/programs/none', admin())).status).toBe(404);
});

it('every edit of something that can be read names what reads it, and that answers with a tag', () => {
  const edits = endpoints.filter(({ method }) => method === 'put' || method === 'patch');
  const found = edits.map(({ path, edits: reader }) => {
    const same = endpoints.find((one) => one.method === 'get' && one.path === path);
    const isJson = same?.responses[200]?.schema !== undefined;
    // Parts of a thing, such as its logo, are read with the whole.
    return { path, reader: isJson ? same : reader, named: reader, tagged: reader?.versioned };
  });
  for (const { path, reader, named, tagged } of found) {
    expect({ path, named: named?.path, tagged }).toEqual({
      path,
      named: reader?.path,
      tagged: reader && true,
    });
  }
});
