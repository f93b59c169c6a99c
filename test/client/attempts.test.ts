import { UnreachableError, UsherClient, type ClientOptions } from '../../client/src';
import { answer, inOrder, startReceiver, type Behaviour, type Receiver } from '../support/receiver';

let server: Receiver;
beforeAll(async () => {
  server = await startReceiver();
});
afterAll(() => server.close());
beforeEach(() => server.received.splice(0));

const client = (options: Partial<ClientOptions> = {}) =>
  new UsherClient({ url: server.url.replace(/\/hook$/, ''), ...options });
const invite = (usher: UsherClient) =>
  usher.post('/v1/invitations', { body: { partnerName: 'Initech', contactEmail: 'bill@initech.example' } });
const keys = () => server.received.map(({ headers }) => headers['idempotency-key']);

const done: Behaviour = (response) => {
  response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"inv_1"}');
};
const problem =
  (status: number, code: string, headers: Record<string, string> = {}): Behaviour =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json', ...headers });
    response.end(JSON.stringify({ title: code, status, detail: code, code }));
  };
const reset: Behaviour = (response) => response.destroy();
const silent: Behaviour = () => undefined;

it('repeats a POST whose answer was lost, with the same key', async () => {
  server.behave(inOrder(reset, problem(503, 'overloaded', { 'retry-after': '0' }), done));
  expect(await invite(client())).toEqual({ id: 'inv_1' });
  expect(keys()).toHaveLength(3);
  expect(new Set(keys()).size).toBe(1);
  expect(keys()[0]).toMatch(/^[\da-f-]{36}$/);
});

it.each([
  [429, 'rate-limited'],
  [502, 'bad-gateway'],
  [503, 'overloaded'],
  [504, 'gateway-timeout'],
])('repeats a POST after %i, with the same key', async (status, code) => {
  server.behave(inOrder(problem(status, code, { 'retry-after': '0' }), done));
  expect(await invite(client())).toEqual({ id: 'inv_1' });
  expect([keys().length, new Set(keys()).size]).toEqual([2, 1]);
});

it('waits for a call of the same key that is under way', async () => {
  server.behave(inOrder(problem(409, 'idempotency-in-flight', { 'retry-after': '0' }), done));
  expect(await invite(client())).toEqual({ id: 'inv_1' });
});

it.each([
  ['a refusal', problem(409, 'already-a-partner')],
  ['a fault of the server', problem(500, 'internal-error')],
  ['a wait that is too long', problem(429, 'rate-limited', { 'retry-after': '3600' })],
])('does not repeat %s', async (_what, behaviour) => {
  server.behave(behaviour);
  await expect(invite(client())).rejects.toMatchObject({ name: 'ProblemError' });
  expect(keys()).toHaveLength(1);
});

it('gives up after so many attempts', async () => {
  server.behave(problem(503, 'temporal-unavailable', { 'retry-after': '0' }));
  const refused = expect(invite(client({ retries: 1 }))).rejects;
  await refused.toMatchObject({ code: 'temporal-unavailable', retryAfterSeconds: 0 });
  expect(keys()).toHaveLength(2);
});

it('ends an attempt that takes too long, also in the middle of a body', async () => {
  const half: Behaviour = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"status"');
  };
  for (const behaviour of [silent, half]) {
    server.behave(behaviour);
    const late = client({ timeoutMs: 100, retries: 0 }).get('/healthz');
    await expect(late).rejects.toBeInstanceOf(UnreachableError);
  }
});

it('ends when its caller wants it to, also between two attempts', async () => {
  server.behave(silent);
  const early = client().get('/healthz', { signal: AbortSignal.abort(new Error('enough')) });
  await expect(early).rejects.toThrow('enough');
  server.behave(problem(503, 'overloaded', { 'retry-after': '9' }));
  const abort = new AbortController();
  const waiting = expect(client().get('/healthz', { signal: abort.signal })).rejects.toThrow('enough');
  while (server.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  abort.abort(new Error('enough'));
  await waiting;
});

it.each([
  ['a page of a proxy', answer(502, { 'content-type': 'text/html' }), 502],
  ['a redirect, which would lose the key and the body', answer(302, { location: '/elsewhere' }), 302],
  [
    'JSON that is none',
    (response) => {
      response.writeHead(500, { 'content-type': 'application/json' }).end('{');
    },
    500,
  ],
])('calls %s an unexpected answer', async (_what, behaviour, status) => {
  server.behave(behaviour);
  const error = { code: 'unexpected-answer', status };
  await expect(invite(client({ retries: 0 }))).rejects.toMatchObject(error);
});
