import { PASSWORD, TestApi, type Person } from '../api/support';
import { fakeTemporal } from '../api/fake-temporal';

const api = new TestApi();
const NEW = 'another horse battery';

beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

async function sessionOf({ email }: Person, password = PASSWORD) {
  const signedIn = await api.post('/v1/session', undefined, { email, password });
  return signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function linkFor({ userId, email }: Person, address = email): Promise<string> {
  const version = (await api.stores.users.raisePasswordVersion(userId)) ?? 0;
  return api.deps.tokens.setPasswordToken(userId, version, address);
}

const setPassword = (token: string) =>
  api.post('/v1/public/set-password', undefined, { token, password: NEW });
const me = async (how: object) => (await api.call('GET', '/v1/me', how)).status;

it('a password set by link ends every session and every API key of the user, in all accounts', async () => {
  const { operator, other } = api.people;
  const elsewhere = other.accountId;
  await api.stores.memberships.add({ accountId: elsewhere, userId: operator.userId, roleKey: 'viewer' });
  const { key } = await api.stores.apiKeys.create({
    accountId: elsewhere,
    userId: operator.userId,
    name: 'Of the attacker',
  });
  const cookie = await sessionOf(operator);
  expect([await me({ as: operator }), await me({ as: { ...operator, key } })]).toEqual([200, 200]);
  expect(await me({ headers: { cookie } })).toBe(200);

  expect((await setPassword(await linkFor(operator))).status).toBe(204);

  expect([await me({ as: operator }), await me({ as: { ...operator, key } })]).toEqual([401, 401]);
  expect(await me({ headers: { cookie } })).toBe(401);
  expect(await me({ as: api.people.admin })).toBe(200);
});

it('a set-password link is good for the address it was mailed to and no other', async () => {
  const { viewer, admin } = api.people;
  expect((await setPassword(await linkFor(viewer, admin.email))).status).toBe(404);
  expect(await me({ as: viewer })).toBe(200);
});

it('a password changed by whoever knows it ends other sessions and leaves API keys alone', async () => {
  const { admin } = api.people;
  const [mine, other] = [await sessionOf(admin), await sessionOf(admin)];
  const { csrfToken } = (await api.call('GET', '/v1/session', { headers: { cookie: mine } })).body;
  const headers = { cookie: mine, 'x-csrf-token': csrfToken };
  const body = { currentPassword: PASSWORD, newPassword: NEW };
  expect((await api.call('POST', '/v1/me/password', { headers, body })).status).toBe(204);
  expect(await me({ headers: { cookie: mine } })).toBe(200);
  expect(await me({ headers: { cookie: other } })).toBe(401);
  expect(await me({ as: admin })).toBe(200);
});
