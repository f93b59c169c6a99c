import { randomBytes } from 'node:crypto';
import { createOidcVerifier } from '../../../api/http/oidc';
import type { UserEmailInput } from '../../../workflows/contract';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestIssuer } from '../../support/api/oidc-issuer';
import { join } from '../../support/api/people-samples';
import { PASSWORD, TestApi, type Answer, type Person } from '../../support/api/support';
import { storedInvitation } from '../../support/models/samples';

const api = new TestApi();
const issuer = new TestIssuer();
const mailed: UserEmailInput[] = [];
beforeAll(async () => {
  await issuer.start();
  await api.start(fakeTemporal({ sendUserEmail: (input) => Promise.resolve(void mailed.push(input)) }));
  const { url } = issuer;
  const oidc = createOidcVerifier({
    issuer: url,
    audience: 'usher',
    jwksUri: undefined,
    accountClaim: 'acct',
  });
  Object.assign(api.deps, { oidc });
});
afterAll(async () => {
  await api.stop();
  await issuer.stop();
});

const address = () => `${randomBytes(6).toString('hex')}@victim.example`;
const add = (as: Person, email: string, roleKey = 'viewer') =>
  api.post('/v1/users', as, { firstName: 'Typed', lastName: 'Name', email, roleKey });
const signIn = (email: string, more: object = {}) =>
  api.post('/v1/session', undefined, { email, password: PASSWORD, ...more });

/** Somebody who works for Globex alone, and whom Globex's rival has never heard of. */
async function stranger(): Promise<Person> {
  const { accountId } = api.people.other;
  const email = address();
  const passwordHash = (await api.stores.users.find(api.people.other.userId))?.passwordHash ?? null;
  const made = await api.stores.users.create({ email, firstName: 'Secret', lastName: 'Agent', passwordHash });
  const userId = made.ok ? made.user._id : '';
  await api.stores.memberships.add({ accountId, userId, roleKey: 'account_admin' });
  const { key } = await api.stores.apiKeys.create({ accountId, userId, name: 'Test' });
  return { accountId, userId, email, key };
}

/** A third vendor's invitation with a private message to the address. */
async function invitedByThird(email: string) {
  const third = await api.stores.accounts.create({ name: 'Third' });
  await api.stores.programs.put(third._id, 'default', { autoOnboarding: true });
  const user = await api.stores.users.findByEmailKey(email);
  const [home] = user === undefined ? [] : await api.stores.memberships.ofUser(user._id);
  return storedInvitation(api.stores, third._id, email, {
    partnerName: 'Private plans',
    ...(user && {
      input: { inviteeUserId: user._id },
      inviteeUserId: user._id,
      receiverAccountId: home?.accountId ?? null,
    }),
  });
}

const received = async (as: Person) => (await api.get('/v1/invitations?view=received', as)).body.items;

it('lets no tenant read what other tenants send to a user by adding that user', async () => {
  const victim = await stranger();
  const invitationId = await invitedByThird(victim.email);
  const added = await add(api.people.admin, victim.email);
  expect(added.status).toBe(201);
  expect(await received(api.people.admin)).toEqual([]);
  expect((await api.get(`/v1/invitations/${invitationId}`, api.people.admin)).status).toBe(404);
  expect((await api.get('/v1/partner-explorer/counts', api.people.admin)).body).toMatchObject({
    received: 0,
  });
});

it('tells nobody who adds an address whether it is known, whose it is or what its owner is called', async () => {
  const texts = new Set<string>();
  const victim = await stranger();
  const former = await stranger();
  await api.call('DELETE', `/v1/users/${former.userId}`, { as: api.people.other });
  const work: string[][] = [];
  for (const email of [victim.email, address(), former.email, address()]) {
    mailed.length = 0;
    const { status, text, body } = await add(api.people.admin, email);
    const mail = mailed.map(({ template, userId }) => `${template} ${userId}`);
    work.push(mail);
    const shown = await api.get(`/v1/users/${body.id}`, api.people.admin);
    expect(JSON.stringify([body, shown.body])).not.toMatch(/Secret|Agent/);
    const same = text
      .replaceAll(email, '<email>')
      .replaceAll(body.id.slice(4), '<id>')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>');
    texts.add(`${status} ${same} ${shown.status}`);
  }
  expect([...texts]).toHaveLength(1);
  expect(new Set(work.map((each) => JSON.stringify(each))).size).toBe(1);
});

it('locks nobody out of a sign-in by adding them to another account', async () => {
  const victim = await stranger();
  await add(api.people.admin, victim.email);
  const token = await issuer.sign({ email: victim.email, email_verified: true });
  const answer = await api.call('GET', '/v1/me', { headers: { authorization: `Bearer ${token}` } });
  expect([answer.status, answer.body]).toMatchObject([200, { account: { id: victim.accountId } }]);
  const session = await signIn(victim.email);
  expect(session.status).toBe(204);
  expect((await api.get('/v1/me', victim)).body).toMatchObject({ accounts: [{ id: victim.accountId }] });
});

it('lets an account that added an address first see nothing of what others send to it later', async () => {
  const email = address();
  const added = await add(api.people.admin, email, 'account_admin');
  expect(await api.stores.users.findByEmailKey(email)).toBeUndefined();
  const invitationId = await invitedByThird(email);
  const letter = await api.stores.emailData.emailData(invitationId, { groups: ['receivingAdmins'] });
  expect(letter?.receivingAdmins).toEqual([]);
  expect(letter?.contact.userId).toBeUndefined();
  expect(await received(api.people.admin)).toEqual([]);
  expect([added.status, added.body.status]).toEqual([201, 'invited']);
});

it('counts whoever was only added as nobody: no approver, no administrator, no caller', async () => {
  const account = await api.stores.accounts.create({ name: 'Lonely' });
  const lead = await stranger();
  await api.stores.memberships.add({ accountId: account._id, userId: lead.userId, roleKey: 'account_admin' });
  const { key } = await api.stores.apiKeys.create({ ...lead, accountId: account._id, name: 'Test' });
  const admin = { ...lead, accountId: account._id, key };
  await add(admin, (await stranger()).email, 'account_admin');
  const gone = await api.call('DELETE', `/v1/users/${lead.userId}`, { as: admin });
  expect([gone.status, gone.body.currentStatus]).toEqual([409, 'last-administrator']);
  expect(await api.stores.memberships.ofAccount(account._id)).toHaveLength(1);
});

it('makes a member only of who agreed, and of nobody else who may know the offer', async () => {
  const victim = await stranger();
  const offer = (await add(api.people.admin, victim.email, 'operator')).body.id;
  const answer = (as: Person, how: string) => api.post(`/v1/me/membership-offers/${offer}/${how}`, as);
  for (const as of [api.people.admin, api.people.other, api.people.viewer]) {
    expect([(await answer(as, 'accept')).status, (await answer(as, 'decline')).status]).toEqual([404, 404]);
    expect((await api.get('/v1/me/membership-offers', as)).text).not.toContain(offer);
  }
  const { key } = await api.stores.apiKeys.create({ ...victim, name: 'Narrow', scopes: ['users:read'] });
  expect((await answer({ ...victim, key }, 'accept')).body.code).toBe('forbidden');
  const { accountId } = api.people.admin;
  expect(await api.stores.memberships.find(accountId, victim.userId)).toBeUndefined();
  const mine = await api.get('/v1/me/membership-offers', victim);
  expect(mine.body.items).toMatchObject([
    { id: offer, account: { name: 'Acme' }, role: { key: 'operator' } },
  ]);
  expect((await answer(victim, 'accept')).status).toBe(200);
  expect(await api.stores.memberships.find(accountId, victim.userId)).toMatchObject({ roleKey: 'operator' });
});

it('takes no offer from a link that was mailed before a resend, to another address or for another purpose', async () => {
  const made = await add(api.people.admin, address());
  const offer = (await api.stores.membershipOffers.find(made.body.id))!;
  const { _id: offerId, emailKey } = offer;
  const tokenOf = (version: number, key: string) =>
    new URL(api.deps.tokens.membershipOfferLink(offerId, version, key)).searchParams.get('token');
  const set = (token: unknown) =>
    api.post('/v1/public/set-password', undefined, { token, password: 'a brand new password' });
  const genuine = tokenOf(1, emailKey) ?? '';
  expect((await set(tokenOf(1, 'other@victim.example'))).status).toBe(404);
  expect((await set(genuine.replace('v1.off_', 'v1.usr_'))).status).toBe(404);
  expect((await api.post(`/v1/users/${offerId}/resend`, api.people.admin)).status).toBe(200);
  expect((await set(genuine)).body.code).toBe('link-replaced');
  expect((await api.call('DELETE', `/v1/users/${offerId}`, { as: api.people.admin })).status).toBe(204);
  expect((await set(tokenOf(2, emailKey))).status).toBe(404);
  expect(await api.stores.users.findByEmailKey(emailKey)).toBeUndefined();
});

it('sets no password of a user by the link of an offer', async () => {
  const victim = await stranger();
  const made = await add(api.people.admin, victim.email);
  const token = new URL(api.deps.tokens.membershipOfferLink(made.body.id, 1, victim.email)).searchParams.get(
    'token',
  );
  const answer = await api.post('/v1/public/set-password', undefined, { token, password: 'taken over' });
  expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
  expect((await signIn(victim.email)).status).toBe(204);
});

it('gives nothing that the one who offered it could not give any more', async () => {
  const rogue = await stranger();
  await api.stores.memberships.add({ ...api.people.admin, userId: rogue.userId, roleKey: 'account_admin' });
  const { accountId } = api.people.admin;
  const { key } = await api.stores.apiKeys.create({ ...rogue, accountId, name: 'Test' });
  const mailbox = await stranger();
  const offer = (await add({ ...rogue, accountId, key }, mailbox.email, 'account_admin')).body.id;
  await api.call('DELETE', `/v1/users/${rogue.userId}`, { as: api.people.admin });
  const accept = () => api.post(`/v1/me/membership-offers/${offer}/accept`, mailbox);
  const refused = await accept();
  expect([refused.status, refused.body.currentStatus]).toEqual([409, 'needs-resend']);
  // The way out: somebody who may give the role sends it again.
  expect((await api.post(`/v1/users/${offer}/resend`, api.people.admin)).status).toBe(200);
  expect((await accept()).status).toBe(200);
});

it('ends sessions and API keys with a password that was set by link', async () => {
  const victim = await stranger();
  const cookie = ((await signIn(victim.email)).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const version = await api.stores.users.raisePasswordVersion(victim.userId);
  const token = api.deps.tokens.setPasswordToken(victim.userId, version ?? 0, victim.email);
  const set = await api.post('/v1/public/set-password', undefined, {
    token,
    password: 'a brand new password',
  });
  expect(set.status).toBe(204);
  expect((await api.get('/v1/me', victim)).status).toBe(401);
  expect((await api.call('GET', '/v1/me', { headers: { cookie } })).status).toBe(401);
});

it('forgets an offered membership with the address, and only that of the account that asks', async () => {
  const email = address();
  const mine = (await add(api.people.admin, email)).body.id;
  const theirs = (await add(api.people.other, email)).body.id;
  const { accountId } = api.people.admin;
  const { _id: requestId } = await api.stores.privacyRequests.create({
    accountId,
    requestedBy: api.people.admin.userId,
    emailKey: email,
  });
  await api.stores.privacy.finish(requestId, 0);
  expect(await api.stores.membershipOffers.find(mine)).toBeUndefined();
  expect(await api.stores.membershipOffers.find(theirs)).toBeDefined();
});

/** Does something once, where the next membership is about to be made. */
function beforeNextMembership(doThis: () => Promise<unknown>): void {
  const { memberships } = api.stores;
  const add = memberships.add.bind(memberships);
  memberships.add = async (membership) => {
    memberships.add = add;
    await doThis();
    return add(membership);
  };
}

it.each(['one offer', 'the offers of two accounts'])(
  'keeps the password of whoever was first, however calls of the links of %s meet',
  async (which) => {
    const email = address();
    const { id } = (await add(api.people.admin, email)).body;
    const other = which === 'one offer' ? id : (await add(api.people.other, email)).body.id;
    // The second call comes where the user is made, and the membership is not.
    let second = 0;
    beforeNextMembership(async () => (second = (await join(api, other, 'another long password')).status));
    const first = (await join(api, id)).status;
    expect([first, second, (await signIn(email)).status]).toEqual([
      204,
      which === 'one offer' ? 410 : 401,
      204,
    ]);
    expect((await join(api, other, 'another long password')).status).toBe(which === 'one offer' ? 404 : 401);
    expect((await signIn(email)).status).toBe(204);
  },
);

it('makes one user of the links of two accounts that are opened at once', async () => {
  const email = address();
  const offers = [await add(api.people.admin, email), await add(api.people.other, email)];
  const answers = await Promise.all(offers.map(({ body }) => join(api, body.id)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
});

it('shuts nobody out who joins an account at the moment in which the last other one lets go', async () => {
  const joins = async (user: Person) => {
    const { id } = (await add(api.people.admin, user.email)).body;
    return () => api.post(`/v1/me/membership-offers/${id}/accept`, user);
  };
  const letGo = (user: Person) => api.call('DELETE', `/v1/users/${user.userId}`, { as: api.people.other });
  const early = await stranger();
  const acceptEarly = await joins(early);
  beforeNextMembership(() => letGo(early));
  expect((await acceptEarly()).status).toBe(200);
  expect((await signIn(early.email)).status).toBe(204);

  // The other way round: between the look at the memberships and the disabling, the new one is made.
  const late = await stranger();
  const acceptLate = await joins(late);
  const { users } = api.stores;
  const update = users.update.bind(users);
  let lettingGo: Promise<Answer> | undefined;
  const accepted = new Promise<Answer>((resolve) => {
    beforeNextMembership(async () => {
      await new Promise<void>((isAboutToDisable) => {
        users.update = async (id, changes) => {
          users.update = update;
          isAboutToDisable();
          await accepted;
          return update(id, changes);
        };
        lettingGo = letGo(late);
      });
    });
    void acceptLate().then(resolve);
  });
  expect([(await accepted).status, (await lettingGo)?.status]).toEqual([200, 204]);
  expect((await signIn(late.email)).status).toBe(204);
});

it('makes one user of a link that is opened many times at once', async () => {
  const { id } = (await add(api.people.admin, address())).body;
  const answers = await Promise.all(Array.from({ length: 5 }, () => join(api, id)));
  expect(answers.filter(({ status }) => ![401, 404, 410].includes(status))).toMatchObject([{ status: 204 }]);
});
