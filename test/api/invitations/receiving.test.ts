import { createHash } from 'node:crypto';
import type { Person } from '../../support/api/support';
import { PASSWORD } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const people = () => world.people;

beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

/** Invites by one of the two vendors and answers the invitation with the token of its mail. */
async function invite(contactEmail: string, by = people().admin, changes: object = {}) {
  const body = { partnerName: 'Initech', contactEmail, ...changes };
  const { body: made } = await world.post('/v1/invitations', by, body);
  await world.status(made.id, 'sent', by);
  const mail = world.mails.find((one) => one.invitationId === made.id && one.to.email === contactEmail)!;
  const token = /token=([\w.-]+)/.exec(mail.text)?.[1] ?? '';
  return { id: made.id, path: `/v1/invitations/${made.id}`, token, template: mail.template };
}

const acceptByLink = (token: string, password?: string) =>
  world.post('/v1/public/invitation/accept', undefined, { token, ...(password && { password }) });

const accountOf = async (id: string, by: Person) => (await world.status(id, 'active', by)).accountId ?? '';

/** The user of the address with a key of their oldest account. */
async function signedIn(email: string): Promise<Person> {
  const { apiKeys, memberships, users } = world.stores;
  const user = (await users.findByEmailKey(email))!;
  const { accountId } = (await memberships.ofUser(user._id))[0]!;
  const { key } = await apiKeys.create({ accountId, userId: user._id, name: 'Test' });
  return { userId: user._id, accountId, email, key };
}

const reviewed = async (by: Person) => {
  await world.stores.programs.put(by.accountId, 'reviewed', {
    autoOnboarding: false,
    inviterMayApprove: true,
  });
  return { program: 'reviewed' };
};

async function approve({ id, path }: { id: string; path: string }, by: Person) {
  await world.status(id, 'pending_approval', by);
  return world.post(`${path}/approve`, by);
}

describe('two vendors who invite the same new person', () => {
  it('both get their partner, the second after a sign-in', async () => {
    const email = 'twice@partner.example';
    const first = await invite(email);
    const second = await invite(email, people().other);
    expect(second.template).toBe('invitation');
    expect((await acceptByLink(first.token, PASSWORD)).status).toBe(200);
    const accountId = await accountOf(first.id, people().admin);

    const lookup = await world.post('/v1/public/invitation/lookup', undefined, { token: second.token });
    expect(lookup.body).toMatchObject({ account: 'existing' });
    expect((await acceptByLink(second.token, PASSWORD)).status).toBe(401);
    const invited = await signedIn(email);
    const received = await world.get('/v1/invitations?view=received', invited);
    expect(received.body.items.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
    expect((await world.get(second.path, invited)).body).toMatchObject({
      allowedActions: ['accept', 'decline'],
      acceptsFor: { account: { id: accountId, name: 'Initech' }, partnerOf: { name: 'Globex' } },
    });
    expect((await world.post(`${second.path}/accept`, invited)).status).toBe(200);
    expect(await accountOf(second.id, people().other)).toBe(accountId);
  });

  it.each(['automatically', 'after approvals'])(
    'both get the one account %s when both are accepted at once',
    async (how) => {
      for (let round = 0; round < 3; round += 1) {
        const email = `race.${createHash('sha256').update(how).digest('hex').slice(0, 6)}${round}@partner.example`;
        const vendors = [people().admin, people().other];
        const isReviewed = how === 'after approvals';
        const invitations = [];
        for (const by of vendors) {
          invitations.push(await invite(email, by, isReviewed ? await reviewed(by) : {}));
        }
        const answers = await Promise.all(invitations.map(({ token }) => acceptByLink(token, PASSWORD)));
        // Whoever comes late may find a user there who has to sign in; nobody is left with a dead end.
        for (const [index, answer] of answers.entries()) {
          expect([200, 401]).toContain(answer.status);
          if (answer.status === 401) {
            const { path } = invitations[index]!;
            expect((await world.post(`${path}/accept`, await signedIn(email))).status).toBe(200);
          }
        }
        if (isReviewed) {
          const approvers = [people().approver, people().second];
          const ends = await Promise.all([
            approve(invitations[0]!, approvers[0]!),
            approve(invitations[1]!, people().other),
          ]);
          expect(ends.map(({ status }) => status)).toEqual([200, 200]);
        }
        const accounts = await Promise.all(
          invitations.map(({ id }, index) => accountOf(id, vendors[index]!)),
        );
        expect(new Set(accounts).size).toBe(1);
        const users = world.connection.db!.collection('users');
        expect(await users.countDocuments({ emailKey: email })).toBe(1);
      }
    },
  );

  it('tell the administrators of the account that a link has joined', async () => {
    const email = 'told@partner.example';
    const slow = await invite(email, people().admin, await reviewed(people().admin));
    expect((await acceptByLink(slow.token)).status).toBe(200);
    const fast = await invite(email, people().other);
    expect((await acceptByLink(fast.token, PASSWORD)).status).toBe(200);
    const accountId = await accountOf(fast.id, people().other);
    const { memberships, users } = world.stores;
    const before = await users.findByEmailKey(email);
    const chief = await users.create({ email: 'chief@umbrella.example', passwordHash: 'their own' });
    const userId = chief.ok ? chief.user._id : '';
    await memberships.add({ accountId, userId, roleKey: 'partner_admin' });
    await world.mail(email, 'welcome');
    world.mails.splice(0);

    expect((await approve(slow, people().approver)).status).toBe(200);
    expect(await accountOf(slow.id, people().admin)).toBe(accountId);
    const notice = await world.mail('chief@umbrella.example', 'partnership-notice');
    expect(notice.text).toContain('your account becomes a partner of Acme');
    expect(before).toBeDefined();
    expect((await users.findByEmailKey(email))?.passwordHash).toBe(before?.passwordHash);
    expect((await world.mail(email, 'welcome')).text).not.toContain('token=');
  });
});

describe('somebody without a way in', () => {
  it('accepts by the link and sets a password when their last membership was removed', async () => {
    const email = 'removed@partner.example';
    const first = await invite(email);
    await acceptByLink(first.token, PASSWORD);
    const accountId = await accountOf(first.id, people().admin);
    const { memberships, users } = world.stores;
    const user = (await users.findByEmailKey(email))!;
    await memberships.remove(accountId, user._id);
    await users.update(user._id, { status: 'disabled' });

    const second = await invite(email, people().other);
    expect(second.template).toBe('invitation');
    const lookup = await world.post('/v1/public/invitation/lookup', undefined, { token: second.token });
    expect(lookup.body).toMatchObject({ account: 'new' });
    const password = 'another horse battery';
    expect((await acceptByLink(second.token, password)).status).toBe(200);
    const own = await accountOf(second.id, people().other);
    expect(own).not.toBe(accountId);
    const signIn = (secret: string) => world.post('/v1/session', undefined, { email, password: secret });
    expect((await signIn(password)).status).toBe(204);
    expect((await signIn(PASSWORD)).status).toBe(401);
  });

  it('gets a link to set one where they left the password out', async () => {
    const email = 'nopassword@partner.example';
    const made = await world.stores.users.create({ email, passwordHash: 'old' });
    await world.stores.users.update(made.ok ? made.user._id : '', { status: 'disabled' });
    const { id, token } = await invite(email);
    expect((await acceptByLink(token)).status).toBe(200);
    await accountOf(id, people().admin);
    const link = await world.token(email, 'welcome');
    const set = await world.post('/v1/public/set-password', undefined, { token: link, password: PASSWORD });
    expect(set.status).toBe(204);
    expect((await world.post('/v1/session', undefined, { email, password: PASSWORD })).status).toBe(204);
  });

  it('gets an account of their own when they are only in the inviting one', async () => {
    const { viewer } = people();
    const { id, path, template } = await invite(viewer.email);
    expect(template).toBe('share-notification');
    expect((await world.get(path, viewer)).body).toMatchObject({
      acceptsFor: { account: null, partnerOf: { name: 'Acme' } },
    });
    expect((await world.post(`${path}/accept`, viewer)).status).toBe(200);
    const own = await accountOf(id, people().admin);
    expect(own).not.toBe(viewer.accountId);
    const memberships = await world.stores.memberships.ofUser(viewer.userId);
    expect(memberships.map(({ accountId }) => accountId)).toEqual([viewer.accountId, own]);
  });
});

describe('a letter', () => {
  it('is to an existing user when it is sent, whoever was invited', async () => {
    const { admin, other } = people();
    await world.stores.programs.put(admin.accountId, 'quick', { resendCooldown: 'PT0S' });
    const email = 'later@partner.example';
    const mine = await invite(email, admin, { program: 'quick' });
    const theirs = await invite(email, other);
    await acceptByLink(theirs.token, PASSWORD);
    await accountOf(theirs.id, other);
    expect((await world.post(`${mine.path}/resend`, admin)).status).toBe(200);
    expect((await world.mail(email, 'new-link')).text).toContain('please sign in to accept');
  });
});
