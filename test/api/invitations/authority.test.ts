import { randomBytes } from 'node:crypto';
import { postInvitationImports } from '../../../api/imports/upload';
import { getMe } from '../../../api/sessions/me';
import { bodyOf } from '../../support/api/declared-answers';
import { SCOPES, type Scope } from '../../../domain/accounts/roles';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { member, ranked } from '../../support/api/people-samples';
import { TestApi, type Person } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

/** Enough to manage people, roles, keys and invitations, of a high rank, and no more. */
const FEW: readonly Scope[] = [
  'users:read',
  'users:write',
  'roles:read',
  'roles:write',
  'api-keys:write',
  'programs:read',
  'programs:write',
  'invitations:read',
  'invitations:write',
];
const LACKED: readonly Scope[] = SCOPES.filter((scope) => !FEW.includes(scope));

const someone = () => `${randomBytes(5).toString('hex')}@mine.example`;
const roleKeyOf = async ({ accountId, userId }: Person) =>
  (await api.stores.memberships.find(accountId, userId))?.roleKey ?? '';

interface Attempt {
  readonly method: string;
  readonly path: string;
  readonly body: object;
}

/** Every way in which a role or a scope is given to somebody. */
const PATHS: Readonly<Record<string, (attacker: Person) => Attempt | Promise<Attempt>>> = {
  'a second user of one’s own': () => ({
    method: 'POST',
    path: '/v1/users',
    body: { firstName: 'Mallory', lastName: 'Two', email: someone(), roleKey: 'subscription_owner' },
  }),
  'the role of another user': async () => {
    const { userId } = await member(api, 'viewer');
    return { method: 'PUT', path: `/v1/users/${userId}`, body: { roleKey: 'subscription_owner' } };
  },
  'a role of low rank with a scope that one lacks': async () => {
    const { userId } = await member(api, 'viewer');
    return { method: 'PUT', path: `/v1/users/${userId}`, body: { roleKey: 'operator' } };
  },
  'one’s own role': ({ userId }) => ({
    method: 'PUT',
    path: `/v1/users/${userId}`,
    body: { roleKey: 'subscription_owner' },
  }),
  'a new role': () => ({
    method: 'POST',
    path: '/v1/roles',
    body: { key: `made-${randomBytes(3).toString('hex')}`, name: 'Made', rank: 10, scopes: LACKED },
  }),
  'the role that one has': async (attacker) => ({
    method: 'PUT',
    path: `/v1/roles/${await roleKeyOf(attacker)}`,
    body: { scopes: SCOPES },
  }),
  'a role that others have': async () => {
    const holder = await ranked(api, 20, ['users:read']);
    const body = { scopes: ['users:read', 'privacy:write'] };
    return { method: 'PUT', path: `/v1/roles/${await roleKeyOf(holder)}`, body };
  },
  'an API key': () => ({ method: 'POST', path: '/v1/api-keys', body: { name: 'Wide', scopes: SCOPES } }),
  'the default role of a program': () => ({
    method: 'PUT',
    path: '/v1/programs/default',
    body: { defaultRoleKey: 'subscription_owner' },
  }),
  'the default role of a new program': () => ({
    method: 'PUT',
    path: `/v1/programs/p-${randomBytes(3).toString('hex')}`,
    body: { defaultRoleKey: 'subscription_owner' },
  }),
  'the default role that a new program has': () => ({
    method: 'PUT',
    path: `/v1/programs/p-${randomBytes(3).toString('hex')}`,
    body: { name: 'New' },
  }),
  'the role of an invitation': () => ({
    method: 'POST',
    path: '/v1/invitations',
    body: { partnerName: 'Initech', contactEmail: someone(), roleKey: 'subscription_owner' },
  }),
};

describe('somebody of high rank with few scopes', () => {
  it.each(Object.keys(PATHS))('gives nobody what they lack: %s', async (name) => {
    const attacker = await ranked(api, 95, FEW);
    await api.stores.programs.put(attacker.accountId, 'default', { defaultRoleKey: 'partner_user' });
    const attempt = await PATHS[name]!(attacker);
    const before = await api.dump();
    const answer = await api.call(attempt.method, attempt.path, { as: attacker, body: attempt.body });
    expect({ status: answer.status, body: answer.text }).toMatchObject({ status: 403 });
    expect(await api.dump()).toEqual(before);
  });

  it('gives what they have themselves, and a program’s default for which its maker vouched', async () => {
    const attacker = await ranked(api, 95, FEW);
    await api.stores.programs.put(attacker.accountId, 'default', { defaultRoleKey: 'partner_admin' });
    const own = await roleKeyOf(attacker);
    const user = { firstName: 'Peer', lastName: 'Two', email: someone(), roleKey: own };
    expect((await api.post('/v1/users', attacker, user)).status).toBe(201);
    const invitation = { partnerName: 'Initech', contactEmail: someone() };
    expect((await api.post('/v1/invitations', attacker, invitation)).status).toBe(201);
    const below = { ...invitation, contactEmail: someone(), roleKey: 'partner_user' };
    expect((await api.post('/v1/invitations', attacker, below)).status).toBe(201);
  });

  it('makes a key that is worth no more than their role, whatever the role becomes', async () => {
    const roleKey = `grown-${randomBytes(3).toString('hex')}`;
    const { admin } = api.people;
    await api.stores.roles.put(admin.accountId, { key: roleKey, name: 'Grown', rank: 30, scopes: FEW });
    const person = await member(api, roleKey);
    const narrow = await api.post('/v1/api-keys', person, { name: 'Narrow', scopes: FEW });
    const child = await api.post('/v1/api-keys', { ...person, key: narrow.body.key }, { name: 'Child' });
    await api.stores.roles.put(admin.accountId, { key: roleKey, name: 'Grown', rank: 30, scopes: SCOPES });
    const me = await api.get('/v1/me', { ...person, key: child.body.key });
    const { role } = bodyOf(getMe, me);
    expect([...role.scopes].sort()).toEqual([...FEW].sort());
  });

  it('invites nobody by a file into more than they have', async () => {
    const attacker = await ranked(api, 95, [...FEW, 'imports:write']);
    await api.stores.programs.put(attacker.accountId, 'default', { defaultRoleKey: 'partner_user' });
    const rows = [{ partnerName: 'Initech', contactEmail: someone(), roleKey: 'subscription_owner' }];
    const made = await api.post('/v1/invitation-imports?dryRun=true', attacker, { rows });
    const { invalid } = bodyOf(postInvitationImports, made);
    expect([made.status, invalid]).toEqual([202, 1]);
  });
});
