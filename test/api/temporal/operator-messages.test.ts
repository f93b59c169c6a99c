import { PASSWORD } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();

beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

/** What an operator may send by the Temporal CLI: the right members, and others beside and inside them. */
function odd(decisionId: string, more: object = {}) {
  return {
    decisionId,
    actor: { kind: 'operator', id: 'olga', team: 'ops', $where: '1', nested: { deep: [1, { a: null }] } },
    note: 'x'.repeat(50_000),
    seq: -1,
    ...more,
  };
}

it('stores of an operator’s message what it knows, so that the read model follows and the run ends', async () => {
  const { id, path } = await world.invited();
  const handle = world.client.workflow.getHandle(`invitation-${id}`);
  await handle.signal('acceptInvitation', odd('ops-1', { partnerUserId: { $gt: '' } }));
  await world.status(id, 'active');
  await handle.result();
  expect((await world.stores.invitations.findById(id))?.acceptedBy).toEqual({ kind: 'operator', id: 'olga' });
  const { items } = (await world.get(`${path}/timeline`, world.people.admin)).body;
  expect(items.map(({ type }) => type)).toContain('accepted');
});

it('ends a run whose last decision came with members that nobody knows', async () => {
  const { id } = await world.invited();
  const handle = world.client.workflow.getHandle(`invitation-${id}`);
  await handle.executeUpdate('revokeInvitation', { args: [odd('ops-2')] as [object] });
  await handle.result();
  await world.status(id, 'revoked');
});

it('keeps a password hash as long as a retry may need it, and no longer', async () => {
  await world.stopWorkers();
  await world.startWorkers([{ activity: 'createAccount', kind: 'permanent', count: 1 }]);
  const { id, path, token, email } = await world.invited();
  const kept = async () =>
    (await world.stores.applications.ofInvitation(id)).map(({ passwordHash }) => passwordHash !== null);
  await world.post('/v1/public/invitation/accept', undefined, { token, password: PASSWORD });
  await world.status(id, 'failed');
  expect(await kept()).toEqual([true]);
  expect((await world.post(`${path}/retry`, world.people.admin)).status).toBe(200);
  await world.status(id, 'active');
  expect((await world.post('/v1/session', undefined, { email, password: PASSWORD })).status).toBe(204);
  expect(await kept()).toEqual([false]);
});

it('forgets the password of an application that was rejected, and of one that a crash left', async () => {
  await world.stores.programs.put(world.people.admin.accountId, 'reviewed', { autoOnboarding: false });
  const { id, path, token } = await world.invited({ program: 'reviewed' });
  await world.post('/v1/public/invitation/accept', undefined, { token, password: PASSWORD });
  await world.status(id, 'pending_approval');
  await world.stores.privacy.dropUsedPasswords();
  const hashes = async () =>
    (await world.stores.applications.ofInvitation(id)).map(({ passwordHash }) => passwordHash);
  expect(await hashes()).toEqual([expect.any(String)]);
  await world.post(`${path}/reject`, world.people.approver);
  await world.status(id, 'rejected');
  expect(await hashes()).toEqual([null]);
  await world.stores.applications.create({ invitationId: id, passwordHash: 'left behind' });
  await world.stores.privacy.dropUsedPasswords();
  expect(await hashes()).toEqual([null, null]);
});
