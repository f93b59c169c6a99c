import { SCOPES } from '../../../domain/accounts/roles';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { member, narrowed, ranked } from '../../support/api/people-samples';
import { expectRefused, HOSTILE_BODIES, NO_LINES, outcome } from '../../support/api/refusals';
import { TestApi, type Person } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const put = (path: string, as: Person, body: unknown) => api.call('PUT', path, { as, body });
const remove = (path: string, as: Person) => api.call('DELETE', path, { as });

describe('roles', () => {
  const role = { key: 'auditor', name: 'Auditor', rank: 40, scopes: ['audit:read', 'stats:read'] };

  it('are built in or made by the account, and listed by rank', async () => {
    const made = await api.post('/v1/roles', api.people.admin, role);
    expect([made.status, made.body, made.headers.get('location')]).toEqual([
      201,
      { ...role, builtIn: false },
      '/v1/roles/auditor',
    ]);
    const listed = await api.get('/v1/roles?limit=100', api.people.viewer);
    expect(listed.body.items.map(({ key }) => key).slice(0, 3)).toEqual([
      'account_admin',
      'subscription_owner',
      'partner_admin',
    ]);
    expect((await api.get('/v1/roles/auditor', api.people.viewer)).body).toEqual(made.body);
    expect(outcome(await api.get('/v1/roles/auditor', api.people.other))).toEqual([404, 'not-found']);
  });

  it('keep what a change leaves out', async () => {
    await api.post('/v1/roles', api.people.admin, { ...role, key: 'changing' });
    const changed = await put('/v1/roles/changing', api.people.admin, { key: 'changing', rank: 41 });
    expect(changed.body).toEqual({ ...role, key: 'changing', rank: 41, builtIn: false });
  });

  it('are never taken over or, while built in, changed', async () => {
    await api.post('/v1/roles', api.people.admin, { ...role, key: 'taken' });
    for (const key of ['taken', 'account_admin', 'viewer']) {
      await expectRefused(api, 'POST', '/v1/roles', api.people.admin, [
        { body: { ...role, key }, code: 'already-exists' },
      ]);
    }
    await expectRefused(api, 'PUT', '/v1/roles/viewer', api.people.admin, [
      { body: { scopes: SCOPES }, code: 'forbidden' },
    ]);
    await expectRefused(api, 'DELETE', '/v1/roles/viewer', api.people.admin, [{ code: 'forbidden' }]);
  });

  it('are not removed while somebody has them or a rule names them', async () => {
    const { admin } = api.people;
    await api.post('/v1/roles', admin, { ...role, key: 'used' });
    const { userId } = await member(api, 'used');
    await expectRefused(api, 'DELETE', '/v1/roles/used', admin, [{ code: 'invalid-transition' }]);
    await put(`/v1/users/${userId}`, admin, { roleKey: 'viewer' });
    const approvalRules = [{ id: 'a', when: { inviterRoles: ['used'] }, then: 'review' }];
    await put('/v1/programs/default', admin, { approvalRules });
    await expectRefused(api, 'DELETE', '/v1/roles/used', admin, [{ code: 'invalid-transition' }]);
    await put('/v1/programs/default', admin, { approvalRules: [] });
    expect((await remove('/v1/roles/used', admin)).status).toBe(204);
    expect((await remove('/v1/roles/used', admin)).status).toBe(404);
  });

  it('are never made, raised or changed above the own rank, nor given scopes one lacks', async () => {
    const clerk = await ranked(api, 50, ['roles:read', 'roles:write', 'users:read']);
    await api.post('/v1/roles', api.people.admin, { ...role, key: 'higher', rank: 51, scopes: [] });
    await api.post('/v1/roles', api.people.admin, {
      ...role,
      key: 'lower',
      rank: 10,
      scopes: ['audit:read'],
    });
    await expectRefused(api, 'POST', '/v1/roles', clerk, [
      { body: { ...role, rank: 51, scopes: [] }, code: 'role-ceiling' },
      { body: { ...role, scopes: ['users:write'] }, code: 'forbidden' },
    ]);
    await expectRefused(api, 'PUT', '/v1/roles/higher', clerk, [
      { body: { rank: 1 }, code: 'role-ceiling' },
      { body: { name: 'Mine' }, code: 'role-ceiling' },
    ]);
    await expectRefused(api, 'DELETE', '/v1/roles/higher', clerk, [{ code: 'role-ceiling' }]);
    await expectRefused(api, 'PUT', '/v1/roles/lower', clerk, [
      { body: { rank: 100 }, code: 'role-ceiling' },
      { body: { scopes: ['audit:read', 'privacy:write'] }, code: 'forbidden' },
    ]);
    const kept = await put('/v1/roles/lower', clerk, { scopes: ['audit:read', 'users:read'], rank: 50 });
    expect(kept.status).toBe(200);
    const key = await narrowed(api, api.people.admin, ['roles:write']);
    await expectRefused(api, 'POST', '/v1/roles', key, [{ body: role, code: 'forbidden' }]);
  });

  it('refuse what is no role', async () => {
    const base = { key: 'x', name: 'X', rank: 1, scopes: [] };
    await expectRefused(api, 'POST', '/v1/roles', api.people.admin, [
      ...HOSTILE_BODIES,
      ...NO_LINES.map((name) => ({ body: { ...base, name }, pointer: '/name' })),
      ...['a:b', '', '__proto__', '1', 7, { $gt: '' }].map((key) => ({
        body: { ...base, key },
        pointer: '/key',
      })),
      ...[-1, 101, 1.5, '50', null].map((rank) => ({ body: { ...base, rank }, pointer: '/rank' })),
      { body: { ...base, scopes: 'users:read' }, pointer: '/scopes' },
      { body: { ...base, scopes: ['everything'] }, pointer: '/scopes/0' },
      { body: { ...base, scopes: ['users:read', 'users:read'] }, pointer: '/scopes' },
      { body: { ...base, scopes: Array.from({ length: 5_000 }, () => 'users:read') }, pointer: '/scopes' },
      { body: { ...base, builtIn: true }, pointer: '/builtIn' },
    ]);
    await api.post('/v1/roles', api.people.admin, { ...base, key: 'fixed' });
    await expectRefused(api, 'PUT', '/v1/roles/fixed', api.people.admin, [
      { body: { key: 'other' }, pointer: '/key' },
    ]);
    await expectRefused(api, 'PUT', '/v1/roles/nobody', api.people.admin, [{ body: {}, code: 'not-found' }]);
  });
});
