import { randomBytes } from 'node:crypto';
import { TemporalUnavailableError } from '../../../api/temporal/unavailable';
import { changeOwnPassword } from '../../../models';
import type { UserEmailInput } from '../../../workflows/contract';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { join, member, narrowed, ranked } from '../../support/api/people-samples';
import { expectRefused, HOSTILE_BODIES, NO_LINES, outcome } from '../../support/api/refusals';
import { PASSWORD, TestApi, type Person } from '../../support/api/support';

const api = new TestApi();
const mailed: UserEmailInput[] = [];
let temporal: 'there' | 'known-away' | 'away' = 'there';
const away = () => Promise.reject(new TemporalUnavailableError('away'));
beforeAll(() =>
  api.start(
    fakeTemporal({
      ensureUsable: () => (temporal === 'known-away' ? away() : Promise.resolve()),
      sendUserEmail: (input) => {
        if (temporal !== 'there') return away();
        mailed.push(input);
        return Promise.resolve();
      },
    }),
  ),
);
afterAll(() => api.stop());

const users = '/v1/users';
const userPath = ({ userId }: Person) => `${users}/${userId}`;
const put = (path: string, as: Person, body: unknown) => api.call('PUT', path, { as, body });
const remove = (path: string, as: Person) => api.call('DELETE', path, { as });

describe('users', () => {
  const input = (changes: object = {}) => ({
    firstName: 'Nina',
    lastName: 'New',
    email: `Nina.${randomBytes(5).toString('hex')}@Acme.example`,
    roleKey: 'viewer',
    ...changes,
  });

  it('are invited once, get an e-mail and can be changed before they answer', async () => {
    const body = input();
    const made = await api.post(users, api.people.admin, body);
    expect([made.status, made.body]).toEqual([201, expect.objectContaining({ ...body, status: 'invited' })]);
    expect(mailed.filter(({ offerId }) => offerId === made.body.id)).toMatchObject([
      { template: 'membership-offer', accountId: api.people.admin.accountId },
    ]);
    const path = `${users}/${made.body.id}`;
    const changed = await put(path, api.people.admin, { lastName: 'Newer', roleKey: 'operator' });
    const offer = { ...made.body, lastName: 'Newer', name: 'Nina Newer', roleKey: 'operator' };
    expect(changed.body).toEqual({ ...offer, handOver: null });
    expect((await api.get(path, api.people.viewer)).body).toEqual(offer);
    const found = await api.get(`${users}?search=NINA&sort=-createdAt&limit=1`, api.people.admin);
    expect(found.body.items.map(({ id }) => id)).toEqual([made.body.id]);
    await expectRefused(api, 'POST', users, api.people.admin, [
      { body: { ...body, email: body.email.toUpperCase() }, code: 'already-exists' },
    ]);
    expect(made.text + changed.text).not.toMatch(/password|hash|scrypt/i);
  });

  it('are not added while Temporal is known to be away, so that adding can be repeated', async () => {
    const body = input();
    temporal = 'known-away';
    expect(outcome(await api.post(users, api.people.admin, body))).toEqual([503, 'temporal-unavailable']);
    temporal = 'there';
    expect((await api.get(`${users}?search=${body.email}`, api.people.admin)).body.items).toEqual([]);
    expect((await api.post(users, api.people.admin, body)).status).toBe(201);
  });

  it('stay added when nobody knows whether their e-mail is out, and the same call goes on', async () => {
    const body = input();
    const key = { 'idempotency-key': body.email };
    temporal = 'away';
    expect(outcome(await api.post(users, api.people.admin, body, key))).toEqual([
      503,
      'temporal-unavailable',
    ]);
    temporal = 'there';
    const listed = (await api.get(`${users}?search=${body.email}`, api.people.admin)).body.items;
    const id = listed[0]?.id;
    expect(id).toBeDefined();
    expect(outcome(await api.post(users, api.people.admin, body))).toEqual([409, 'already-exists']);
    const again = await api.post(users, api.people.admin, body, key);
    expect([again.status, again.body.id]).toEqual([201, id]);
    expect(mailed.filter(({ offerId }) => offerId === id)).toHaveLength(1);
  });

  it('stay who they are elsewhere when they accept', async () => {
    const { admin, other } = api.people;
    const made = await api.post(users, admin, input({ email: other.email }));
    expect(made.body).toMatchObject({ firstName: 'Nina', roleKey: 'viewer', status: 'invited' });
    const accepted = await api.post(`/v1/me/membership-offers/${made.body.id}/accept`, other);
    expect([accepted.status, accepted.body]).toEqual([
      200,
      { account: { id: admin.accountId, name: 'Acme' }, role: { key: 'viewer', name: 'Viewer' } },
    ]);
    expect(outcome(await api.get(`${users}/${made.body.id}`, admin))).toEqual([404, 'not-found']);
    expect((await api.get(userPath(other), admin)).body).toMatchObject({
      name: 'gus Test',
      status: 'active',
    });
    await expectRefused(api, 'PUT', userPath(other), admin, [
      { body: { lastName: 'X' }, pointer: '/firstName' },
    ]);
    expect((await api.get('/v1/me', other)).body).toMatchObject({ account: { name: 'Globex' } });
    expect((await remove(userPath(other), admin)).status).toBe(204);
    expect((await api.get('/v1/me', other)).status).toBe(200);
    const session = await api.post('/v1/session', undefined, { email: other.email, password: PASSWORD });
    expect(session.status).toBe(204);
  });

  it('join by the link that was mailed, and are listed, mailed again and withdrawn until then', async () => {
    const { admin } = api.people;
    const body = input({ roleKey: 'operator' });
    const { id } = (await api.post(users, admin, body)).body;
    const listed = await api.get(`${users}?status=invited&search=${body.email}`, admin);
    expect(listed.body.items).toMatchObject([{ id, status: 'invited', name: 'Nina New' }]);
    mailed.length = 0;
    expect((await api.post(`${users}/${id}/resend`, admin)).body).toMatchObject({ id, status: 'invited' });
    expect(mailed).toMatchObject([{ template: 'membership-offer', offerId: id }]);
    expect((await join(api, id)).status).toBe(204);
    expect((await join(api, id)).status).toBe(404);
    const [joined] = (await api.get(`${users}?search=${body.email}`, admin)).body.items;
    expect(joined).toMatchObject({ email: body.email, roleKey: 'operator', status: 'active' });
    expect(outcome(await api.post(`${users}/${id}/resend`, admin))).toEqual([404, 'not-found']);
    const other = (await api.post(users, admin, input())).body.id;
    expect((await remove(`${users}/${other}`, admin)).status).toBe(204);
    expect((await join(api, other)).status).toBe(404);
    const { items } = await api.stores.auditLog.list({ ...admin, limit: 10 });
    expect(items.slice(0, 5).map(({ type }) => type)).toEqual([
      'membership_withdrawn',
      'membership_offered',
      'membership_accepted',
      'membership_resent',
      'membership_offered',
    ]);
  });

  it('refuse without a trace of who they are, and can be asked again', async () => {
    const { admin, other } = api.people;
    const { id } = (await api.post(users, admin, input({ email: other.email }))).body;
    const decline = () => api.post(`/v1/me/membership-offers/${id}/decline`, other);
    expect([(await decline()).status, (await decline()).status]).toEqual([204, 404]);
    const { items } = await api.stores.auditLog.list({ ...admin, types: ['membership_declined'], limit: 1 });
    expect(items).toMatchObject([
      { actor: { kind: 'invitee', id }, target: { kind: 'membership_offer', id } },
    ]);
    expect(JSON.stringify(items)).not.toContain(other.userId);
    const again = await api.post(users, admin, input({ email: other.email }));
    expect(again.status).toBe(201);
    await remove(`${users}/${again.body.id}`, admin);
  });

  it('are invited anew when an offer has run out', async () => {
    const body = input();
    const { id } = (await api.post(users, api.people.admin, body)).body;
    const offers = api.connection.db!.collection<{ _id: string }>('membership_offers');
    await offers.updateOne({ _id: id }, { $set: { expiresAt: new Date(Date.now() - 1_000) } });
    expect((await join(api, id)).status).toBe(404);
    expect((await api.get(`${users}?search=${body.email}`, api.people.admin)).body.items).toEqual([]);
    expect((await api.post(users, api.people.admin, body)).status).toBe(201);
  });

  it('lose keys and sessions with their place, and do not get them back with it', async () => {
    const { admin } = api.people;
    const leaving = await member(api, 'operator');
    const { token } = await api.stores.sessions.create(leaving);
    const cookie = { cookie: `usher_session=${token}` };
    expect((await api.call('GET', '/v1/me', { headers: cookie })).status).toBe(200);
    expect((await remove(userPath(leaving), admin)).status).toBe(204);
    const seen = async () => [
      (await api.get('/v1/me', leaving)).status,
      (await api.call('GET', '/v1/me', { headers: cookie })).status,
    ];
    expect(await seen()).toEqual([401, 401]);
    expect(outcome(await api.get(userPath(leaving), admin))).toEqual([404, 'not-found']);
    const back = await api.post(users, admin, input({ email: leaving.email }));
    expect((await join(api, back.body.id)).status).toBe(204);
    const known = await api.get(userPath(leaving), admin);
    expect(known.body).toMatchObject({ id: leaving.userId, status: 'active', firstName: 'Nina' });
    expect(await seen()).toEqual([401, 401]);
  });

  it('never leave an account without anybody to administer it', async () => {
    const account = await api.stores.accounts.create({ name: 'Small' });
    const admin = await member(api, 'account_admin', { ...api.people.admin, accountId: account._id });
    await expectRefused(api, 'DELETE', userPath(admin), admin, [{ code: 'invalid-transition' }]);
    await expectRefused(api, 'PUT', userPath(admin), admin, [
      { body: { roleKey: 'viewer' }, code: 'invalid-transition' },
    ]);
    const owner = await member(api, 'subscription_owner', admin);
    await expectRefused(api, 'DELETE', userPath(admin), admin, [{ code: 'invalid-transition' }]);
    expect((await remove(userPath(owner), owner)).status).toBe(204);
  });

  it('keep one administrator who can sign in', async () => {
    const account = await api.stores.accounts.create({ name: 'Keys only' });
    const admin = await member(api, 'account_admin', { ...api.people.admin, accountId: account._id });
    const user = (await api.stores.users.find(admin.userId))!;
    expect(await changeOwnPassword(api.stores, user, 'scrypt$x')).toBe(true);
    const never = await member(api, 'account_admin', admin);
    await api.post(users, admin, input({ roleKey: 'account_admin' }));
    await expectRefused(api, 'DELETE', userPath(admin), admin, [{ code: 'invalid-transition' }]);
    await expectRefused(api, 'PUT', userPath(admin), admin, [
      { body: { roleKey: 'viewer' }, code: 'invalid-transition' },
    ]);
    expect((await remove(userPath(never), admin)).status).toBe(204);
  });

  it('keep one administrator when all of them are removed and demoted at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const account = await api.stores.accounts.create({ name: 'Race' });
      const first = await member(api, 'account_admin', { ...api.people.admin, accountId: account._id });
      const second = await member(api, 'account_admin', first);
      const answers = await Promise.all([
        remove(userPath(first), second),
        remove(userPath(second), first),
        put(userPath(second), second, { roleKey: 'viewer' }),
      ]);
      const left = await api.stores.memberships.ofAccount(account._id, ['account_admin']);
      expect(left.length).toBeGreaterThan(0);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    }
  });

  it('keep the last administrator of a partner, who is no account admin', async () => {
    const account = await api.stores.accounts.create({ name: 'Partner' });
    const lead = await member(api, 'partner_admin', { ...api.people.admin, accountId: account._id });
    await expectRefused(api, 'DELETE', userPath(lead), lead, [{ code: 'invalid-transition' }]);
    const second = await member(api, 'partner_admin', lead);
    expect((await remove(userPath(second), lead)).status).toBe(204);
  });

  it('are out of reach for whoever ranks below them', async () => {
    const { admin, viewer } = api.people;
    const clerk = await ranked(api, 50, ['users:read', 'users:write', 'roles:write', 'roles:read']);
    await expectRefused(api, 'POST', users, clerk, [
      { body: input({ roleKey: 'account_admin' }), code: 'role-ceiling' },
      { body: input({ roleKey: 'approver' }), code: 'role-ceiling' },
    ]);
    for (const body of [{ roleKey: 'viewer' }, { lastName: 'X' }, {}]) {
      await expectRefused(api, 'PUT', userPath(admin), clerk, [{ body, code: 'role-ceiling' }]);
    }
    await expectRefused(api, 'DELETE', userPath(admin), clerk, [{ code: 'role-ceiling' }]);
    await expectRefused(api, 'PUT', userPath(viewer), clerk, [
      { body: { roleKey: 'approver' }, code: 'role-ceiling' },
    ]);
    await expectRefused(api, 'PUT', userPath(clerk), clerk, [
      { body: { roleKey: 'account_admin' }, code: 'role-ceiling' },
      { body: { roleKey: 'operator' }, code: 'forbidden' },
    ]);
    await expectRefused(api, 'POST', users, clerk, [
      { body: input({ roleKey: 'viewer' }), code: 'forbidden' },
    ]);
    await api.stores.roles.put(clerk.accountId, { key: 'peer', name: 'P', rank: 50, scopes: ['users:read'] });
    expect((await api.post(users, clerk, input({ roleKey: 'peer' }))).status).toBe(201);
  });

  it('get no more from a narrowed key than the key has', async () => {
    const key = await narrowed(api, api.people.admin, ['users:write', 'users:read']);
    await expectRefused(api, 'POST', users, key, [
      { body: input({ roleKey: 'account_admin' }), code: 'forbidden' },
      { body: input({ roleKey: 'viewer' }), code: 'forbidden' },
    ]);
    await api.stores.roles.put(key.accountId, { key: 'reader', name: 'R', rank: 5, scopes: ['users:read'] });
    expect((await api.post(users, key, input({ roleKey: 'reader' }))).status).toBe(201);
  });

  it('are nobody else’s', async () => {
    const { admin, other, viewer } = api.people;
    for (const [method, body] of [
      ['GET', undefined],
      ['PUT', { lastName: 'X' }],
      ['DELETE', undefined],
    ] as const) {
      const answer = await api.call(method, userPath(admin), { as: other, body });
      expect(outcome(answer)).toEqual([404, 'not-found']);
    }
    await expectRefused(api, 'POST', users, viewer, [{ body: input(), code: 'forbidden' }]);
    const listed = (await api.get(`${users}?limit=100`, other)).body;
    expect(listed.items.map(({ id }) => id)).not.toContain(admin.userId);
  });

  it('refuse what is no user, and another address for a known one', async () => {
    const email = [
      'nobody',
      'a@b',
      'a@b.example, c@d.example',
      7,
      null,
      { $ne: null },
      `${'a'.repeat(250)}@b.example`,
    ];
    await expectRefused(api, 'POST', users, api.people.admin, [
      ...HOSTILE_BODIES,
      ...email.map((value) => ({ body: input({ email: value }), pointer: '/email' })),
      ...NO_LINES.map((firstName) => ({ body: input({ firstName }), pointer: '/firstName' })),
      ...['nobody', '', null, { $gt: '' }, '__proto__'].map((roleKey) => ({
        body: input({ roleKey }),
        pointer: '/roleKey',
      })),
      { body: input({ password: PASSWORD }), pointer: '/password' },
      { body: input({ accountId: api.people.other.accountId }), pointer: '/accountId' },
      { body: input({ status: 'disabled' }), pointer: '/status' },
      { body: input({ lastName: 'see http://evil.example' }), pointer: '/lastName' },
    ]);
    await expectRefused(api, 'PUT', userPath(api.people.viewer), api.people.admin, [
      { body: { email: 'mine@evil.example' }, pointer: '/email' },
      { body: { passwordHash: 'x' }, pointer: '/passwordHash' },
      { body: { roleKey: 'nobody' }, pointer: '/roleKey' },
    ]);
    const same = await put(userPath(api.people.viewer), api.people.admin, {
      email: api.people.viewer.email.toUpperCase(),
    });
    expect(same.status).toBe(200);
  });
});
