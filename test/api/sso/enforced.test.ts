import { hashPassword } from '../../../domain/security/passwords';
import { outcome } from '../../support/api/refusals';
import { PASSWORD, type Answer, type Person } from '../../support/api/support';
import { at, sessionIn, SsoApi } from '../../support/sso/sso-api';

const api = new SsoApi();
beforeAll(() => api.startSso());
afterAll(() => api.stop());

const me = (answer: Answer) => api.call('GET', '/v1/me', { headers: { cookie: sessionIn(answer) } });
const byPassword = (email: string, more: object = {}) =>
  api.post('/v1/session', undefined, { email, password: PASSWORD, ...more });

describe('an account that enforces SSO', () => {
  beforeAll(() => api.setUp({ enforced: true }));
  afterAll(() => api.setUp());
  const SSO = [403, 'sso-required'];

  it('opens to no password, whoever knows it, except for those who may switch it off', async () => {
    const { approver, admin } = api.people;
    expect(outcome(await byPassword(approver.email))).toEqual(SSO);
    expect(outcome(await byPassword(approver.email, { accountId: approver.accountId }))).toEqual(SSO);
    expect(outcome(await byPassword(approver.email, { password: 'wrong' }))).toEqual([
      401,
      'unauthenticated',
    ]);
    expect((await byPassword(admin.email)).status).toBe(204);
    expect((await api.audited('sso_bypassed'))[0]).toMatchObject({
      actor: { kind: 'user', id: admin.userId },
    });
    expect((await api.signIn(at(approver))).status).toBe(200);
  });

  it('leaves other accounts to a password, and lets nobody switch over from there', async () => {
    const { approver, other } = api.people;
    const { accountId } = other;
    await api.stores.memberships.add({ accountId, userId: approver.userId, roleKey: 'viewer' });
    const cookieOf = async (answer: Answer) => {
      const cookie = sessionIn(answer);
      const { csrfToken } = (await api.call('GET', '/v1/session', { headers: { cookie } })).body;
      return { cookie, 'x-csrf-token': csrfToken };
    };
    const switchTo = (to: string, headers: Record<string, string>) =>
      api.call('POST', '/v1/session/account', { headers, body: { accountId: to } });
    const password = await byPassword(approver.email);
    expect(password.body).toMatchObject({ account: { id: accountId } });
    expect(outcome(await switchTo(approver.accountId, await cookieOf(password)))).toEqual(SSO);
    const sso = await api.signIn(at(approver));
    const there = await switchTo(accountId, await cookieOf(sso));
    expect(there.status).toBe(200);
    expect((await switchTo(approver.accountId, await cookieOf(there))).status).toBe(200);
    await api.stores.memberships.remove(accountId, approver.userId);
  });

  it('ends the sessions that began with a password, but not those of its own provider', async () => {
    const { junior } = api.people;
    await api.setUp();
    const password = await byPassword(junior.email);
    const sso = await api.signIn(at(junior, 'june'));
    const elsewhere = await byPassword(api.people.other.email);
    await api.setUp({ enforced: true });
    const statuses = await Promise.all([password, sso, elsewhere].map(me));
    expect(statuses.map(({ status }) => status)).toEqual([401, 200, 200]);
  });

  it('keeps API keys, which its members made', async () => {
    const { approver } = api.people;
    expect((await api.get('/v1/me', approver)).status).toBe(200);
  });

  it('counts a right password as no failed attempt', async () => {
    const signedIn = jest.spyOn(api.deps.rateLimits, 'signedIn');
    await byPassword(api.people.approver.email);
    expect(signedIn).toHaveBeenCalledTimes(1);
    signedIn.mockRestore();
  });
});

it('a session by SSO ends with a new password, like every other', async () => {
  const { approver } = api.people;
  const answer = await api.signIn(at(approver));
  const user = (await api.stores.users.find(approver.userId))!;
  await api.stores.users.setPassword(user._id, user.passwordVersion, await hashPassword(PASSWORD));
  expect((await me(answer)).status).toBe(401);
});

it.each([
  ['who may not change the settings', (): Person => api.people.operator, [403, 'forbidden']],
  ['of another account', (): Person => api.people.other, [404, 'not-found']],
])('an identity is forgotten by nobody %s', async (_who, person, refusal) => {
  const path = `/v1/sso/identities/${api.people.junior.userId}`;
  expect(outcome(await api.call('DELETE', path, { as: person() }))).toEqual(refusal);
  expect((await api.signIn(at(api.people.junior, 'june'))).status).toBe(200);
});
