import { SET_PASSWORD_LINK_MS } from '../../../models';
import type { UserEmailInput } from '../../../workflows/contract';
import { storedInvitation } from '../../support/models/samples';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { PASSWORD, TestApi, type Person } from '../../support/api/support';

const mailed: UserEmailInput[] = [];
const api = new TestApi();
const temporal = fakeTemporal({
  sendUserEmail: (input) => {
    mailed.push(input);
    return Promise.resolve();
  },
});
beforeAll(() => api.start(temporal, { loginAttempts: 4 }));
afterAll(() => api.stop());

const NEW = 'a brand new password';
const signIn = (email: string, password: string) => api.post('/v1/session', undefined, { email, password });

async function browser(person: Person, password = PASSWORD) {
  const answer = await signIn(person.email, password);
  expect(answer.status).toBe(204);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const isSignedIn = async () =>
    (await api.call('GET', '/v1/session', { headers: { cookie } })).status === 200;
  const { csrfToken } = (await api.call('GET', '/v1/session', { headers: { cookie } })).body;
  return { headers: { cookie, 'x-csrf-token': csrfToken }, isSignedIn };
}

async function tokenFor(person: Person): Promise<string> {
  const version = await api.stores.users.raisePasswordVersion(person.userId);
  return api.deps.tokens.setPasswordToken(person.userId, version ?? 0, person.email);
}
const set = (token: unknown, password: unknown = NEW) =>
  api.post('/v1/public/set-password', undefined, { token, password });

describe('changing the password', () => {
  it('takes the current one, ends the other sessions and keeps this one', async () => {
    const { approver } = api.people;
    const [here, elsewhere] = [await browser(approver), await browser(approver)];
    const body = { currentPassword: PASSWORD, newPassword: NEW };
    const answer = await api.call('POST', '/v1/me/password', { headers: here.headers, body });
    expect(answer.status).toBe(204);
    expect([await here.isSignedIn(), await elsewhere.isSignedIn()]).toEqual([true, false]);
    expect((await signIn(approver.email, PASSWORD)).status).toBe(401);
    expect((await signIn(approver.email, NEW)).status).toBe(204);
    const { items } = await api.stores.auditLog.list({ ...approver, types: ['password_changed'], limit: 5 });
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toContain(NEW);
  });

  it('refuses a wrong or a short one, and stops guessing', async () => {
    const { second } = api.people;
    const change = (currentPassword: string, newPassword = NEW) =>
      api.post('/v1/me/password', second, { currentPassword, newPassword });
    expect((await change(PASSWORD, 'short')).body.errors).toMatchObject([{ pointer: '/newPassword' }]);
    const answers = [];
    for (let n = 0; n < 5; n += 1) answers.push(await change('wrong password'));
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 429]);
    expect(answers[0]?.body.errors).toMatchObject([{ pointer: '/currentPassword' }]);
    expect((await change(PASSWORD)).status).toBe(429);
  });

  it('kills links that were mailed before', async () => {
    const { operator } = api.people;
    const token = await tokenFor(operator);
    const body = { currentPassword: PASSWORD, newPassword: NEW };
    expect((await api.post('/v1/me/password', operator, body)).status).toBe(204);
    expect((await set(token)).body.code).toBe('link-replaced');
  });
});

describe('a link to set the password', () => {
  it('opens once, and ends every session', async () => {
    const { admin } = api.people;
    const session = await browser(admin);
    const token = await tokenFor(admin);
    const answers = await Promise.all(Array.from({ length: 5 }, () => set(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410, 410, 410]);
    expect(await session.isSignedIn()).toBe(false);
    expect((await signIn(admin.email, NEW)).status).toBe(204);
    const { items } = await api.stores.auditLog.list({ ...admin, types: ['password_set'], limit: 5 });
    expect(items.map(({ actor }) => actor.id)).toEqual([admin.userId]);
  });

  it('dies with the next one, and after three days', async () => {
    const { viewer } = api.people;
    const first = await tokenFor(viewer);
    const second = await tokenFor(viewer);
    expect([(await set(first)).status, (await set(first)).body.code]).toEqual([410, 'link-replaced']);
    const users = api.connection.db!.collection<{ _id: string }>('users');
    const sent = (msAgo: number) =>
      users.updateOne({ _id: viewer.userId }, { $set: { passwordVersionAt: new Date(Date.now() - msAgo) } });
    await sent(SET_PASSWORD_LINK_MS + 1_000);
    expect((await set(second)).status).toBe(410);
    await sent(SET_PASSWORD_LINK_MS - 60_000);
    expect((await set(second)).status).toBe(204);
  });

  it('answers unknown, malformed and forged ones with the same bytes', async () => {
    const genuine = await tokenFor(api.people.viewer);
    const tokens = [
      '',
      'x',
      `${genuine.slice(0, -4)}AAAA`,
      api.deps.tokens.invitationToken('inv_01ARZ3NDEKTSV4RRFFQ69G5FAV', 1, api.people.viewer.email),
      api.deps.tokens.setPasswordToken('usr_01ARZ3NDEKTSV4RRFFQ69G5FAV', 1, api.people.viewer.email),
      api.deps.tokens.setPasswordToken(api.people.viewer.userId, 1, api.people.admin.email),
      'a'.repeat(5_000),
    ];
    const answers = await Promise.all(tokens.map((token) => set(token)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
    expect((await set(7)).status).toBe(422);
    expect((await set(genuine, 'short')).body.errors).toMatchObject([{ pointer: '/password' }]);
  });

  it('sets nothing for somebody who was disabled', async () => {
    const { junior } = api.people;
    const token = await tokenFor(junior);
    await api.stores.users.update(junior.userId, { status: 'disabled' });
    expect((await set(token)).status).toBe(404);
    await api.stores.users.update(junior.userId, { status: 'active' });
  });
});

describe('asking for a new password', () => {
  const ask = (email: string) => api.post('/v1/password-resets', undefined, { email });

  it('mails a link to whoever has the address, and says the same to everybody', async () => {
    const { other } = api.people;
    mailed.length = 0;
    const known = await ask(other.email.toUpperCase());
    const unknown = await ask('nobody@nowhere.example');
    const nonsense = await ask('not an address');
    expect([known, unknown, nonsense].map(({ status, text }) => `${status} ${text}`)).toEqual(
      Array.from({ length: 3 }, () => '202 {"status":"requested"}'),
    );
    expect(mailed.map(({ template }) => template)).toEqual(Array.from({ length: 3 }, () => 'set-password'));
    expect(mailed.map(({ userId }) => userId === other.userId)).toEqual([true, false, false]);
    expect(JSON.stringify(mailed)).not.toContain('@');
    for (const { userId, accountId } of mailed.slice(1)) {
      expect(
        await api.stores.userEmailData.userEmailData({ ...mailed[0]!, userId, accountId }),
      ).toBeUndefined();
    }
    const version = (await api.stores.users.find(other.userId))?.passwordVersion ?? 0;
    expect((await set(api.deps.tokens.setPasswordToken(other.userId, version, other.email))).status).toBe(
      204,
    );
  });

  it('mails no more than five links an hour to one address, and does not tell', async () => {
    const { second } = api.people;
    mailed.length = 0;
    for (let n = 0; n < 7; n += 1) expect((await ask(second.email)).status).toBe(202);
    expect(mailed).toHaveLength(7);
    expect(mailed.filter(({ userId }) => userId === second.userId)).toHaveLength(5);
    expect(new Set(mailed.map(({ messageId }) => messageId)).size).toBe(7);
  });

  it('mails an address without an account what it waits for, with the same answer', async () => {
    const { admin } = api.people;
    const notices: string[] = [];
    const sendNotice = (_id: string, { invitationId }: { invitationId: string }) =>
      Promise.resolve(void notices.push(invitationId));
    Object.assign(temporal, { sendNotice });
    const email = 'offered@waiting.example';
    const person = { firstName: 'Nina', lastName: 'New', roleKey: 'viewer', email, emailKey: email };
    const { accountId, userId: offeredBy } = admin;
    const offer = await api.stores.membershipOffers.create({ ...person, accountId, offeredBy });
    const invitationId = await storedInvitation(api.stores, admin.accountId, 'invited@waiting.example', {
      input: { expiresAt: new Date(Date.now() + 3_600_000).toISOString() },
    });
    const sent = { status: 'sent', sentAt: new Date() };
    const invitations = api.connection.db!.collection<{ _id: string }>('invitations');
    await invitations.updateOne({ _id: invitationId }, { $set: sent });
    mailed.length = 0;
    const texts = [];
    for (const who of ['offered', 'invited', 'nobody']) {
      const { status, text } = await ask(`${who}@waiting.example`);
      texts.push(`${status} ${text}`);
    }
    expect(new Set(texts).size).toBe(1);
    expect(mailed.map(({ template, offerId }) => [template, offerId])).toEqual([
      ['membership-offer', offer?._id],
      ['set-password', undefined],
    ]);
    expect(notices).toEqual([invitationId]);
  });

  it('says so when nothing can be mailed now, to everybody alike', async () => {
    const working = { ...temporal };
    const decision = { decisionId: 'none', actor: { kind: 'system', id: 'test' } } as const;
    const isAway = () => fakeTemporal().update('acceptInvitation', '', decision);
    Object.assign(temporal, { sendUserEmail: isAway });
    for (const email of [api.people.junior.email, 'nobody@nowhere.example']) {
      const answer = await ask(email);
      expect([answer.status, answer.body.code]).toEqual([503, 'temporal-unavailable']);
    }
    Object.assign(temporal, working);
  });
});
