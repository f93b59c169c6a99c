import { postInvitationDecisions } from '../../../api/invitation-decisions/decide';
import { newId } from '../../../domain/ids';
import { bodyOf } from '../../support/api/declared-answers';
import { eventually, PASSWORD, type Person } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const people = () => world.people;
const DECISIONS = '/v1/invitation-decisions';

beforeAll(async () => {
  await world.startWorld();
  await world.stores.programs.put(people().admin.accountId, 'reviewed', { autoOnboarding: false });
});
afterAll(() => world.stopWorld());

/** A pending partner, as a list shows it. */
async function pending(partnerName = 'Initech', program = 'reviewed') {
  const { id, token, email } = await world.invited({ program, partnerName });
  await world.post('/v1/public/invitation/accept', undefined, { token, password: PASSWORD });
  const { contentHash } = await world.status(id, 'pending_approval');
  return { id, contentHash, email };
}
type Pending = Awaited<ReturnType<typeof pending>>;
const listed = (all: readonly Pending[]) => all.map(({ id, contentHash }) => ({ id, contentHash }));

async function decide(body: object, as: Person = people().approver, key?: string) {
  const answer = await world.post(DECISIONS, as, body, key === undefined ? {} : { 'idempotency-key': key });
  if (answer.status !== 200) throw new Error(answer.text);
  return bodyOf(postInvitationDecisions, answer);
}

const timelineOf = async (id: string) =>
  (await world.stores.events.list(id)).filter(({ type }) => type === 'approved' || type === 'rejected');

it('approves each by a decision of its own, in the order that was asked for', async () => {
  const all = [await pending('One'), await pending('Two'), await pending('Three')];
  const body = await decide({ action: 'approve', reason: 'Known to us', invitations: listed(all) });
  expect(body).toMatchObject({ action: 'approve', done: 3, queued: 0, refused: 0 });
  expect(body.items.map(({ partnerName }) => partnerName)).toEqual(['One', 'Two', 'Three']);
  for (const { id } of all) {
    const { approvals } = await world.status(id, 'active');
    expect(approvals).toMatchObject([{ by: people().approver.userId, note: 'Known to us' }]);
  }
});

it('rejects with one reason, and tells each applicant', async () => {
  const all = [await pending(), await pending()];
  const body = await decide({ action: 'reject', reason: 'Not this year', invitations: listed(all) });
  expect(body.items).toMatchObject([
    { result: 'done', status: 'rejected', problem: null },
    { result: 'done', status: 'rejected', problem: null },
  ]);
  for (const { id, email } of all) {
    expect((await world.status(id, 'rejected')).reason).toBe('Not this year');
    await world.mail(email, 'application-rejected', id);
  }
});

it.each(['approve', 'reject'])(
  'does not %s what was changed since it was read, and decides the rest',
  async (action) => {
    const [changed, same] = [await pending('Before'), await pending('Same')];
    const edit = { as: people().approver, body: { partnerName: 'After' } };
    expect((await world.call('PATCH', `/v1/invitations/${changed.id}`, edit)).status).toBe(200);
    const { done, refused, items } = await decide({ action, invitations: listed([changed, same]) });
    expect([done, refused]).toEqual([1, 1]);
    expect(items).toMatchObject([
      {
        invitationId: changed.id,
        partnerName: 'After',
        result: 'refused',
        problem: { code: 'content-changed' },
      },
      { invitationId: same.id, result: 'done', problem: null },
    ]);
    expect((await world.status(changed.id, 'pending_approval')).approvals).toEqual([]);
  },
);

it('says of each why it was refused, and undoes nothing of the others', async () => {
  const { admin, approver, other } = people();
  const own = await pending('Fine');
  const gone = await pending('Gone');
  await world.post(`/v1/invitations/${gone.id}/reject`, approver);
  await world.stores.programs.put(other.accountId, 'reviewed', { autoOnboarding: false });
  const unknown = { id: newId('inv'), contentHash: 'x', email: '' };
  const foreign = {
    ...unknown,
    id: (
      await world.post('/v1/invitations', other, {
        partnerName: 'Theirs',
        contactEmail: 'theirs@partner.example',
      })
    ).body.id,
  };
  const asked = listed([gone, unknown, foreign, own]);
  const { items } = await decide({ action: 'approve', invitations: asked });
  expect(
    items.map(({ result, problem, partnerName }) => [
      result,
      problem?.code,
      problem?.currentStatus,
      partnerName,
    ]),
  ).toEqual([
    ['refused', 'invalid-transition', 'rejected', 'Gone'],
    ['refused', 'not-found', null, null],
    ['refused', 'not-found', null, null],
    ['done', undefined, undefined, 'Fine'],
  ]);
  // The inviter has no vote, however many they ask for.
  const mine = await pending('Mine');
  const { items: refused } = await decide({ action: 'approve', invitations: listed([mine]) }, admin);
  expect(refused).toMatchObject([{ result: 'refused', problem: { code: 'self-approval' } }]);
});

it('counts once what is sent twice, one after the other and at once', async () => {
  const all = [await pending(), await pending()];
  const body = { action: 'approve', invitations: listed(all) };
  const send = () => world.post(DECISIONS, people().approver, body, { 'idempotency-key': 'twice' });
  const [first, second] = await Promise.all([send(), send()]);
  expect([first.status, second.status].sort()).toContain(200);
  const again = await send();
  expect([again.status, bodyOf(postInvitationDecisions, again).done]).toEqual([200, 2]);
  for (const { id } of all) {
    await world.status(id, 'active');
    expect(await timelineOf(id)).toHaveLength(1);
  }
});

it('makes up for a process that died half way, when it is asked again with the same key', async () => {
  const all = [await pending(), await pending()];
  const [first, second] = all;
  const { invitations } = world.stores;
  const find = invitations.find.bind(invitations);
  const dying = jest.spyOn(invitations, 'find').mockImplementation((accountId, id) => {
    if (id === second!.id) throw new Error('killed');
    return find(accountId, id);
  });
  const body = { action: 'reject', invitations: listed(all) };
  const send = () => world.post(DECISIONS, people().approver, body, { 'idempotency-key': 'half-way' });
  expect((await send()).status).toBe(500);
  await world.status(first!.id, 'rejected');
  dying.mockRestore();
  const again = await eventually(send, ({ status }) => status === 200);
  expect(bodyOf(postInvitationDecisions, again).items).toMatchObject([
    { result: 'done', status: 'rejected' },
    { result: 'done', status: 'rejected' },
  ]);
  expect(await timelineOf(first!.id)).toHaveLength(1);
});

it('keeps what no worker takes, and says so', async () => {
  const all = [await pending(), await pending()];
  await world.stopWorkers();
  const { queued, items } = await decide({ action: 'reject', invitations: listed(all) });
  expect([queued, items.map(({ result, status }) => [result, status])]).toEqual([
    2,
    [
      ['queued', null],
      ['queued', null],
    ],
  ]);
  await world.startWorkers();
  for (const { id } of all) await world.status(id, 'rejected');
});
