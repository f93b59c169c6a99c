import { postApiKeys } from '../../../api/api-keys/create';
import { getApiKeys } from '../../../api/api-keys/list';
import { bodyOf } from '../../support/api/declared-answers';
import { SCOPES } from '../../../domain/accounts/roles';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { expectRefused, HOSTILE_BODIES, NO_LINES, outcome } from '../../support/api/refusals';
import { TestApi, type Person } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const keys = '/v1/api-keys';
const make = async (person: Person, body: object = {}) => {
  const answer = await api.post(keys, person, { name: 'Integration', ...body });
  expect(answer.status).toBe(201);
  const made = bodyOf(postApiKeys, answer);
  return { ...person, ...made, key: made.key ?? '' };
};
const listed = async (person: Person) => bodyOf(getApiKeys, await api.get(`${keys}?limit=100`, person)).items;

describe('API keys', () => {
  it('are shown once and act as their maker', async () => {
    const { admin } = api.people;
    const made = await make(admin, { scopes: ['users:read'] });
    expect(made.key.startsWith(made.prefix)).toBe(true);
    expect((await api.get('/v1/me', made)).body).toMatchObject({
      user: { id: admin.userId },
      role: { scopes: ['users:read'] },
    });
    const shown = await api.get(keys, admin);
    expect(shown.text).not.toContain(made.key);
    expect(shown.text).not.toMatch(/hash/);
    expect(await listed(admin)).toContainEqual(expect.objectContaining({ id: made.id, prefix: made.prefix }));
  });

  it('are made once for the same Idempotency-Key, and shown once', async () => {
    const send = () =>
      api.post(keys, api.people.admin, { name: 'Once' }, { 'idempotency-key': 'one-and-the-same' });
    const first = (await send()).body;
    expect(first.key).toMatch(/^usher_/);
    expect((await send()).body).toEqual({ ...first, key: null });
  });

  it('die at once when revoked, also twice', async () => {
    const { admin } = api.people;
    const made = await make(admin);
    for (let times = 0; times < 2; times += 1) {
      expect((await api.call('DELETE', `${keys}/${made.id}`, { as: admin })).status).toBe(204);
      expect(outcome(await api.get('/v1/me', made))).toEqual([401, 'unauthenticated']);
    }
    expect((await listed(admin)).map(({ id }) => id)).not.toContain(made.id);
  });

  it('die when they expire', async () => {
    const { admin } = api.people;
    const made = await make(admin, { expiresAt: '2999-01-01T00:00:00+02:00' });
    expect(made.expiresAt).toBe('2998-12-31T22:00:00.000Z');
    const past = { $set: { expiresAt: new Date(Date.now() - 1) } };
    await api.connection.db!.collection('api_keys').updateOne({ _id: made.id as never }, past);
    expect(outcome(await api.get('/v1/me', made))).toEqual([401, 'unauthenticated']);
  });

  it('are worth no more than the credential that made them', async () => {
    const { admin } = api.people;
    expect((await make(admin)).scopes).toBeNull();
    const expiresAt = '2099-01-01T00:00:00.000Z';
    const narrow = await make(admin, { scopes: ['api-keys:write', 'users:read'], expiresAt });
    const child = await make(narrow);
    expect([[...(child.scopes ?? [])].sort(), child.expiresAt]).toEqual([
      ['api-keys:write', 'users:read'],
      expiresAt,
    ]);
    await expectRefused(api, 'POST', keys, narrow, [
      { body: { name: 'x', scopes: ['users:read', 'users:write'] }, code: 'forbidden' },
      { body: { name: 'x', scopes: SCOPES }, code: 'forbidden' },
      { body: { name: 'x', expiresAt: '2099-01-01T00:00:01Z' }, pointer: '/expiresAt' },
    ]);
  });

  it('follow their user down', async () => {
    const { admin, second } = api.people;
    await api.stores.memberships.setRole(admin.accountId, second.userId, 'account_admin');
    const made = await make(second);
    await api.stores.memberships.setRole(admin.accountId, second.userId, 'viewer');
    expect(outcome(await api.post(keys, made, { name: 'x' }))).toEqual([403, 'forbidden']);
    expect((await api.get('/v1/users', made)).status).toBe(200);
  });

  it('of somebody above are out of reach, and those of another account are not there', async () => {
    const { admin, other, viewer, approver } = api.people;
    const made = await make(admin);
    const role = { key: 'keeper', name: 'Keeper', rank: 50, scopes: ['api-keys:write'] as const };
    await api.stores.roles.put(admin.accountId, role);
    await api.stores.memberships.setRole(admin.accountId, approver.userId, 'keeper');
    await expectRefused(api, 'DELETE', `${keys}/${made.id}`, approver, [{ code: 'role-ceiling' }]);
    await expectRefused(api, 'DELETE', `${keys}/${made.id}`, other, [{ code: 'not-found' }]);
    await expectRefused(api, 'DELETE', `${keys}/${made.id}`, viewer, [{ code: 'forbidden' }]);
    await expectRefused(api, 'DELETE', `${keys}/key_$ne`, admin, [{ code: 'not-found' }]);
    expect((await listed(other)).map(({ id }) => id)).not.toContain(made.id);
    expect(outcome(await api.get(keys, viewer))).toEqual([403, 'forbidden']);
  });

  it('refuse what is none', async () => {
    const expiries = ['2001-01-01T00:00:00Z', 'tomorrow', '2099-01-01', 4_102_444_800, null, { $gt: '' }, ''];
    await expectRefused(api, 'POST', keys, api.people.admin, [
      ...HOSTILE_BODIES,
      ...NO_LINES.map((name) => ({ body: { name }, pointer: '/name' })),
      ...expiries.map((expiresAt) => ({ body: { name: 'x', expiresAt }, pointer: '/expiresAt' })),
      { body: { name: 'x', scopes: [] }, pointer: '/scopes' },
      { body: { name: 'x', scopes: ['root'] }, pointer: '/scopes/0' },
      { body: { name: 'x', scopes: [{ $ne: 'x' }] }, pointer: '/scopes/0' },
      { body: { name: 'x', scopes: Array.from({ length: 4_000 }, () => 'users:read') }, pointer: '/scopes' },
      { body: { name: 'x', key: 'usher_mine' }, pointer: '/key' },
      { body: { name: 'x', userId: api.people.other.userId }, pointer: '/userId' },
    ]);
  });
});
