import { fakeTemporal } from '../../support/api/fake-temporal';
import { PagesApi } from '../../support/api/pages-api';
import { member } from '../../support/api/people-samples';
import { PASSWORD } from '../../support/api/support';

const api = new PagesApi();
beforeAll(() => api.startPages(fakeTemporal()));
afterAll(() => api.stop());

/** A page as it reads: what keeps a name apart from its sentence is not seen. */
const read = ({ text }: { readonly text: string }) => text.replaceAll(/<\/?bdi>/g, '');

async function offerTo(email: string) {
  const body = { firstName: 'Nina', lastName: 'New', email, roleKey: 'viewer' };
  return (await api.post('/v1/users', api.people.admin, body)).body.id;
}

it('shows what is offered, takes the answer only as a form, and switches between accounts', async () => {
  const { other, admin } = api.people;
  const id = await offerTo(other.email);
  const { send } = await api.browser(other);
  const page = await send('GET', '/memberships');
  expect([page.status, read(page)]).toEqual([200, expect.stringContaining('offers you the role Viewer')]);
  await send('GET', `/memberships/${id}/accept`);
  const forged = await send('POST', `/memberships/${id}/accept`, { _csrf: 'x' });
  expect(forged.status).toBe(403);
  expect(await api.stores.memberships.find(admin.accountId, other.userId)).toBeUndefined();
  const done = await send('POST', `/memberships/${id}/accept`, {});
  expect([done.status, done.headers.get('location')]).toEqual([303, '/memberships']);
  expect(read(await send('GET', '/memberships'))).toContain('Switch to Acme');
  const switched = await send('POST', '/memberships/switch', { accountId: admin.accountId });
  expect([switched.status, switched.headers.get('location')]).toEqual([303, '/']);
  expect(read(await send('GET', '/memberships'))).toContain('Switch to Globex');
  expect((await send('POST', '/memberships/switch', { accountId: 'acc_nobody' })).status).toBe(404);
  await api.stores.memberships.remove(admin.accountId, other.userId);
});

it('lets people refuse, and tells the account on its page of users who is invited', async () => {
  const { other, admin } = api.people;
  const id = await offerTo(other.email);
  const staff = await api.browser(admin);
  expect((await staff.send('GET', '/users')).text).toContain('Invited');
  const shown = await staff.send('GET', `/users/${id}`);
  expect(shown.text).toMatch(/Send the e-mail again[^]*Withdraw the invitation/);
  expect((await staff.send('POST', `/users/${id}/resend`, {})).status).toBe(303);
  const { send } = await api.browser(other);
  expect((await send('POST', `/memberships/${id}/decline`, {})).status).toBe(303);
  expect((await send('GET', '/memberships')).text).toContain('Nothing is offered to you.');
  expect((await staff.send('GET', '/users')).text).not.toContain('Invited');
  const second = await offerTo('withdrawn@partner.example');
  expect((await staff.send('POST', `/users/${second}/remove`, {})).status).toBe(303);
  expect(await api.stores.membershipOffers.find(second)).toBeUndefined();
});

describe('a user of several accounts', () => {
  it('signs in to the one used last, to the one that is asked for, and switches', async () => {
    const { other, admin } = api.people;
    const third = await member(api, 'viewer', { ...admin, accountId: other.accountId });
    await api.stores.memberships.add({ accountId: admin.accountId, userId: third.userId, roleKey: 'viewer' });
    const user = (await api.stores.users.find(other.userId))!;
    const version = (await api.stores.users.find(third.userId))!.passwordVersion;
    await api.stores.users.setPassword(third.userId, version, user.passwordHash ?? '');
    const signIn = async (accountId?: string) => {
      const body = { email: third.email, password: PASSWORD, accountId };
      const answer = await api.post('/v1/session', undefined, body);
      return { answer, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
    };
    const accounts = [
      { id: admin.accountId, name: 'Acme' },
      { id: other.accountId, name: 'Globex' },
    ];
    const first = await signIn();
    expect([first.answer.status, first.answer.body]).toEqual([200, { account: accounts[1], accounts }]);
    expect((await signIn(admin.accountId)).answer.body).toEqual({ account: accounts[0], accounts });
    const { answer, cookie } = await signIn();
    expect(answer.body).toEqual({ account: accounts[0], accounts });
    expect((await signIn('acc_nobody')).answer.status).toBe(401);
    const { csrfToken } = (await api.call('GET', '/v1/session', { headers: { cookie } })).body;
    const change = (accountId: string, headers: Record<string, string>) =>
      api.call('POST', '/v1/session/account', { body: { accountId }, headers });
    expect((await change(other.accountId, { cookie })).body.code).toBe('csrf');
    const csrf = { cookie, 'x-csrf-token': csrfToken };
    expect((await change('acc_nobody', csrf)).status).toBe(404);
    const switched = await change(other.accountId, csrf);
    expect([switched.status, switched.body]).toMatchObject([200, { account: accounts[1], accounts }]);
    expect((await api.call('GET', '/v1/session', { headers: { cookie } })).status).toBe(401);
    expect((await signIn()).answer.body).toEqual({ account: accounts[1], accounts });
  });
});
