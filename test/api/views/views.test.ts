import { getAuditLog } from '../../../api/audit-log/list';
import { getMeViews } from '../../../api/views/list';
import { postMeViews } from '../../../api/views/save';
import { MOST_VIEWS } from '../../../domain/invitations/saved-view';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { member } from '../../support/api/people-samples';
import { TestApi, type Person } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const PATH = '/v1/me/views';
const QUERY = { search: 'logistics', status: 'expired', sort: '-expiresAt', columns: 'status,created' };

const save = (as: Person, view: object) => api.post(PATH, as, { list: 'sent', name: 'Late', ...view });
const change = (as: Person, id: string, body: object) => api.call('PATCH', `${PATH}/${id}`, { as, body });
const remove = (as: Person, id: string) => api.call('DELETE', `${PATH}/${id}`, { as });
const names = async (as: Person) => bodyOf(getMeViews, await api.get(PATH, as)).items.map(({ name }) => name);
const saved = async (as: Person, view: object) => bodyOf(postMeViews, await save(as, view));

const admin = () => member(api, 'account_admin');
const viewer = () => member(api, 'viewer');

it('finds a list again as it was saved, and nobody else does', async () => {
  const [owner, colleague] = [await viewer(), await viewer()];
  const view = await saved(owner, { query: QUERY });
  expect(view).toMatchObject({ list: 'sent', name: 'Late', query: QUERY, shared: false, mayChange: true });
  expect(bodyOf(getMeViews, await api.get(PATH, owner)).items).toEqual([view]);
  expect(await names(colleague)).not.toContain('Late');
  for (const stranger of [colleague, api.people.admin, api.people.other]) {
    expect((await change(stranger, view.id, { name: 'Mine' })).status).toBe(404);
    expect((await remove(stranger, view.id)).status).toBe(404);
  }
});

it('renames, keeps another filter and deletes', async () => {
  const owner = await viewer();
  const { id } = await saved(owner, { query: QUERY });
  const changed = await change(owner, id, { name: 'Later', query: { status: 'sent' } });
  expect(changed.body).toMatchObject({ name: 'Later', query: { status: 'sent' } });
  expect(await names(owner)).toContain('Later');
  expect((await remove(owner, id)).status).toBe(204);
  expect(await names(owner)).not.toContain('Later');
  expect((await remove(owner, id)).status).toBe(404);
});

it('shares with the account what somebody who may change programs has saved', async () => {
  const [owner, colleague] = [await admin(), await viewer()];
  expect((await save(colleague, { shared: true })).body.code).toBe('forbidden');
  const { id } = await saved(owner, { name: 'For all', shared: true });
  expect(await names(colleague)).toContain('For all');
  expect(await names(api.people.other)).not.toContain('For all');
  const { items } = bodyOf(getMeViews, await api.get(PATH, colleague));
  expect(items.find((one) => one.id === id)).toMatchObject({ shared: true, mayChange: false });
  for (const answer of [await change(colleague, id, { name: 'Mine' }), await remove(colleague, id)])
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  const takenBack = await change(await admin(), id, { shared: false });
  expect(takenBack.body).toMatchObject({ shared: false });
  expect(await names(colleague)).not.toContain('For all');
});

it('audits what others have as well, and nothing of one’s own', async () => {
  const owner = await admin();
  const own = await saved(owner, { name: 'Own' });
  const { id } = await saved(owner, { name: 'Shared', query: QUERY, shared: true });
  await change(owner, id, { name: 'Shared by me' });
  await remove(owner, id);
  const { items } = bodyOf(getAuditLog, await api.get('/v1/audit-log', api.people.admin));
  const about = items.filter(({ target }) => target.id === id);
  expect(about.map(({ type }) => type).sort()).toEqual(['view_changed', 'view_deleted', 'view_shared']);
  expect(JSON.stringify(about)).not.toContain('logistics');
  expect(items.filter(({ target }) => target.id === own.id)).toEqual([]);
});

it('has one view of a name for each list, whoever comes first', async () => {
  const owner = await viewer();
  const answers = await Promise.all([save(owner, {}), save(owner, { name: 'LATE' })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect((await save(owner, { list: 'invited' })).status).toBe(201);
  const { id } = await saved(owner, { name: 'Other' });
  expect((await change(owner, id, { name: 'late' })).body.code).toBe('already-exists');
});

it('saves no more than there may be, and says so', async () => {
  const owner = await viewer();
  const nth = (n: number) => save(owner, { name: `View ${n}` });
  for (let n = 1; n < MOST_VIEWS; n += 1) await nth(n);
  const [one, other] = await Promise.all([nth(MOST_VIEWS), nth(MOST_VIEWS + 1)]);
  expect([one.status, other.status].filter((status) => status === 201).length).toBeLessThan(2);
  await nth(MOST_VIEWS + 2);
  const refused = await nth(MOST_VIEWS + 3);
  expect([refused.status, refused.body.errors[0]?.pointer]).toEqual([422, '/name']);
  expect(await names(owner)).toHaveLength(MOST_VIEWS);
});

it.each([
  ['an empty name', { name: ' ' }],
  ['a huge name', { name: 'x'.repeat(61) }],
  ['a name of two lines', { name: 'a\nb' }],
  ['a name that turns the text', { name: 'a\u202eb' }],
  ['a list that is none', { list: 'all' }],
  ['a member that no list has', { query: { cursor: 'x' } }],
  ['an operator', { query: { search: { $gt: '' } } }],
])('refuses %s', async (_what, view) => {
  expect((await save(await viewer(), view)).body.code).toBe('validation-failed');
});

it.each(['<img src=x onerror=alert(1)>', 'שלום', '🚀', "$where: '1'", '__proto__'])(
  'takes %s as a name like any other',
  async (name) => {
    const owner = await viewer();
    await saved(owner, { name });
    expect(await names(owner)).toContain(name);
  },
);

it('goes with its member, and with the address that it searches for', async () => {
  const owner = await viewer();
  const query = { search: 'Peter@Initech.example' };
  const { id } = await saved(owner, { query });
  const { savedViews } = api.stores;
  await savedViews.removeOfAddress(owner.accountId, 'peter@initech.example');
  expect(await savedViews.find(owner.accountId, owner.userId, id)).toBeUndefined();
  await saved(owner, { name: 'Kept' });
  expect((await api.call('DELETE', `/v1/users/${owner.userId}`, { as: api.people.admin })).status).toBe(204);
  expect(await savedViews.visible(owner.accountId, owner.userId)).not.toContainEqual(
    expect.objectContaining({ name: 'Kept' }),
  );
});
