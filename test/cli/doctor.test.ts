import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { Finding } from '../../cli/diagnosis';
import { fakeTemporal } from '../support/api/fake-temporal';
import { TestApi } from '../support/api/support';
import { environmentOf, runUsher } from './support';

const parts = { temporal: true, worker: true };
const api = new TestApi();
let stranger: Server;
/** What somebody else than Usher answers to everything. */
let answer = { status: 200, body: '' };

beforeAll(async () => {
  const temporal = fakeTemporal({
    reachable: () => Promise.resolve(parts.temporal),
    workerPolling: () => Promise.resolve(parts.worker),
  });
  await api.start(temporal);
  stranger = createServer((_request, response) => response.writeHead(answer.status).end(answer.body));
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await api.stop();
  await new Promise((resolve) => stranger.close(resolve));
});
afterEach(() => Object.assign(parts, { temporal: true, worker: true }));

const says = (pattern: RegExp) => expect.stringMatching(pattern) as string;

const finding: z.ZodType<Finding> = z.object({
  check: z.string(),
  result: z.enum(['ok', 'wrong', 'not checked']),
  detail: z.string(),
});

interface Diagnosis {
  readonly wrong: readonly Finding[];
  readonly exitCode: number;
}

/** What is wrong, as `usher --json doctor` says. */
async function doctor(env: NodeJS.ProcessEnv = {}): Promise<Diagnosis> {
  let printed: string;
  let exitCode = 0;
  try {
    printed = await runUsher(['--json', 'doctor'], { ...environmentOf(api), ...env });
  } catch (error) {
    ({ printed, exitCode } = error as { printed: string; exitCode: number });
  }
  const findings = z.array(finding).parse(JSON.parse(printed));
  return { wrong: findings.filter(({ result }) => result === 'wrong'), exitCode };
}

it('finds nothing wrong with a set-up that works', async () => {
  expect(await doctor()).toEqual({ wrong: [], exitCode: 0 });
  const table = await runUsher(['doctor'], environmentOf(api));
  expect(table).toMatch(/^Check +Result +Detail/);
  expect(table).toMatch(/The clocks agree +ok/);
});

it('notices an address where nobody listens', async () => {
  const { wrong, exitCode } = await doctor({ USHER_URL: 'http://127.0.0.1:9' });
  expect(exitCode).toBe(3);
  expect(wrong).toMatchObject([{ check: 'Usher answers', detail: says(/USHER_URL/) }]);
});

it.each([
  ['a page', { status: 200, body: '<h1>Welcome</h1>' }],
  ['an error', { status: 404, body: 'not here' }],
])('notices that somebody else answers, with %s', async (_what, given) => {
  answer = given;
  const { port } = stranger.address() as AddressInfo;
  const { wrong, exitCode } = await doctor({ USHER_URL: `http://127.0.0.1:${port}` });
  expect(exitCode).toBe(3);
  expect(wrong).toMatchObject([{ check: 'Usher answers', detail: says(/^Something else answers there/) }]);
});

it('notices that no worker polls and that Temporal is away', async () => {
  Object.assign(parts, { temporal: true, worker: false });
  const first = await doctor();
  expect(first).toMatchObject({ exitCode: 1, wrong: [{ detail: says(/npm run worker/) }] });
  expect(first.wrong).toHaveLength(1);
  Object.assign(parts, { temporal: false, worker: false });
  expect((await doctor()).wrong.map(({ check }) => check)).toEqual(['Temporal', 'A worker polls']);
});

it('notices keys that are wrong or missing', async () => {
  const wrongKeys = await doctor({ USHER_API_KEY: 'usher_wrong', USHER_INSTANCE_KEY: 'wrong' });
  expect(wrongKeys.wrong).toMatchObject([
    { check: 'The API key is good', detail: says(/unknown, revoked or expired/) },
    { check: 'The instance key is good', detail: says(/USHER_INSTANCE_KEY/) },
  ]);
  const { wrong } = await doctor({ USHER_API_KEY: '', USHER_INSTANCE_KEY: '' });
  expect(wrong).toMatchObject([{ check: 'The API key is good', detail: says(/set USHER_API_KEY/) }]);
});

it('notices clocks that differ', async () => {
  const now = Date.now.bind(Date);
  // The server takes its date from outside of what a test can change.
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 3_600_000);
  try {
    expect((await doctor()).wrong).toMatchObject([{ check: 'The clocks agree', detail: says(/ahead of/) }]);
  } finally {
    clock.mockRestore();
  }
});
