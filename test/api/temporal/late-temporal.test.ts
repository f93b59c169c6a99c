import { connectTemporal, type TemporalGateway } from '../../../api/temporal/client';
import { createReconciler } from '../../../worker/maintenance/reconciler';
import { Gate } from '../../support/gate';
import { eventually, type Answer } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

/** The worker reaches Temporal directly, the API through a gate whose answers come late. */
const world = new TestWorld();
let gate: Gate;
let temporal: TemporalGateway;

beforeAll(async () => {
  await world.startWorld();
  const [host = '', port = ''] = world.temporalAddress.split(':');
  gate = new Gate({ host, port: Number(port) });
  temporal = connectTemporal({ address: `127.0.0.1:${await gate.listen()}` }, 'default');
  Object.assign(world.deps, { temporal });
});
afterAll(async () => {
  await temporal.close();
  await gate.close();
  await world.stopWorld();
});
beforeEach(prompt);

let nth = 0;
const email = () => `late-${(nth += 1)}@partner.example`;

/** Temporal answers at once, and the API knows. */
async function prompt(): Promise<void> {
  gate.set('open');
  gate.delayMs = 0;
  await eventually(
    () => temporal.reachable(1_000),
    (there) => there,
  );
}

const post = (path: string, body: object, key?: string): Promise<Answer> =>
  world.post(path, world.people.admin, body, key === undefined ? {} : { 'idempotency-key': key });
const invite = (contactEmail: string, key?: string) =>
  post('/v1/invitations', { partnerName: 'Initech', contactEmail }, key);

/** The same call, again and again until it is through. */
const untilDone = (call: () => Promise<Answer>): Promise<Answer> =>
  eventually(call, ({ status }) => status < 300);

async function workflowIds(type: string): Promise<string[]> {
  const ids: string[] = [];
  const query = `WorkflowType = '${type}'`;
  for await (const { workflowId } of world.client.workflow.list({ query })) ids.push(workflowId);
  return ids.sort();
}

const documentIds = async () => {
  const all = await world.connection.collection('invitations').find().toArray();
  return all.map(({ _id }) => `invitation-${String(_id)}`).sort();
};

describe.each([1_000, 1_700, 2_200, 3_500])('twenty creates while Temporal answers %d ms late', (delayMs) => {
  it('become one invitation each: no workflow without its document, no mailed link that is unknown', async () => {
    const asked = Array.from({ length: 20 }, email);
    await prompt();
    gate.delayMs = delayMs;
    const first = await Promise.all(asked.map((to) => invite(to, to)));
    for (const { status, body } of first) {
      expect([status, body.code]).toEqual(status === 201 ? [201, undefined] : [503, 'temporal-unavailable']);
    }
    await prompt();
    const made = await Promise.all(asked.map((to) => untilDone(() => invite(to, to))));
    for (const [index, { body }] of made.entries()) {
      const named = first[index]?.body.id ?? first[index]?.body.invitationId;
      if (named !== undefined) expect(body.id).toBe(named);
      await world.status(body.id, 'sent');
    }
    const documents = await documentIds();
    expect(
      await eventually(
        () => workflowIds('invitationWorkflow'),
        (ids) => ids.length >= documents.length,
      ),
    ).toEqual(documents);
    for (const to of asked) {
      expect(world.mails.filter((mail) => mail.to.email === to)).toHaveLength(1);
      const lookup = await post('/v1/public/invitation/lookup', { token: await world.token(to) });
      expect(lookup.status).toBe(200);
    }
  });
});

describe('a create whose start never reached Temporal', () => {
  /** Temporal is lost after it was asked whether it is there. */
  async function left(to: string): Promise<string> {
    await prompt();
    gate.set('closed');
    const { status, body } = await invite(to);
    expect([status, body.code]).toEqual([503, 'temporal-unavailable']);
    return body.invitationId;
  }

  it('is named by its answer, found by a repetition without a key, and started by the reconciler', async () => {
    const to = email();
    const id = await left(to);
    expect((await world.get(`/v1/invitations/${id}`, world.people.admin)).body.status).toBe('created');
    await prompt();
    const again = await invite(to);
    expect([again.status, again.body.code, again.body.invitationId]).toEqual([
      409,
      'invitation-already-open',
      id,
    ]);
    await eventually(
      () => createReconciler(world.stores.invitations, world.client).reconcile(),
      ({ started }) => started > 0,
    );
    await world.status(id, 'sent');
    expect((await post('/v1/public/invitation/lookup', { token: await world.token(to) })).status).toBe(200);
  });

  it('counts once towards the daily allowance', async () => {
    const limits = { dailyEmailsPerAccount: 0, dailyEmailsPerRecipient: 1 };
    Object.assign(world.deps.settings, limits);
    const to = email();
    await left(to);
    const counted = await world.stores.emailCounters.take(
      { accountId: world.people.admin.accountId, emailKey: to },
      limits,
      new Date(),
    );
    Object.assign(world.deps.settings, { dailyEmailsPerRecipient: 0 });
    expect(counted).toBe('recipient');
  });
});

describe('what else is stored before Temporal answers late', () => {
  async function late(call: () => Promise<Answer>): Promise<Answer> {
    await prompt();
    gate.delayMs = 3_500;
    const answer = await call();
    expect([answer.status, answer.body.code]).toEqual([503, 'temporal-unavailable']);
    await prompt();
    return untilDone(call);
  }

  it('an import is one import, and invites each of its rows', async () => {
    const to = email();
    const body = { rows: [{ partnerName: 'Initech', contactEmail: to }] };
    const { id } = (await late(() => post('/v1/invitation-imports', body, 'late-import'))).body;
    expect((await workflowIds('invitationImportWorkflow')).filter((one) => one.endsWith(id))).toHaveLength(1);
    expect(await world.connection.collection('invitation_imports').countDocuments()).toBe(1);
    await world.mail(to, 'invitation');
    expect((await post('/v1/public/invitation/lookup', { token: await world.token(to) })).status).toBe(200);
  });

  it('an erasure is one request, and is done', async () => {
    const about = { email: email() };
    const { id } = (await late(() => post('/v1/privacy/erase', about, 'late-erasure'))).body;
    await eventually(
      () => world.get(`/v1/privacy/erasures/${id}`, world.people.admin),
      ({ body }) => body.status === 'completed',
    );
    expect(await world.connection.collection('privacy_requests').countDocuments()).toBe(1);
  });

  it('an offered membership is mailed once, by a link that works', async () => {
    const to = email();
    const body = { email: to, firstName: 'Mo', lastName: 'Ray', roleKey: 'viewer' };
    await late(() => post('/v1/users', body, 'late-offer'));
    const token = await world.token(to, 'set-password');
    expect(world.mails.filter((mail) => mail.to.email === to)).toHaveLength(1);
    const set = await post('/v1/public/set-password', { token, password: 'correct horse battery' });
    expect(set.status).toBeLessThan(300);
  });
});
