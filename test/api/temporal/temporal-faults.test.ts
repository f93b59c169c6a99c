import { connectTemporal, type TemporalGateway } from '../../../api/temporal/client';
import { FakeGrpc, namespaceNotFound, searchAttributes, type FakeAnswer } from '../../support/fake-grpc';
import { promised } from '../../support/promised';
import { eventually, TestApi, type Answer } from '../../support/api/support';

/** What docs/architecture.md promises. */
const WITHIN_MS = 3_000;

const api = new TestApi();
const server = new FakeGrpc();
let temporal: TemporalGateway;

beforeAll(async () => {
  temporal = connectTemporal({ address: await server.listen() }, 'acme');
  await api.start(temporal);
});
afterAll(async () => {
  await temporal.close();
  await api.stop();
  await server.close();
});

const PEACE = { ListSearchAttributes: searchAttributes() };
const NO_MAPPING = 'Namespace acme has no mapping defined for search attribute AccountId';

/** Every way to be of no use, as a real server words it. */
const FAULTS: readonly (readonly [string, FakeAnswer])[] = [
  ['does not know the namespace', namespaceNotFound('acme')],
  ['has an inner error', { code: 13, message: 'sql: connection refused' }],
  ['denies access', { code: 7, message: 'Request unauthorized.' }],
  ['does not know who asks', { code: 16, message: 'no credentials' }],
  ['is exhausted', { code: 8, message: 'namespace rate limit exceeded' }],
  ['is away', { code: 14, message: 'connection refused' }],
  ['is too slow for itself', { code: 4, message: 'context deadline exceeded' }],
  ['knows nothing', { code: 2, message: 'unexpected' }],
  ['is no Temporal', { code: 12, message: 'unknown service' }],
  ['says nothing', 'silence'],
];

let nth = 0;
const email = () => `fault-${(nth += 1)}@partner.example`;
const invite = (contactEmail: string, headers: Record<string, string> = {}) =>
  api.post('/v1/invitations', api.people.admin, { partnerName: 'Initech', contactEmail }, headers);

async function peace(): Promise<void> {
  server.otherwise = 'ok';
  server.answers = { ...PEACE };
  await eventually(
    () => api.get('/readyz'),
    ({ body }) => body.parts['temporal'] === true,
  );
}
beforeEach(peace);

/** The answer, which came in time. */
async function expectUnavailable(asked: Promise<Answer>): Promise<Answer> {
  const started = performance.now();
  const answer = await asked;
  expect([answer.status, answer.body.code]).toEqual([503, 'temporal-unavailable']);
  expect(performance.now() - started).toBeLessThan(promised(WITHIN_MS));
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  return answer;
}

describe.each(FAULTS)('a Temporal that %s', (_name, fault) => {
  it('is seen by /readyz, is 503 before anything is stored, and is over when it is over', async () => {
    const to = email();
    // What a real server answers without its database, too.
    Object.assign(server, { otherwise: fault, answers: { GetSystemInfo: 'ok' } });
    expect((await api.get('/readyz')).body.parts).toMatchObject({ database: true, temporal: false });
    const { body } = await expectUnavailable(invite(to));
    expect(body.invitationId).toBeUndefined();
    expect(await api.stores.invitations.findLive(api.people.admin.accountId, to)).toBeUndefined();
    await peace();
    expect((await invite(to)).status).toBe(201);
  });

  it('is 503 of the one call that meets it, which its key finishes', async () => {
    const to = email();
    const key = { 'idempotency-key': to };
    server.answers = { ...PEACE, StartWorkflowExecution: fault };
    const { body } = await expectUnavailable(invite(to, key));
    const stored = await api.stores.invitations.findLive(api.people.admin.accountId, to);
    expect(body.invitationId).toBe(stored?._id);
    await peace();
    const again = await invite(to, key);
    expect([again.status, again.body.id]).toEqual([201, stored?._id]);
  });

  it('is 503 of a decision, by Update and Signal together in time', async () => {
    const { id } = (await invite(email())).body;
    server.answers = {
      ...PEACE,
      UpdateWorkflowExecution: fault,
      PollWorkflowExecutionUpdate: fault,
      SignalWorkflowExecution: fault,
    };
    await expectUnavailable(api.post(`/v1/invitations/${id}/revoke`, api.people.admin));
  });
});

it('search attributes that are missing are seen by /readyz and are 503, not 500', async () => {
  const to = email();
  server.answers = { ...PEACE, StartWorkflowExecution: { code: 3, message: NO_MAPPING } };
  await expectUnavailable(invite(to, { 'idempotency-key': to }));
  server.answers = { ListSearchAttributes: searchAttributes('AccountId') };
  expect((await api.get('/readyz')).body.parts).toMatchObject({ temporal: false });
  const { body } = await expectUnavailable(invite(email()));
  expect(body.invitationId).toBeUndefined();
  await peace();
  expect((await invite(to, { 'idempotency-key': to })).status).toBe(201);
});

it('a server that keeps its operator service to itself is ready', async () => {
  server.answers = { ListSearchAttributes: { code: 7, message: 'Request unauthorized.' } };
  expect((await api.get('/readyz')).body.parts).toMatchObject({ temporal: true });
  expect((await invite(email())).status).toBe(201);
});

it('what Temporal refuses about one invitation alone is no outage and leaves nothing behind', async () => {
  const to = email();
  const refused = { code: 3, message: 'Blob data size exceeds limit.' };
  server.answers = { ...PEACE, StartWorkflowExecution: refused };
  expect((await invite(to)).status).toBe(500);
  expect(await api.stores.invitations.findLive(api.people.admin.accountId, to)).toBeUndefined();
});
