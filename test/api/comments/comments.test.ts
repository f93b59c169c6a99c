import { getInvitationsByIdComments, postInvitationsByIdComments } from '../../../api/comments';
import { getInvitationsByIdTimeline } from '../../../api/invitations/timeline';
import { bodyOf } from '../../support/api/declared-answers';
import { eventually, type Person } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const people = () => world.people;
beforeAll(async () => {
  await world.startWorld();
  await world.stores.programs.put(people().admin.accountId, 'reviewed', { autoOnboarding: false });
});
afterAll(() => world.stopWorld());

const TEXT = 'Ask their <b>bank</b> first.\nSeen the contract?';

/** Somebody who has applied and waits for approval. */
async function pending() {
  const invited = await world.invited({ program: 'reviewed' });
  await world.post('/v1/public/invitation/accept', undefined, { token: invited.token });
  await world.status(invited.id, 'pending_approval');
  return invited;
}

const comment = (path: string, as: Person, text: unknown = TEXT, headers = {}) =>
  world.post(`${path}/comments`, as, { text }, headers);
const commentsOn = async (path: string, as = people().viewer) =>
  bodyOf(getInvitationsByIdComments, await world.get(`${path}/comments`, as)).items;
const assign = (path: string, userId: string | null, as = people().approver) =>
  world.call('PUT', `${path}/assignee`, { as, body: { userId } });
const timelineOf = async (path: string) =>
  bodyOf(getInvitationsByIdTimeline, await world.get(`${path}/timeline`, people().admin)).items;

describe('comments', () => {
  it('are read by colleagues in their order, and by nobody else', async () => {
    const { path, token } = await pending();
    const first = bodyOf(postInvitationsByIdComments, await comment(path, people().approver));
    expect(first).toMatchObject({ author: { id: people().approver.userId, name: 'abel Test' }, text: TEXT });
    await comment(path, people().operator, 'Yes.');
    expect((await commentsOn(path)).map(({ text }) => text)).toEqual([TEXT, 'Yes.']);
    expect((await world.get(`${path}/comments`, people().other)).status).toBe(404);
    const lookup = await world.post('/v1/public/invitation/lookup', undefined, { token });
    expect(lookup.text).not.toContain('bank');
  });

  it('come page by page, in either order', async () => {
    const { path } = await pending();
    for (const text of ['1', '2', '3']) await comment(path, people().approver, text);
    const page = await world.get(`${path}/comments?limit=2&sort=-createdAt`, people().viewer);
    const rest = await world.get(
      `${path}/comments?limit=2&sort=-createdAt&cursor=${encodeURIComponent(page.body.nextCursor ?? '')}`,
      people().viewer,
    );
    const texts = [page, rest].flatMap((answer) =>
      bodyOf(getInvitationsByIdComments, answer).items.map(({ text }) => text),
    );
    expect(texts).toEqual(['3', '2', '1']);
  });

  it('count once for one key', async () => {
    const { path } = await pending();
    const headers = { 'idempotency-key': 'comment-once' };
    const [one, two] = [
      await comment(path, people().approver, 'Once.', headers),
      await comment(path, people().approver, 'Once.', headers),
    ];
    expect([one.status, two.status, two.body.id]).toEqual([201, 201, one.body.id]);
    expect(await commentsOn(path)).toHaveLength(1);
  });

  it.each(['', '   ', 'x'.repeat(5_001), 7, null, 'turned \u202e around', { $gt: '' }])(
    'are none of %j',
    async (text) => {
      const { path } = await world.invited();
      expect((await comment(path, people().admin, text)).status).toBe(422);
    },
  );

  it('are for those who work on invitations', async () => {
    const { path } = await pending();
    expect((await comment(path, people().viewer)).body.code).toBe('forbidden');
    expect((await comment(path, people().other)).status).toBe(404);
    expect(await commentsOn(path)).toEqual([]);
  });

  it('are audited without their words, exported, and erased with the contact', async () => {
    const { id, path, email } = await pending();
    await comment(path, people().approver, 'canarywords about them');
    const log = await world.get(`/v1/audit-log?type=commented&target=${id}`, people().admin);
    expect(log.body.items).toHaveLength(1);
    expect(log.text).not.toContain('canarywords');
    const exported = await world.post('/v1/privacy/export', people().admin, { email });
    expect(exported.text).toContain('canarywords');
    const asked = await world.post('/v1/privacy/erase', people().admin, { email });
    await eventually(
      () => world.get(`/v1/privacy/erasures/${asked.body.id}`, people().admin),
      ({ body }) => body.status === 'completed',
    );
    expect(JSON.stringify(await world.dump())).not.toContain('canarywords');
    expect((await comment(path, people().approver, 'canarywords')).status).toBe(404);
    expect(JSON.stringify(await world.dump())).not.toContain('canarywords');
  });

  it('that are written while the contact is erased leave nothing behind', async () => {
    const { id, path } = await pending();
    const add = world.stores.comments.add.bind(world.stores.comments);
    const erasedFirst = jest.spyOn(world.stores.comments, 'add').mockImplementation(async (one) => {
      await world.stores.invitations.erase(id, new Date());
      return add(one);
    });
    try {
      expect((await comment(path, people().approver)).status).toBe(404);
    } finally {
      erasedFirst.mockRestore();
    }
    expect(await world.stores.comments.ofInvitation(id)).toEqual([]);
  });
});

describe('an assignee', () => {
  it('is told by mail, named in the timeline, and found by the filter', async () => {
    const { id, path } = await pending();
    const { second, approver } = people();
    const assigned = await assign(path, second.userId);
    expect([assigned.status, assigned.body]).toEqual([
      200,
      expect.objectContaining({ assignee: { id: second.userId, name: 'bea Test' } }),
    ]);
    const mail = await world.mail(second.email, 'assigned-notice', id);
    expect(mail.text).toContain(`/invitations/${id}`);
    expect(mail.text).not.toContain('token=');
    expect((await timelineOf(path)).at(-1)).toMatchObject({
      type: 'assigned',
      actor: { name: 'abel Test' },
      detail: { assignee: 'bea Test' },
    });
    const mine = async (as: Person, assignee = 'me') => {
      const list = await world.get(`/v1/invitations?view=pending&assignee=${assignee}&limit=100`, as);
      return list.body.items.map((one) => one.id);
    };
    expect(await mine(second)).toContain(id);
    expect(await mine(approver)).not.toContain(id);
    expect(await mine(approver, second.userId)).toContain(id);
  });

  it('is told once however often it is said, and anew when it comes back', async () => {
    const { id, path } = await pending();
    const { second } = people();
    const mailed = () =>
      world.mails.filter((one) => one.template === 'assigned-notice' && one.invitationId === id);
    for (let n = 0; n < 3; n += 1) expect((await assign(path, second.userId)).status).toBe(200);
    await world.mail(second.email, 'assigned-notice', id);
    expect((await assign(path, null)).body).toMatchObject({ assignee: null });
    expect((await assign(path, second.userId)).status).toBe(200);
    await eventually(
      () => Promise.resolve(mailed()),
      (mails) => mails.length >= 2,
    );
    expect(mailed()).toHaveLength(2);
    const types = (await timelineOf(path))
      .map(({ type }) => type)
      .filter((type) => type.includes('assigned'));
    expect(types).toEqual(['assigned', 'unassigned', 'assigned']);
  });

  it('who takes it themselves gets no mail', async () => {
    const { id, path } = await pending();
    await assign(path, people().approver.userId);
    await assign(path, people().second.userId);
    await world.mail(people().second.email, 'assigned-notice', id);
    const told = world.mails.filter(
      ({ template, invitationId }) => template === 'assigned-notice' && invitationId === id,
    );
    expect(told.map(({ to }) => to.email)).toEqual([people().second.email]);
  });

  it('is somebody who may decide about this very one', async () => {
    const { path } = await pending();
    const { viewer, operator, other, admin } = people();
    // The administrator has sent it.
    for (const who of [viewer, operator, other, admin]) {
      const refused = await assign(path, who.userId);
      expect([refused.status, refused.body.errors[0]?.pointer]).toEqual([422, '/userId']);
    }
    for (const userId of ['usr_01ARZ3NDEKTSV4RRFFQ69G5FAV', 'x', 'me']) {
      expect((await assign(path, userId)).status).toBe(422);
    }
    expect((await assign(path, people().second.userId, viewer)).body.code).toBe('forbidden');
    expect((await assign(path, people().second.userId, other)).status).toBe(404);
  });

  it('is there for what is pending alone, and for no receiver to see', async () => {
    const { path, id } = await world.invited();
    const refused = await assign(path, people().second.userId);
    expect([refused.status, refused.body.code, refused.body.currentStatus]).toEqual([
      409,
      'invalid-transition',
      'sent',
    ]);
    await world.post(`${path}/revoke`, people().admin);
    await world.status(id, 'revoked');
    expect((await assign(path, null)).status).toBe(409);

    const body = { partnerName: 'Globex', contactEmail: people().other.email, program: 'reviewed' };
    const invited = await world.post('/v1/invitations', people().admin, body);
    await world.status(invited.body.id, 'sent');
    const received = `/v1/invitations/${invited.body.id}`;
    await world.post(`${received}/accept`, people().other);
    await world.status(invited.body.id, 'pending_approval');
    await assign(received, people().second.userId);
    expect((await world.get(received, people().other)).body).toMatchObject({ assignee: null });
    const list = `/v1/invitations?view=received&limit=100&assignee=nobody`;
    const ids = (await world.get(list, people().other)).body.items.map((one) => one.id);
    expect(ids).toContain(invited.body.id);
  });
});
