import { ipKey } from '../../../domain/security/ip-key';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { PASSWORD, TestApi } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal(), { loginAttempts: 2 }, { trustProxy: 1 }));
afterAll(() => api.stop());
beforeEach(() => api.connection.db!.collection('attempt_counters').deleteMany({}));

const signIn = (email: string, password: string, ip: string, cookie?: string) =>
  api.call('POST', '/v1/session', {
    body: { email, password },
    headers: { 'x-forwarded-for': ip, ...(cookie === undefined ? {} : { cookie }) },
  });
const statusOf = async (...attempt: Parameters<typeof signIn>) => (await signIn(...attempt)).status;

it('stops one address that tries a password on a hundred users', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 100; n += 1)
    statuses.push(await statusOf(`user${n}@acme.example`, 'Summer2026!', '203.0.113.1'));
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(90);
  expect(await api.connection.db!.collection('attempt_counters').countDocuments()).toBeLessThan(25);
});

it('counts a /64 of IPv6 as one address, and IPv4 written as IPv6 as itself', async () => {
  const { email } = api.people.viewer;
  for (const last of ['1', '2']) await signIn(email, 'wrong', `2001:db8:1:2::${last}`);
  expect(await statusOf(email, 'wrong', '2001:db8:1:2:ffff::9')).toBe(429);
  expect(await statusOf(email, 'wrong', '2001:db8:1:3::9')).toBe(401);
  expect(ipKey('::ffff:192.0.2.1')).toBe('192.0.2.1');
  expect(ipKey('2001:DB8::1')).toBe(ipKey('2001:0db8:0:0:9::'));
});

it('stops a network that tries one user, and locks no known browser out', async () => {
  const { email } = api.people.approver;
  const first = await signIn(email, PASSWORD, '198.51.100.1');
  const cookie = first.headers
    .getSetCookie()
    .find((line) => line.startsWith('usher_device='))
    ?.split(';')[0];
  const statuses: number[] = [];
  for (let n = 0; n < 30; n += 1) statuses.push(await statusOf(email, 'wrong', `203.0.113.${n}`));
  expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  expect(await statusOf(email, PASSWORD, '198.51.100.7')).toBe(429);
  expect(await statusOf(email, PASSWORD, '198.51.100.7', cookie)).toBe(204);
  expect(await statusOf(api.people.operator.email, 'wrong', '198.51.100.8', cookie)).toBe(401);
});

it('lets nobody make a known browser up', async () => {
  const { email } = api.people.second;
  const forged = `usher_device=zzzzzz.${'a'.repeat(22)}.${'b'.repeat(22)}.${'c'.repeat(43)}`;
  for (let n = 0; n < 3; n += 1) await signIn(email, 'wrong', '192.0.2.1', forged);
  expect(await statusOf(email, PASSWORD, '192.0.2.1', forged)).toBe(429);
});

it('shares the count between processes, and forgets what turned out well', async () => {
  const { email } = api.people.second;
  const attempt = { who: email, ip: '192.0.2.9' };
  await api.deps.rateLimits.signInAttempt(attempt);
  await api.deps.rateLimits.signInAttempt(attempt);
  expect(await statusOf(email, PASSWORD, '192.0.2.9')).toBe(429);
  await api.deps.rateLimits.signedIn(attempt);
  for (let n = 0; n < 5; n += 1) expect(await statusOf(email, PASSWORD, '192.0.2.9')).toBe(204);
});
