import { decisionUpdate, invitationWorkflowId } from '../../../workflows/contract';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
beforeAll(async () => {
  await world.startWorld();
  const { admin } = world.people;
  const body = { autoOnboarding: false };
  await world.call('PUT', '/v1/programs/reviewed', { as: admin, body });
});
afterAll(() => world.stopWorld());

/** An invitation whose inviter may still grant the partner's role. */
const invited = (program: string) => world.invited({ program, roleKey: 'partner_admin' });
const inviterIs = (roleKey: string) => {
  const { accountId, userId } = world.people.admin;
  return world.stores.memberships.setRole(accountId, userId, roleKey);
};
const accept = (token: string) =>
  world.post('/v1/public/invitation/accept', undefined, { token, password: 'a fine long password' });
const byOperator = (decisionId: string) => ({ decisionId, actor: { kind: 'operator', id: 'olga' } }) as const;
const asApprover = (path: string) => world.get(path, world.people.approver);

afterEach(() => inviterIs('account_admin'));

describe('an inviter who was demoted since', () => {
  it('grants nothing by an acceptance, which waits in failed for somebody of rank', async () => {
    const { path, token, id } = await invited('default');
    await inviterIs('junior');
    expect((await accept(token)).status).toBe(200);
    await world.status(id, 'failed', world.people.approver);
    await inviterIs('account_admin');
    expect((await world.post(`${path}/retry`, world.people.admin)).status).toBe(200);
    await world.status(id, 'active', world.people.approver);
  });

  it('grants nothing by an approval, and the application stays pending', async () => {
    const { path, token, id } = await invited('reviewed');
    expect((await accept(token)).status).toBe(200);
    await world.status(id, 'pending_approval', world.people.approver);
    await inviterIs('junior');
    const answer = await world.post(`${path}/approve`, world.people.approver);
    expect([answer.status, answer.body.code]).toEqual([403, 'role-ceiling']);
    expect((await asApprover(path)).body).toMatchObject({ status: 'pending_approval', approvals: [] });
    await inviterIs('account_admin');
    expect((await world.post(`${path}/approve`, world.people.approver)).status).toBe(200);
    await world.status(id, 'active', world.people.approver);
  });

  it.each([
    ['accepted past the API', 'default'],
    ['approved past the API', 'reviewed'],
  ])('parks what was %s in failed, visibly, until it is put right', async (_how, program) => {
    const { path, token, id } = await invited(program);
    const handle = world.client.workflow.getHandle(invitationWorkflowId(id));
    if (program === 'reviewed') {
      expect((await accept(token)).status).toBe(200);
      await world.status(id, 'pending_approval', world.people.approver);
      await inviterIs('junior');
      await handle.executeUpdate(decisionUpdate('approveInvitation'), {
        args: [byOperator(`approve.${id}`)],
      });
    } else {
      await inviterIs('junior');
      await handle.executeUpdate(decisionUpdate('acceptInvitation'), { args: [byOperator(`accept.${id}`)] });
    }
    await world.status(id, 'failed', world.people.approver);
    const stored = await world.stores.invitations.findById(id);
    expect(stored?.failure).toMatchObject({ type: 'RoleCeiling' });
    expect(stored?.partnershipId).toBeNull();
    const { body } = await asApprover(`${path}/timeline`);
    expect(body.items.map(({ type }) => type)).toContain('provisioning_failed');
    const audited = await world.stores.auditLog.list({
      accountId: world.people.admin.accountId,
      types: ['provisioning_failed'],
      target: id,
      limit: 5,
    });
    expect(audited.items.map(({ actor }) => actor.kind)).toEqual(['system']);
    await inviterIs('account_admin');
    expect((await world.post(`${path}/retry`, world.people.operator)).status).toBe(200);
    await world.status(id, 'active', world.people.approver);
  });
});

describe('an inviter who has left since', () => {
  it('grants nothing either', async () => {
    const { token, id } = await invited('default');
    const { accountId, userId } = world.people.admin;
    await world.stores.memberships.remove(accountId, userId);
    const answer = await accept(token);
    await world.status(id, 'failed', world.people.approver);
    await world.stores.memberships.add({ accountId, userId, roleKey: 'account_admin' });
    expect(answer.status).toBe(200);
  });
});
