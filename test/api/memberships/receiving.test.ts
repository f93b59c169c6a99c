import { randomBytes } from 'node:crypto';
import type { Person } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const people = () => world.people;

beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

/** A user with a password and a whole API key, as a member of the accounts, oldest first. */
async function member(name: string, ...memberships: [accountId: string, roleKey: string][]): Promise<Person> {
  const { apiKeys, memberships: store, users } = world.stores;
  const email = `${name}.${randomBytes(4).toString('hex')}@people.example`;
  const made = await users.create({ email, firstName: name, passwordHash: 'scrypt-hash' });
  const userId = made.ok ? made.user._id : made.holder._id;
  for (const [accountId, roleKey] of memberships) await store.add({ accountId, userId, roleKey });
  const accountId = memberships[0]?.[0] ?? '';
  const { key } = await apiKeys.create({ accountId, userId, name: 'Test' });
  return { userId, accountId, email, key };
}

const account = async (name: string) => (await world.stores.accounts.create({ name }))._id;

/** The same user by a key of another account, or by a narrowed one. */
async function as(person: Person, changes: { accountId?: string; scopes?: 'invitations:read'[] }) {
  const { key } = await world.stores.apiKeys.create({ ...person, ...changes, name: 'Test' });
  return { ...person, ...changes, key };
}

const received = async (by: Person) =>
  (await world.get('/v1/invitations?view=received', by)).body.items.map(({ id }) => id);

const invite = (contactEmail: string, changes: object = {}, by = people().admin) =>
  world.post('/v1/invitations', by, { partnerName: 'Initech', contactEmail, ...changes });

describe('what was sent to somebody', () => {
  it('is read in their home account, and not in an account that they joined later', async () => {
    const [home, later] = [await account('Home'), await account('Mallory')];
    const rita = await member('rita', [home, 'viewer'], [later, 'viewer']);
    const boss = await member('boss', [home, 'partner_admin']);
    const mallory = await member('mallory', [later, 'account_admin']);
    const { id, path } = await world.invited(
      { contactEmail: rita.email, message: 'Between us', phoneNumber: '+49 30 123456' },
      'share-notification',
    );

    expect(await received(mallory)).toEqual([]);
    expect((await world.get(path, mallory)).status).toBe(404);
    const counts = await world.get('/v1/partner-explorer/counts', mallory);
    expect(counts.body).toMatchObject({ received: 0 });
    for (const action of ['accept', 'decline']) {
      expect((await world.post(`${path}/${action}`, mallory)).status).toBe(404);
    }
    expect(await received(boss)).toEqual([id]);
    expect((await world.get(path, boss)).body).toMatchObject({ message: 'Between us', allowedActions: [] });
    expect((await world.post(`${path}/accept`, boss)).status).toBe(403);
    // The invited user sees it from wherever they are signed in.
    expect(await received(rita)).toEqual([id]);
    expect(await received(await as(rita, { accountId: later }))).toEqual([id]);
  });

  it('is told to the administrators of the home account alone', async () => {
    const [home, later] = [await account('Home'), await account('Mallory')];
    const rita = await member('rita', [home, 'viewer'], [later, 'account_admin']);
    const boss = await member('boss', [home, 'partner_admin']);
    const mallory = await member('mallory', [later, 'account_admin']);
    await world.invited({ contactEmail: rita.email }, 'share-notification');
    await world.mail(boss.email, 'share-notification-admin');
    expect(world.mails.filter(({ to }) => to.email === mallory.email)).toEqual([]);
  });

  it('goes with the account that accepted, which approvers see and approve', async () => {
    const [home, later] = [await account('Home'), await account('Later')];
    const rita = await member('rita', [home, 'viewer'], [later, 'viewer']);
    const boss = await member('boss', [home, 'partner_admin']);
    const chief = await member('chief', [later, 'partner_admin']);
    await world.stores.programs.put(people().admin.accountId, 'reviewed', { autoOnboarding: false });
    const { id, path } = await world.invited(
      { contactEmail: rita.email, program: 'reviewed' },
      'share-notification',
    );
    const before = (await world.get(path, people().approver)).body;
    const inLater = await as(rita, { accountId: later });
    expect((await world.get(path, inLater)).body).toMatchObject({
      acceptsFor: {
        account: { id: later, name: 'Later' },
        partnerOf: { id: people().admin.accountId, name: 'Acme' },
      },
    });
    expect((await world.post(`${path}/accept`, inLater)).status).toBe(200);
    const pending = await world.status(id, 'pending_approval');
    expect(pending).toMatchObject({
      acceptedBy: {
        kind: 'user',
        user: { id: rita.userId, name: 'rita' },
        account: { id: later, name: 'Later' },
      },
    });
    expect(pending.contentHash).not.toBe(before.contentHash);
    await world.mail(chief.email, 'partnership-notice', id);
    expect(await received(chief)).toEqual([id]);
    expect(await received(boss)).toEqual([]);

    const approve = (contentHash: string) =>
      world.post(`${path}/approve`, people().approver, { contentHash });
    expect((await approve(before.contentHash)).body.code).toBe('content-changed');
    expect((await approve(pending.contentHash)).status).toBe(200);
    expect(await world.status(id, 'active')).toMatchObject({ accountId: later });
    const notices = world.mails.filter(({ template }) => template === 'partnership-notice');
    expect(notices.filter(({ invitationId }) => invitationId === id)).toHaveLength(1);
  });
});

describe('what was accepted by link', () => {
  /** Accepted by link and not approved yet, when the person joins another tenant by that tenant's offer. */
  async function acceptedThenJoined(secret: string) {
    const { accountId } = people().admin;
    const { programs, users, workspaces } = world.stores;
    const { _id: workspaceId } = await workspaces.create({ accountId, name: 'Products' });
    const folder = await workspaces.createFolder({ accountId, workspaceId, name: secret });
    await programs.put(accountId, 'reviewed', { autoOnboarding: false });
    const share = { workspaceId, folderIds: [folder?._id] };
    const invited = await world.invited({ program: 'reviewed', share });
    const accept = { token: invited.token, password: 'a password for Acme' };
    await world.post('/v1/public/invitation/accept', undefined, accept);
    const pending = await world.status(invited.id, 'pending_approval');

    const globex = await account('Globex');
    const mallory = await member('mallory', [globex, 'account_admin']);
    const offered = { email: invited.email, firstName: 'Vera', lastName: 'T', roleKey: 'viewer' };
    const offer = await world.post('/v1/users', mallory, offered);
    expect(offer.status).toBe(201);
    const link = world.deps.tokens.membershipOfferLink(offer.body.id, 1, invited.email);
    const joined = await world.post('/v1/public/set-password', undefined, {
      token: new URL(link).searchParams.get('token'),
      password: 'a password for Globex',
    });
    expect(joined.status).toBe(204);
    const user = (await users.findByEmailKey(invited.email))!;
    const { key } = await world.stores.apiKeys.create({ accountId: globex, userId: user._id, name: 'Test' });
    const person = { userId: user._id, accountId: globex, email: invited.email, key };
    return { ...invited, pending, globex, mallory, person, user };
  }

  it('shows to the person alone until it is bound, whatever account they join', async () => {
    const { id, path, mallory, person } = await acceptedThenJoined('Prices');
    expect(await received(mallory)).toEqual([]);
    expect((await world.get(path, mallory)).status).toBe(404);
    const counts = await world.get('/v1/partner-explorer/counts', mallory);
    expect(counts.body).toMatchObject({ received: 0 });
    expect(await received(person)).toEqual([id]);
  });

  it('joins an account of their own, as was approved, and never one that they joined meanwhile', async () => {
    const { id, path, pending, globex, mallory, person, user } = await acceptedThenJoined('Secret prices');
    const seen = (await world.get(path, people().approver)).body;
    expect(seen).toMatchObject({
      acceptedBy: { kind: 'invitee', account: null },
      contentHash: pending.contentHash,
    });
    const { contentHash } = seen;
    expect((await world.post(`${path}/approve`, people().approver, { contentHash })).status).toBe(200);
    const accountId = (await world.status(id, 'active')).accountId ?? '';
    expect(accountId).not.toBe(globex);
    expect((await world.get('/v1/me/workspace', mallory)).body).toMatchObject({ sharedFolders: [] });
    expect(await received(mallory)).toEqual([]);
    // The same person has it, with the password they chose last, in the account that was made for them.
    const own = await as(person, { accountId });
    expect((await world.get('/v1/me/workspace', own)).body).toMatchObject({
      sharedFolders: [{ name: 'Secret prices' }],
    });
    expect(await world.stores.users.find(user._id)).toMatchObject({ passwordHash: user.passwordHash });
    expect(await world.stores.memberships.ofAccount(accountId)).toMatchObject([
      { userId: user._id, roleKey: 'partner_admin', createdBy: id },
    ]);
  });
});

describe('answering what was sent to oneself', () => {
  it.each(['approver', 'operator', 'viewer', 'bare'])('needs no scope of the role %s', async (roleKey) => {
    const home = await account('Home');
    await world.stores.roles.put(home, { key: 'bare', name: 'Bare', rank: 5, scopes: [] });
    const [one, other] = [await member('one', [home, roleKey]), await member('other', [home, roleKey])];
    const { id, path } = await world.invited({ contactEmail: one.email }, 'share-notification');
    const { path: second } = await world.invited({ contactEmail: other.email }, 'share-notification');
    expect(await received(one)).toContain(id);
    expect((await world.get(path, one)).body.allowedActions).toEqual(['accept', 'decline']);
    expect((await world.post(`${path}/accept`, one)).status).toBe(200);
    expect(await world.status(id, 'active')).toMatchObject({ accountId: home });
    expect((await world.post(`${second}/decline`, other)).status).toBe(200);
  });

  it('is refused to a narrowed key without invitations:receive', async () => {
    const home = await account('Home');
    const one = await member('one', [home, 'partner_admin']);
    const { path } = await world.invited({ contactEmail: one.email }, 'share-notification');
    for (const scopes of [[], ['invitations:read' as const]]) {
      const narrow = await as(one, { scopes });
      for (const action of ['accept', 'decline']) {
        const answer = await world.post(`${path}/${action}`, narrow);
        expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
      }
    }
    const reader = await as(one, { scopes: ['invitations:read'] });
    expect((await world.get(path, reader)).body.allowedActions).toEqual([]);
  });

  it('shows a colleague who was invited nothing of the sender’s side', async () => {
    const { accountId } = people().admin;
    await world.stores.roles.put(accountId, { key: 'bare', name: 'Bare', rank: 5, scopes: [] });
    const colleague = await member('colleague', [accountId, 'bare']);
    const { path } = await world.invited({ contactEmail: colleague.email }, 'share-notification');
    const { body } = await world.get(path, colleague);
    expect(body).toMatchObject({ acceptsFor: { account: null }, customFields: null, ruleId: null });
    expect(body.workflow).toMatchObject({ url: null });
    expect((await world.get('/v1/invitations?view=sent', colleague)).status).toBe(403);
  });
});

describe('who is a partner', () => {
  it('is known by the own invitations, not by who belongs to the partner’s account', async () => {
    const { id, token, email } = await world.invited();
    await world.post('/v1/public/invitation/accept', undefined, { token });
    const partner = await world.status(id, 'active');
    const colleague = await member('colleague', [partner.accountId ?? '', 'partner_user']);

    const own = await invite(email);
    expect([own.status, own.body.code]).toEqual([409, 'already-a-partner']);
    const rows = [colleague.email, email].map((contactEmail) => ({ partnerName: 'Initech', contactEmail }));
    const dryRun = await world.post('/v1/invitation-imports?dryRun=true', people().admin, { rows });
    expect(dryRun.body).toMatchObject({ alreadyPartner: 1 });
    expect((await invite(colleague.email)).status).toBe(201);
  });
});
