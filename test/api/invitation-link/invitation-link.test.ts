import { getInvitationsByIdLink } from '../../../api/invitation-link';
import { getAuditLog } from '../../../api/audit-log/list';
import { invitationModel } from '../../../models';
import { bodyOf } from '../../support/api/declared-answers';
import { PASSWORD, type Person } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const people = () => world.people;

beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

const copied = async (path: string, as: Person = people().admin) =>
  bodyOf(getInvitationsByIdLink, await world.get(`${path}/link`, as));
const tokenOf = (link: string) => new URL(link).searchParams.get('token') ?? '';
const lookUp = (token: string) => world.post('/v1/public/invitation/lookup', undefined, { token });
const codeOf = async (path: string, as: Person = people().admin) => {
  const { status, body } = await world.get(`${path}/link`, as);
  return [status, body.code];
};

it('is the very link of the newest e-mail, and lets its holder apply', async () => {
  const { id, email, path, token } = await world.invited();
  const { link, expiresAt } = await copied(path);
  const { text } = await world.mail(email, 'invitation');
  expect(text).toContain(link);
  expect(tokenOf(link)).toBe(token);
  expect(expiresAt).toBe((await world.status(id, 'sent')).expiresAt);
  const accepted = await world.post('/v1/public/invitation/accept', undefined, {
    token: tokenOf(link),
    password: PASSWORD,
  });
  expect(accepted.status).toBe(200);
  await world.status(id, 'active');
});

it('ends with a resend, after which the new one is given', async () => {
  await world.stores.programs.put(people().admin.accountId, 'hasty', { resendCooldown: 'PT0S' });
  const { email, path } = await world.invited({ program: 'hasty' });
  const { link: before } = await copied(path);
  expect((await world.post(`${path}/resend`, people().admin)).status).toBe(200);
  const { link: after } = await copied(path);
  expect((await world.mail(email, 'new-link')).text).toContain(after);
  expect((await lookUp(tokenOf(before))).body.code).toBe('link-replaced');
  expect((await lookUp(tokenOf(after))).status).toBe(200);
});

it('leaves who took it in the timeline and the audit log, and the link in neither', async () => {
  const { id, path } = await world.invited();
  const { link } = await copied(path);
  await copied(path);
  const timeline = await world.get(`${path}/timeline`, people().admin);
  const taken = timeline.body.items.filter(({ type }) => type === 'link_copied');
  expect(taken).toEqual(
    [1, 2].map(
      () =>
        expect.objectContaining({
          actor: expect.objectContaining({ name: 'ada Test' }) as unknown,
        }) as unknown,
    ),
  );
  const log = await world.get('/v1/audit-log?limit=100', people().admin);
  const items = bodyOf(getAuditLog, log).items.filter(
    (item) => item.type === 'link_copied' && item.target.id === id,
  );
  expect(items.map(({ actor, ip }) => [actor.id, typeof ip])).toEqual(
    [1, 2].map(() => [people().admin.userId, 'string']),
  );
  expect(timeline.text + log.text).not.toContain(tokenOf(link));
  expect(JSON.stringify(await world.dump(/^$/))).not.toContain(tokenOf(link));
});

it('is told to no webhook', async () => {
  const { id, path } = await world.invited();
  await copied(path);
  const events = await world.stores.events.list(id);
  expect(events.find(({ type }) => type === 'link_copied')?.dispatch).toBe('none');
});

it('is for those with the scope, in their own account', async () => {
  const { path } = await world.invited();
  for (const as of [people().approver, people().operator, people().viewer, people().junior]) {
    expect(await codeOf(path, as)).toEqual([403, 'forbidden']);
  }
  expect(await codeOf(path, people().other)).toEqual([404, 'not-found']);
});

it('is not given for an invitation that takes no answer any more', async () => {
  const { id, path } = await world.invited();
  await world.post(`${path}/revoke`, people().admin);
  await world.status(id, 'revoked');
  const refused = await world.get(`${path}/link`, people().admin);
  expect([refused.status, refused.body.code, refused.body.currentStatus]).toEqual([
    409,
    'invalid-transition',
    'revoked',
  ]);
  const { items } = (await world.get(`${path}/timeline`, people().admin)).body;
  expect(items.map(({ type }) => type)).not.toContain('link_copied');
});

it('is not given once the time to answer is over, though nobody has noted it yet', async () => {
  const { id, path } = await world.invited();
  await world.status(id, 'sent');
  const over = { $set: { expiresAt: new Date(Date.now() - 1) } };
  await invitationModel(world.connection).updateOne({ _id: id }, over);
  const refused = await world.get(`${path}/link`, people().admin);
  expect([refused.status, refused.body.code, refused.body.currentStatus]).toEqual([
    410,
    'invitation-expired',
    'sent',
  ]);
});

it('is given by no instance whose links go out by e-mail alone', async () => {
  const { path } = await world.invited();
  Object.assign(world.deps.settings, { copyLinks: false });
  try {
    const refused = await world.get(`${path}/link`, people().admin);
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
    expect(refused.text).toContain('COPY_LINKS');
    expect(await codeOf(path, people().other)).toEqual([404, 'not-found']);
  } finally {
    Object.assign(world.deps.settings, { copyLinks: true });
  }
});
