import { randomBytes } from 'node:crypto';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { expectRefused, HOSTILE_BODIES, NO_LINES, outcome } from '../../support/api/refusals';
import { INSTANCE_KEY, TestApi, type Person } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const PASSWORD = 'a long enough password';
const instance: Person = { userId: '', accountId: '', email: '', key: INSTANCE_KEY };
const input = (admin: object = {}, name: unknown = 'Umbrella') => ({
  name,
  admin: {
    firstName: 'Ulla',
    lastName: 'Umbrella',
    email: `${randomBytes(6).toString('hex')}@umbrella.example`,
    password: PASSWORD,
    ...admin,
  },
});

describe('accounts', () => {
  it('begin with an administrator who can sign in and sees nobody else’s', async () => {
    const body = input();
    const made = await api.post('/v1/accounts', instance, body);
    expect([made.status, made.body]).toMatchObject([
      201,
      { name: 'Umbrella', admin: { email: body.admin.email, roleKey: 'account_admin' } },
    ]);
    expect(made.text).not.toMatch(/password|hash/i);
    const { email } = body.admin;
    const session = await api.post('/v1/session', undefined, { email, password: PASSWORD });
    expect(session.status).toBe(204);
    const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
    const read = (path: string) => api.call('GET', path, { headers: { cookie } });
    expect((await read('/v1/me')).body).toMatchObject({
      account: { id: made.body.id, name: 'Umbrella' },
      role: { key: 'account_admin', rank: 100 },
    });
    expect((await read('/v1/users')).body.items).toHaveLength(1);
    expect((await read('/v1/programs/default')).status).toBe(200);
    expect((await read('/v1/workspaces')).body.items).toEqual([]);
  });

  it('are not made for the address of a user, in whatever form, also by racing calls', async () => {
    const { email } = api.people.admin;
    await expectRefused(api, 'POST', '/v1/accounts', instance, [
      { body: input({ email }), code: 'already-exists' },
      { body: input({ email: ` ${email.toUpperCase()} ` }), code: 'already-exists' },
    ]);
    const same = input();
    const before = await api.dump();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => api.post('/v1/accounts', instance, same)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    const after = await api.dump();
    const grown = (name: string) => (after[name]?.length ?? 0) - (before[name]?.length ?? 0);
    expect(['accounts', 'users', 'memberships'].map(grown)).toEqual([1, 1, 1]);
  });

  it('are made once per Idempotency-Key', async () => {
    const body = input();
    const send = () => api.post('/v1/accounts', instance, body, { 'idempotency-key': 'account-once' });
    expect((await send()).body).toEqual((await send()).body);
  });

  it('take the instance key and no other credential', async () => {
    const strangers = [
      undefined,
      api.people.admin,
      { ...instance, key: `${INSTANCE_KEY}x` },
      { ...instance, key: '' },
    ];
    for (const stranger of strangers) {
      const answer = await api.call('POST', '/v1/accounts', { as: stranger, body: input() });
      expect(outcome(answer)).toEqual([401, 'unauthenticated']);
    }
    expect(outcome(await api.get('/v1/me', instance))).toEqual([401, 'unauthenticated']);
  });

  it('refuse what is none', async () => {
    const inAdmin = (member: string, values: readonly unknown[]) =>
      values.map((value) => ({ body: input({ [member]: value }), pointer: `/admin/${member}` }));
    await expectRefused(api, 'POST', '/v1/accounts', instance, [
      ...HOSTILE_BODIES,
      ...NO_LINES.map((name) => ({ body: input({}, name), pointer: '/name' })),
      ...inAdmin('firstName', NO_LINES),
      ...inAdmin('email', ['nobody', 7, null, { $gt: '' }, 'a@b.example\r\nBcc: c@d.example']),
      ...inAdmin('password', ['short', '', 7, null, 'x'.repeat(201), { $ne: '' }]),
      { body: input({ roleKey: 'viewer' }), pointer: '/admin/roleKey' },
      { body: { ...input(), _id: 'acc_1' }, pointer: '/_id' },
      { body: { name: 'X' }, pointer: '/admin' },
      { body: { name: 'X', admin: [] }, pointer: '/admin' },
    ]);
  });
});
