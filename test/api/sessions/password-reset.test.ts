import { PASSWORD, TestApi, type Person } from '../../support/api/support';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { signIn } from '../../../api/sessions/cookies';
import { UserStore } from '../../../models/accounts/users';

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

/** Lets the next sign-in read its user and check the password, and answer only when told to. */
function heldSignIn(): { readonly hasRead: Promise<void>; readonly goOn: () => void } {
  let read: () => void = () => undefined;
  let goOn: () => void = () => undefined;
  const hasRead = new Promise<void>((resolve) => (read = resolve));
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const authenticate = api.stores.users.authenticate.bind(api.stores.users);
  jest.spyOn(UserStore.prototype, 'authenticate').mockImplementationOnce(async (email, password) => {
    const user = await authenticate(email, password);
    read();
    await gate;
    return user;
  });
  return { hasRead, goOn: () => goOn() };
}

async function cookieAfter(
  change: () => Promise<void>,
  { email }: Person,
  password: string,
): Promise<string> {
  const held = heldSignIn();
  const signingIn = signIn(api.deps, { email, password }, { ip: '203.0.113.1', device: undefined });
  await held.hasRead;
  await change();
  held.goOn();
  return (await signingIn).cookies[0]?.split(';')[0] ?? '';
}

/** Makes a key by a call that was let in before the change and stores it after. */
async function keyAfter(change: () => Promise<void>, cookie: string): Promise<string> {
  const { csrfToken } = (await api.call('GET', '/v1/session', { headers: { cookie } })).body;
  const create = api.stores.apiKeys.create.bind(api.stores.apiKeys);
  const held = jest.spyOn(api.stores.apiKeys, 'create').mockImplementationOnce(async (input) => {
    await change();
    return create(input);
  });
  const headers = { cookie, 'x-csrf-token': csrfToken };
  const made = await api.call('POST', '/v1/api-keys', { headers, body: { name: 'Late' } });
  held.mockRestore();
  expect(made.status).toBe(201);
  return made.body.key;
}

const reset = (person: Person) => async () =>
  expect((await setPassword(await linkFor(person))).status).toBe(204);

it('a sign-in by the old password that ends after the reset is dead, and a new one is not', async () => {
  const { second } = api.people;
  const cookie = await cookieAfter(reset(second), second, PASSWORD);
  expect(cookie).toMatch(/^usher_session=./);
  expect(await me({ headers: { cookie } })).toBe(401);
  expect(await me({ headers: { cookie: await sessionOf(second, NEW) } })).toBe(200);
});

it('an API key that is made by a call under way while the password is set by link is dead', async () => {
  const { other } = api.people;
  const late = await keyAfter(reset(other), await sessionOf(other));
  expect(late).toMatch(/^usher_/);
  expect(await me({ as: { ...other, key: late } })).toBe(401);
});

it('nothing that is under way survives that a user without any membership comes back', async () => {
  const { junior } = api.people;
  const user = (await api.stores.users.find(junior.userId))!;
  const person = { firstName: 'June', lastName: 'New', passwordHash: user.passwordHash };
  const revive = async () => expect(await api.stores.users.revive(user, person)).toBe(true);
  const cookie = await cookieAfter(revive, junior, PASSWORD);
  expect(await me({ headers: { cookie } })).toBe(401);
  expect(await me({ as: junior })).toBe(401);
  expect(await me({ headers: { cookie: await sessionOf(junior) } })).toBe(200);
});

describe('an own change of the password', () => {
  const change = (cookie: string, currentPassword: string, newPassword: string) => async () => {
    const { csrfToken } = (await api.call('GET', '/v1/session', { headers: { cookie } })).body;
    const headers = { cookie, 'x-csrf-token': csrfToken };
    const body = { currentPassword, newPassword };
    expect((await api.call('POST', '/v1/me/password', { headers, body })).status).toBe(204);
  };

  it('ends sign-ins under way and keys that come late, and keeps the session and the keys, twice', async () => {
    const { admin } = api.people;
    const mine = await sessionOf(admin, NEW);
    const other = await sessionOf(admin, NEW);
    const cookie = await cookieAfter(change(mine, NEW, PASSWORD), admin, NEW);
    expect(await me({ headers: { cookie } })).toBe(401);
    expect(await me({ headers: { cookie: other } })).toBe(401);
    const late = await keyAfter(change(mine, PASSWORD, NEW), await sessionOf(admin, PASSWORD));
    expect(await me({ as: { ...admin, key: late } })).toBe(401);
    expect([await me({ as: admin }), await me({ headers: { cookie: mine } })]).toEqual([200, 200]);
  });

  it('keeps the keys though it dies halfway, until a link sets the password', async () => {
    const { admin } = api.people;
    const mine = await sessionOf(admin, NEW);
    const headers = async (cookie: string) => ({
      cookie,
      'x-csrf-token': (await api.call('GET', '/v1/session', { headers: { cookie } })).body.csrfToken,
    });
    const body = { currentPassword: NEW, newPassword: PASSWORD };
    jest.spyOn(api.stores.apiKeys, 'carryOver').mockRejectedValueOnce(new Error('died'));
    const died = await api.call('POST', '/v1/me/password', { headers: await headers(mine), body });
    expect(died.status).toBe(500);
    expect([await me({ as: admin }), await me({ headers: { cookie: mine } })]).toEqual([200, 401]);
    const again = await sessionOf(admin, PASSWORD);
    await change(again, PASSWORD, NEW)();
    expect([await me({ as: admin }), await me({ headers: { cookie: again } })]).toEqual([200, 200]);
    await reset(admin)();
    expect(await me({ as: admin })).toBe(401);
  });
});

it('asking for a link to set a password ends nothing', async () => {
  const { viewer } = api.people;
  const cookie = await sessionOf(viewer);
  expect((await api.post('/v1/password-resets', undefined, { email: viewer.email })).status).toBe(202);
  await linkFor(viewer);
  expect([await me({ as: viewer }), await me({ headers: { cookie } })]).toEqual([200, 200]);
});
