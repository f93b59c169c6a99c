import { randomBytes } from 'node:crypto';
import { member, ranked } from '../../support/api/people-samples';
import { eventually, type Person } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
beforeAll(async () => {
  await world.startWorld();
  const as = world.people.admin;
  await world.call('PUT', '/v1/programs/automatic', { as, body: { autoOnboarding: true } });
  await world.call('PUT', '/v1/programs/reviewed', { as, body: { autoOnboarding: false } });
});
afterAll(() => world.stopWorld());

/** An invitation that was mailed, by an administrator who will not stay. */
async function invitedByAnother(program: string) {
  const inviter = await member(world, 'account_admin');
  const email = `${randomBytes(5).toString('hex')}@partner.example`;
  const body = { partnerName: 'Initech', contactEmail: email, program, roleKey: 'partner_admin' };
  const { id } = (await world.post('/v1/invitations', inviter, body)).body;
  await world.status(id, 'sent');
  return { id, inviter, path: `/v1/invitations/${id}`, token: await world.token(email) };
}

const accept = (token: string) =>
  world.post('/v1/public/invitation/accept', undefined, { token, password: 'a fine long password' });
const remove = ({ userId }: Person, query = '') =>
  world.call('DELETE', `/v1/users/${userId}${query}`, { as: world.people.admin });
const demote = ({ userId }: Person) =>
  world.call('PUT', `/v1/users/${userId}`, { as: world.people.admin, body: { roleKey: 'viewer' } });

describe('an inviter who is removed or demoted', () => {
  it.each([
    ['removed', remove, 204],
    ['demoted', demote, 200],
  ] as const)('and %s leaves the invited person a link that works', async (_how, end, status) => {
    const { id, inviter, token } = await invitedByAnother('automatic');
    expect((await end(inviter)).status).toBe(status);
    const answer = await accept(token);
    expect({ status: answer.status, body: answer.text }).toMatchObject({ status: 200 });
    await world.status(id, 'active');
    expect((await world.stores.invitations.findById(id))?.responsibleId).toBe(world.people.admin.userId);
  });

  it.each([
    ['removed', remove],
    ['demoted', demote],
  ] as const)('and %s leaves approvers an approval that works', async (_how, end) => {
    const { id, inviter, path, token } = await invitedByAnother('reviewed');
    expect((await accept(token)).status).toBe(200);
    await world.status(id, 'pending_approval');
    await end(inviter);
    const { allowedActions } = (await world.get(path, world.people.approver)).body;
    expect(allowedActions).toContain('approve');
    const approved = await world.post(`${path}/approve`, world.people.approver);
    expect({ status: approved.status, body: approved.text }).toMatchObject({ status: 200 });
    await world.status(id, 'active');
  });

  it('is shown with what they stand for, and hands it to whom one names', async () => {
    const { id, inviter } = await invitedByAnother('automatic');
    const shown = await world.get(`/v1/users/${inviter.userId}/responsibilities`, world.people.admin);
    expect([shown.status, shown.body]).toEqual([
      200,
      { openInvitations: 1, invitations: [{ id, partnerName: 'Initech', status: 'sent' }], apiKeys: 1 },
    ]);
    for (const wrong of [world.people.viewer, world.people.other, inviter]) {
      const refused = await remove(inviter, `?handOverTo=${wrong.userId}`);
      expect([refused.status, refused.body.errors[0]?.pointer]).toEqual([422, '/handOverTo']);
    }
    const heir = await member(world, 'account_admin');
    expect((await remove(inviter, `?handOverTo=${heir.userId}`)).status).toBe(204);
    expect((await world.stores.invitations.findById(id))?.responsibleId).toBe(heir.userId);
    const foreign = await world.get(`/v1/users/${heir.userId}/responsibilities`, world.people.other);
    expect(foreign.status).toBe(404);
  });
});

describe('a hand-over', () => {
  it('goes to somebody of enough rank, and stands in the audit log', async () => {
    const { accountId } = world.people.admin;
    const { id, inviter } = await invitedByAnother('automatic');
    const low = await ranked(world, 100, ['users:write', 'users:read']);
    await world.stores.roles.put(accountId, {
      key: (await world.stores.memberships.find(accountId, low.userId))!.roleKey,
      name: 'Low',
      rank: 20,
      scopes: ['users:write', 'users:read'],
    });
    await world.stores.memberships.setRole(accountId, inviter.userId, 'viewer');
    const done = await world.call('DELETE', `/v1/users/${inviter.userId}`, { as: low });
    expect(done.status).toBe(204);
    const { responsibleId } = (await world.stores.invitations.findById(id))!;
    const heir = await world.stores.memberships.find(accountId, responsibleId ?? '');
    expect(heir?.roleKey).toBe('account_admin');
    const { items } = (await world.get('/v1/audit-log?type=user_removed', world.people.admin)).body;
    expect(items[0]).toMatchObject({
      after: { handOver: { handedOver: 1, receivers: [responsibleId], staying: 0 } },
    });
  });

  it('leaves everything as it was where the last administrator would go', async () => {
    const { accountId } = world.people.other;
    const as = world.people.other;
    const body = { partnerName: 'Initech', contactEmail: `${randomBytes(5).toString('hex')}@p.example` };
    const { id } = (await world.post('/v1/invitations', as, body)).body;
    await member(world, 'operator', as);
    const refused = await world.call('PUT', `/v1/users/${as.userId}`, { as, body: { roleKey: 'viewer' } });
    expect([refused.status, refused.body.currentStatus]).toEqual([409, 'last-administrator']);
    expect((await world.stores.invitations.findById(id))?.responsibleId ?? null).toBeNull();
    expect((await world.stores.memberships.find(accountId, as.userId))?.roleKey).toBe('account_admin');
  });
});

describe('a role that is lowered', () => {
  it('never leaves the account without anybody who administers it', async () => {
    const { accountId, userId } = world.people.other;
    const scopes = ['users:write', 'users:read', 'roles:write', 'roles:read'] as const;
    await world.stores.roles.put(accountId, { key: 'chief', name: 'Chief', rank: 90, scopes });
    await world.stores.memberships.setRole(accountId, userId, 'chief');
    const put = (body: object) => world.call('PUT', '/v1/roles/chief', { as: world.people.other, body });
    for (const body of [
      { scopes: ['users:read', 'roles:write'] },
      { scopes: ['users:write'] },
      { rank: 5 },
    ]) {
      const refused = await put(body);
      expect([refused.status, refused.body.currentStatus]).toEqual([409, 'last-administrator']);
    }
    expect((await put({ name: 'Chiefs' })).status).toBe(200);
    await world.stores.memberships.setRole(accountId, userId, 'account_admin');
    expect((await put({ rank: 5 })).status).toBe(200);
  });

  it('leaves the invited person a link that works while somebody else stands for the invitation', async () => {
    const { accountId } = world.people.admin;
    const inviter = await ranked(world, 85, ['invitations:write', 'invitations:read']);
    const { roleKey } = (await world.stores.memberships.find(accountId, inviter.userId))!;
    const { id, token } = await world.invited({ program: 'automatic', roleKey: 'partner_user' });
    await world.stores.invitations.handOver(accountId, [id], inviter.userId);
    const body = { rank: 10 };
    const lowered = await world.call('PUT', `/v1/roles/${roleKey}`, { as: world.people.admin, body });
    expect(lowered.status).toBe(200);
    expect((await accept(token)).status).toBe(200);
    await world.status(id, 'active');
  });
});

describe('an invitation that nobody of rank stands for any more', () => {
  it('is accepted, waits where a person can help, and goes on by somebody of rank', async () => {
    const { id, inviter, path, token } = await invitedByAnother('automatic');
    await world.stores.memberships.remove(inviter.accountId, inviter.userId);
    expect((await accept(token)).status).toBe(200);
    await world.status(id, 'failed');
    expect((await world.stores.invitations.findById(id))?.failure).toMatchObject({ type: 'RoleCeiling' });
    const { operator, admin } = world.people;
    expect((await world.get(path, operator)).body.allowedActions).not.toContain('retry');
    const refused = await world.post(`${path}/retry`, operator);
    expect([refused.status, refused.body.code]).toEqual([403, 'role-ceiling']);
    expect((await world.get(path, admin)).body.allowedActions).toContain('retry');
    expect((await world.post(`${path}/retry`, admin)).status).toBe(200);
    await eventually(
      async () => (await world.get(path, admin)).body.status,
      (status) => status === 'active',
    );
  });

  it('is told to the person who is responsible and to the administrators who can help', async () => {
    const { id, inviter, token } = await invitedByAnother('automatic');
    const heir = await member(world, 'viewer');
    await world.stores.invitations.handOver(inviter.accountId, [id], heir.userId);
    await world.stores.memberships.remove(inviter.accountId, inviter.userId);
    expect((await accept(token)).status).toBe(200);
    await world.status(id, 'failed');
    for (const { email } of [heir, world.people.admin]) {
      const { text, subject } = await world.mail(email, 'provisioning-failed-notice', id);
      expect(subject).toContain('Initech');
      expect(text).toContain('nobody of enough rank stands for it');
      expect(text).toContain(`/invitations/${id}`);
    }
    const told = world.mails.filter(
      ({ template, invitationId }) => template === 'provisioning-failed-notice' && invitationId === id,
    );
    const addresses = told.map(({ to }) => to.email);
    for (const { email } of [world.people.operator, world.people.approver, world.people.other])
      expect(addresses).not.toContain(email);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('is offered for approval to those only who could carry it', async () => {
    const { id, inviter, path, token } = await invitedByAnother('reviewed');
    expect((await accept(token)).status).toBe(200);
    await world.status(id, 'pending_approval');
    await world.stores.memberships.remove(inviter.accountId, inviter.userId);
    expect((await world.get(path, world.people.approver)).body.allowedActions).not.toContain('approve');
    expect((await world.get(path, world.people.admin)).body.allowedActions).toContain('approve');
    expect((await world.post(`${path}/approve`, world.people.admin)).status).toBe(200);
    await world.status(id, 'active');
  });
});
