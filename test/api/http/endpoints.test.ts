import fs from 'node:fs';
import path from 'node:path';
import type { Caller } from '../../../domain/security/caller';
import type { Endpoint } from '../../../api/http/endpoint';
import { authorise } from '../../../api/http/authenticate';
import { openApiDocument, operationId } from '../../../api/http/reference/openapi';
import { Problem } from '../../../api/http/problem';
import { endpoints } from '../../../api/endpoints';
import { BUILT_IN_ROLES, SCOPES, type Scope } from '../../../domain/accounts/roles';
import { OPENED_BY, ROLES } from '../../support/api/endpoint-access';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { member } from '../../support/api/people-samples';
import { INSTANCE_KEY, TestApi } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

/** The path with something in place of its parameters. */
const concrete = ({ path: pattern }: Endpoint) =>
  pattern.replace(/\{\w+\}/g, 'inv_01ARZ3NDEKTSV4RRFFQ69G5FAV');
const nameOf = (endpoint: Endpoint) => `${endpoint.method.toUpperCase()} ${endpoint.path}`;
const guarded = endpoints.filter(({ access }) => access !== 'public');
const scoped = endpoints.filter(({ access }) => typeof access === 'object');
const reading = scoped.filter(({ method }) => method === 'get');

const EMAIL_EVENTS = 'POST /v1/email-events/sendgrid';

/** What opens the endpoint, as the test's own table has it. */
const doorsOf = (name: string) =>
  Object.keys(OPENED_BY).filter((door) => OPENED_BY[door as keyof typeof OPENED_BY].includes(name));

const callerWith = (scopes: readonly Scope[]) => ({ scopes: new Set(scopes) }) as unknown as Caller;

function isOpenTo({ access }: Endpoint, scopes: readonly Scope[]): boolean {
  try {
    authorise(access, callerWith(scopes));
    return true;
  } catch {
    return false;
  }
}

/** A session of the administrator. */
async function session(): Promise<{ cookie: string; csrfToken: string }> {
  const { token, session: made } = await api.stores.sessions.create(api.people.admin);
  return { cookie: `usher_session=${token}`, csrfToken: made.csrfToken };
}

describe('every endpoint', () => {
  it('stands in a file of its own, and in the list', () => {
    const folder = path.join(__dirname, '../../../api');
    const declared = fs
      .readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map(
        (name) => fs.readFileSync(path.join(folder, name), 'utf8').split(/ = defineEndpoint[(<]/).length - 1,
      )
      .filter((count) => count > 0);
    expect(declared).toEqual(endpoints.map(() => 1));
  });

  it('is opened by what it was decided to be opened by, and by nothing else', () => {
    const declared = endpoints.map((endpoint) => {
      const { access } = endpoint;
      return [nameOf(endpoint), typeof access === 'string' ? [access] : [access.scope].flat().sort()];
    });
    expect(declared).toEqual(endpoints.map((one) => [nameOf(one), doorsOf(nameOf(one)).sort()]));
    const known = new Set(Object.values(OPENED_BY).flat());
    expect([...known].sort()).toEqual(endpoints.map(nameOf).sort());
  });

  it('is opened by each of its scopes alone, and by no other', () => {
    const openers = scoped.map((one) => [nameOf(one), SCOPES.filter((scope) => isOpenTo(one, [scope]))]);
    expect(openers).toEqual(
      scoped.map((one) => [nameOf(one), SCOPES.filter((scope) => OPENED_BY[scope].includes(nameOf(one)))]),
    );
    expect(scoped.filter((one) => isOpenTo(one, []))).toEqual([]);
  });

  it.each(guarded.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    '%s wants a credential',
    async (_name, endpoint) => {
      const send = (headers: Record<string, string>) =>
        api.call(endpoint.method.toUpperCase(), concrete(endpoint), { headers });
      for (const headers of [
        {},
        { authorization: 'Bearer usher_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
        { authorization: 'Basic YTpi' },
        { authorization: `Bearer ${'x'.repeat(5_000)}` },
        { cookie: 'usher_session=nonsense' },
      ]) {
        const answer = await send(headers);
        expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
      }
    },
  );

  it.each(scoped.map((one) => [nameOf(one), one] as const))(
    '%s takes a key with one of its scopes, and none with all the others',
    async (name, endpoint) => {
      const { admin } = api.people;
      const own = doorsOf(name) as Scope[];
      const codeWith = async (scopes: readonly Scope[]) => {
        const { key } = await api.stores.apiKeys.create({ ...admin, name: 'Narrow', scopes });
        const answer = await api.call(endpoint.method.toUpperCase(), concrete(endpoint), {
          as: { ...admin, key },
        });
        // Nobody gives a role with scopes that they lack, which is another matter.
        return answer.text.includes('The credential itself lacks') ? 'role' : answer.body.code;
      };
      expect(await codeWith(SCOPES.filter((scope) => !own.includes(scope)))).toBe('forbidden');
      for (const scope of own) {
        expect(['forbidden', 'unauthenticated']).not.toContain(await codeWith([scope]));
      }
    },
  );

  const unsafe = guarded.filter(({ access, method }) => access !== 'instance-key' && method !== 'get');
  it.each(unsafe.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    '%s wants the CSRF token of the very session',
    async (_name, endpoint) => {
      const [mine, other] = [await session(), await session()];
      const codeWith = async (token?: string) => {
        const csrf = token === undefined ? {} : { 'x-csrf-token': token };
        const answer = await api.call(endpoint.method.toUpperCase(), concrete(endpoint), {
          headers: { cookie: mine.cookie, ...csrf },
        });
        return [answer.status, answer.body.code];
      };
      for (const wrong of [undefined, other.csrfToken]) {
        expect(await codeWith(wrong)).toEqual([403, 'csrf']);
      }
      expect(await codeWith(mine.csrfToken)).not.toEqual([403, 'csrf']);
    },
  );

  it('counts what strangers call by their address, but for probes and signed events', async () => {
    const free = [
      ...['GET /healthz', 'GET /metrics', 'GET /openapi.json', 'GET /readyz'],
      EMAIL_EVENTS,
      'POST /v1/email-events',
      // Mail services load them for many readers from few addresses.
      'GET /logos/{name}',
    ];
    const strangers = endpoints.filter(({ access }) => access === 'public' || access === 'instance-key');
    const limited = jest.spyOn(api.deps.rateLimits, 'publicCall');
    limited.mockImplementation(() => Promise.reject(new Problem('rate-limited', { retryAfterSeconds: 60 })));
    try {
      for (const endpoint of strangers) {
        const { status } = await api.call(endpoint.method.toUpperCase(), concrete(endpoint));
        expect([nameOf(endpoint), status === 429]).toEqual([
          nameOf(endpoint),
          !free.includes(nameOf(endpoint)),
        ]);
      }
    } finally {
      limited.mockRestore();
    }
  });

  it('is described in /openapi.json, with a name of its own', async () => {
    const { body } = await api.get('/openapi.json');
    for (const { path: pattern, method, access } of endpoints) {
      const described = body.paths[pattern]?.[method];
      expect([pattern, method, described !== undefined]).toEqual([pattern, method, true]);
      expect((described?.security ?? []).length > 0).toBe(access !== 'public');
    }
    const names = endpoints.map((endpoint) => operationId(endpoint));
    expect(new Set(names).size).toBe(names.length);
    expect(openApiDocument(endpoints, 'http://usher.test').openapi).toBe('3.1.0');
  });

  it('answers other methods on its path with 405 and Allow', async () => {
    const answer = await api.call('DELETE', '/v1/invitations', { as: api.people.admin });
    expect([answer.status, answer.body.code, answer.headers.get('allow')]).toEqual([
      405,
      'method-not-allowed',
      'GET, HEAD, POST',
    ]);
  });
});

describe('every role', () => {
  it('has the rank and the scopes that it was decided to have', () => {
    const found = BUILT_IN_ROLES.map(({ key, rank, scopes }) => [key, [rank, [...scopes].sort()]]);
    const decided = Object.entries(ROLES).map(([key, [rank, scopes]]) => [
      key,
      [rank, [...(scopes === 'all' ? SCOPES : scopes)].sort()],
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(decided));
  });

  it('opens to its people what its scopes open, and nothing else', async () => {
    const operator = await member(api, 'operator');
    const answers = await Promise.all(reading.map((one) => api.get(concrete(one), operator)));
    const refused = reading.filter((_, n) => answers[n]?.body.code === 'forbidden');
    const [, scopes] = ROLES['operator']!;
    expect(refused).toEqual(reading.filter((one) => !isOpenTo(one, scopes as readonly Scope[])));
  });
});

describe('everything around the endpoints', () => {
  it('answers unknown paths with 404 as problem+json', async () => {
    for (const unknown of ['/v1/nothing', '/v1/invitations/a/b/c', '/%E0%A4%A', '/../etc/passwd', '/v1']) {
      const answer = await api.get(unknown);
      expect([unknown, answer.status, answer.body.code]).toEqual([unknown, 404, 'not-found']);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('echoes a harmless X-Request-Id and replaces any other', async () => {
    const echo = async (id: string) =>
      (await api.call('GET', '/healthz', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await echo('trace-12345678')).toBe('trace-12345678');
    expect(await echo('bad id <script>')).toMatch(/^[0-9A-Z]{26}$/);
  });

  it('counts requests by endpoint', async () => {
    await api.get('/v1/me', api.people.admin);
    const { text } = await api.get('/metrics');
    expect(text).toContain(
      'usher_http_request_duration_seconds_count{method="GET",route="/v1/me",status="200"}',
    );
  });

  it('opens the instance to the instance key alone', async () => {
    const codeWith = async (key: string) => {
      const headers = { authorization: `Bearer ${key}` };
      return (await api.call('POST', '/v1/accounts', { headers, body: {} })).body.code;
    };
    expect(await codeWith(INSTANCE_KEY)).toBe('validation-failed');
    expect(await codeWith(api.people.admin.key)).toBe('unauthenticated');
  });
});
