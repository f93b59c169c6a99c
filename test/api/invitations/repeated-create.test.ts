import type { ApiDeps } from '../../../api/deps';
import { isId } from '../../../domain/ids';
import type { Answer } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
beforeAll(() => world.startWorld());
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  end(new Error('The test is over.'));
  await Promise.all(dead);
  await world.stopWorld();
});

let end: (error: Error) => void;
/** Dead processes do nothing more, until the test is over. */
const nothing = new Promise<never>((_, reject) => {
  end = reject;
});
nothing.catch(() => undefined);
const dead: Promise<unknown>[] = [];
type Step = (dies: () => Promise<never>) => void;

/** The call whose process dies at a step: nothing that stands behind the step ever happens. */
async function callThatDies(step: Step, path: string, body: object, key: string): Promise<void> {
  const died = new Promise<void>((resolve) => {
    step(() => {
      resolve();
      return nothing;
    });
  });
  const call = world.post(path, world.people.admin, body, { 'idempotency-key': key });
  dead.push(call);
  const answered = await Promise.race([died, call]);
  if (answered !== undefined) throw new Error(`It lived: ${answered.text}`);
  jest.restoreAllMocks();
}

/** Long enough ago that whoever repeats the call takes it over. */
const longAgo = () =>
  world.connection
    .collection('idempotency_keys')
    .updateMany({ state: 'in-flight' }, { $set: { startedAt: new Date(Date.now() - 10 * 60_000) } });

const repeat = (path: string, body: object, key: string): Promise<Answer> =>
  world.post(path, world.people.admin, body, { 'idempotency-key': key });

const spy = (object: object, name: string) =>
  jest.spyOn(object as Record<string, (...args: unknown[]) => Promise<unknown>>, name);

/** Dies instead of doing it. */
const before =
  <T extends object>(pick: (deps: ApiDeps) => T, name: string & keyof T): Step =>
  (dies) =>
    spy(pick(world.deps), name).mockImplementationOnce(dies);

/** Dies when it is done. */
const after =
  <T extends object>(pick: (deps: ApiDeps) => T, name: string & keyof T): Step =>
  (dies) => {
    const target = pick(world.deps);
    const original = (target[name] as (...args: unknown[]) => Promise<unknown>).bind(target);
    spy(target, name).mockImplementationOnce(async (...args) => {
      await original(...args);
      return dies();
    });
  };

const STEPS: readonly (readonly [string, Step])[] = [
  ['before it stored the invitation', before(({ stores }) => stores.invitations, 'create')],
  ['after it stored the invitation', after(({ stores }) => stores.invitations, 'create')],
  ['after it started the workflow', after(({ temporal }) => temporal, 'startInvitation')],
  ['before its answer was kept', before(({ stores }) => stores.idempotencyKeys, 'complete')],
];

const invitationsTo = (email: string) =>
  world.connection.collection('invitations').find({ emailKey: email }).toArray();
const mailsTo = (email: string) => world.mails.filter(({ to }) => to.email === email);

describe.each(STEPS)('a create that died %s', (name, step) => {
  const slug = name.replaceAll(' ', '-');

  it('is finished by its repetition, with one invitation and one e-mail', async () => {
    const email = `${slug}@partner.example`;
    const body = { partnerName: 'Once', contactEmail: email };
    await callThatDies(step, '/v1/invitations', body, slug);
    const early = await repeat('/v1/invitations', body, slug);
    expect([early.status, early.body.code]).toEqual([409, 'idempotency-in-flight']);
    await longAgo();
    const answer = await repeat('/v1/invitations', body, slug);
    expect(answer.status).toBe(201);
    expect(isId('inv', answer.body.id)).toBe(true);
    expect((await invitationsTo(email)).map(({ _id }) => String(_id))).toEqual([answer.body.id]);
    await world.status(answer.body.id, 'sent');
    expect(mailsTo(email)).toHaveLength(1);
    expect((await repeat('/v1/invitations', body, slug)).text).toBe(answer.text);
  });

  it('is finished so when it invited again, and both are linked', async () => {
    const { id, email, path } = await world.invited();
    await world.post(`${path}/revoke`, world.people.admin);
    await world.status(id, 'revoked');
    const key = `again-${slug}`;
    await callThatDies(step, `${path}/reinvite`, {}, key);
    await longAgo();
    const answer = await repeat(`${path}/reinvite`, {}, key);
    expect(answer.status).toBe(201);
    expect(await invitationsTo(email)).toHaveLength(2);
    await world.status(answer.body.id, 'sent');
    expect((await world.get(path, world.people.admin)).body.supersededBy).toBe(answer.body.id);
  });
});

it('makes one workspace, one folder and one record of calls that died before their answers were kept', async () => {
  const { admin } = world.people;
  const died = before(({ stores }) => stores.idempotencyKeys, 'complete');
  const twice = async (path: string, name: string) => {
    await callThatDies(died, path, { name }, name);
    await longAgo();
    const { status, body } = await repeat(path, { name }, name);
    expect(status).toBe(201);
    return body.id;
  };
  const workspace = await twice('/v1/workspaces', 'Once');
  const folder = await twice(`/v1/workspaces/${workspace}/folders`, 'OnceOnly');
  const record = await twice(`/v1/folders/${folder}/records`, 'OnceMore');
  const named = async (path: string, name: string) =>
    (await world.get(path, admin)).body.items.filter((item) => item.name === name).map(({ id }) => id);
  expect(await named('/v1/workspaces', 'Once')).toEqual([workspace]);
  expect(await named(`/v1/workspaces/${workspace}/folders`, 'OnceOnly')).toEqual([folder]);
  expect(await named(`/v1/folders/${folder}/records`, 'OnceMore')).toEqual([record]);
});

it('is finished by the reconciler when nobody repeats it, and both are linked', async () => {
  const { id, path } = await world.invited();
  await world.post(`${path}/revoke`, world.people.admin);
  await world.status(id, 'revoked');
  const create = after(({ stores }) => stores.invitations, 'create');
  await callThatDies(create, `${path}/reinvite`, {}, 'nobody-repeats');
  const invitations = world.connection.collection<{ _id: string; createdAt: Date }>('invitations');
  await invitations.updateOne({ _id: id }, { $set: { supersededBy: null } });
  const longBefore = new Date(Date.now() - 60_000);
  const made = await invitations.findOneAndUpdate({ supersedes: id }, { $set: { createdAt: longBefore } });
  const options = { workflowId: 'reconcile-now', taskQueue: 'onboarding' };
  await world.client.workflow.execute('reconcileWorkflow', options);
  await world.status(made?._id ?? '', 'sent');
  expect((await world.get(path, world.people.admin)).body.supersededBy).toBe(made?._id);
});

it('links both again where the process died between storing the new one and linking', async () => {
  const { id, path } = await world.invited();
  await world.post(`${path}/revoke`, world.people.admin);
  await world.status(id, 'revoked');
  await callThatDies(
    after(({ stores }) => stores.invitations, 'create'),
    `${path}/reinvite`,
    {},
    'unlinked',
  );
  await world.connection
    .collection('invitations')
    .updateOne({ _id: id as never }, { $set: { supersededBy: null } });
  await longAgo();
  const answer = await repeat(`${path}/reinvite`, {}, 'unlinked');
  expect((await world.get(path, world.people.admin)).body.supersededBy).toBe(answer.body.id);
});

it('makes another invitation when the key is used anew, after a day or after an answer that settled nothing', async () => {
  const key = 'reused';
  const invite = (name: string) =>
    repeat('/v1/invitations', { partnerName: 'Anew', contactEmail: `${name}@anew.example` }, key);
  const first = await invite('first');
  await world.connection
    .collection('idempotency_keys')
    .updateMany({}, { $set: { expiresAt: new Date(Date.now() - 1) } });
  spy(world.deps.temporal, 'startInvitation').mockRejectedValueOnce(new Error('broken'));
  expect((await invite('second')).status).toBe(500);
  const second = await invite('second');
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body.id).not.toBe(first.body.id);
  await world.status(second.body.id, 'sent');
});

it('keeps what the dead call stored when the repetition cannot reach Temporal', async () => {
  const body = { partnerName: 'Kept', contactEmail: 'kept@partner.example' };
  await callThatDies(
    before(({ temporal }) => temporal, 'startInvitation'),
    '/v1/invitations',
    body,
    'kept',
  );
  await longAgo();
  spy(world.deps.temporal, 'startInvitation').mockRejectedValueOnce(new Error('away'));
  expect((await repeat('/v1/invitations', body, 'kept')).status).toBe(500);
  const [stored] = await invitationsTo('kept@partner.example');
  expect(stored?.['status']).toBe('created');
});
