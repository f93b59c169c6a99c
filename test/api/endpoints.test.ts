import fs from 'node:fs';
import path from 'node:path';
import type { Endpoint } from '../../api/endpoint';
import { openApiDocument, operationId } from '../../api/openapi';
import { endpoints } from '../../api/routes';
import { fakeTemporal } from './fake-temporal';
import { INSTANCE_KEY, TestApi } from './support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

/** The path with something in place of its parameters. */
const concrete = ({ path: pattern }: Endpoint) =>
  pattern.replace(/\{\w+\}/g, 'inv_01ARZ3NDEKTSV4RRFFQ69G5FAV');
const nameOf = (endpoint: Endpoint) => `${endpoint.method.toUpperCase()} ${endpoint.path}`;
const guarded = endpoints.filter(({ access }) => access !== 'public');

/** All that strangers may call; a new entry here is a decision. */
const PUBLIC = [
  'GET /healthz',
  'GET /metrics',
  'GET /openapi.json',
  'GET /readyz',
  'POST /v1/email-events/sendgrid',
  'POST /v1/password-resets',
  'POST /v1/public/invitation/accept',
  'POST /v1/public/invitation/decline',
  'POST /v1/public/invitation/lookup',
  'POST /v1/public/invitation/remind-later',
  'POST /v1/public/invitation/request-new-link',
  'POST /v1/public/invitation/unsubscribe',
  'POST /v1/public/set-password',
  'POST /v1/session',
];

describe('every endpoint', () => {
  it('stands in a file of its own that is named after method and path, and in the list', () => {
    const files = fs
      .readdirSync(path.join(__dirname, '../../api/routes'))
      .filter((name) => name !== 'index.ts');
    const expected = endpoints.map(({ method, path: pattern }) => {
      const words = pattern
        .replace(/^\/v1\//, '')
        .replace(/\.json$/, '')
        .replace(/\{(\w+)\}/g, 'by-$1');
      const kebab = words.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
      return `${method}-${kebab.split('/').filter(Boolean).join('-')}.ts`;
    });
    expect(files.sort()).toEqual(expected.sort());
  });

  it('is public only if it is known to be', () => {
    const open = endpoints.filter(({ access }) => access === 'public').map(nameOf);
    expect(open.filter((name) => !PUBLIC.includes(name))).toEqual([]);
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

  it.each(
    guarded.filter(({ access }) => typeof access === 'object').map((one) => [nameOf(one), one] as const),
  )('%s wants its scope', async (_name, endpoint) => {
    const { admin } = api.people;
    const { key } = await api.stores.apiKeys.create({ ...admin, name: 'No scopes', scopes: [] });
    const answer = await api.call(endpoint.method.toUpperCase(), concrete(endpoint), {
      as: { ...admin, key },
    });
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
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

  it('sends strict headers and no hint of what it runs on', async () => {
    const { headers } = await api.get('/docs');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
    expect((await api.get('/v1/me', api.people.admin)).headers.get('cache-control')).toBe('no-store');
  });

  it('serves its description page from its own disk', async () => {
    const page = await api.get('/docs');
    const assets = [...page.text.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)].map(([, asset]) => asset ?? '');
    expect(assets).toHaveLength(3);
    for (const asset of assets) expect((await api.get(asset)).status).toBe(200);
    expect(page.text).not.toMatch(/<script>|onload=|https?:\/\//);
  });

  it('counts requests by endpoint', async () => {
    await api.get('/v1/me', api.people.admin);
    const { text } = await api.get('/metrics');
    expect(text).toContain(
      'usher_http_request_duration_seconds_count{method="GET",route="/v1/me",status="200"}',
    );
  });

  it('opens the instance to the instance key alone', async () => {
    const endpoint = endpoints.find(({ access, body }) => access === 'instance-key' && body !== undefined);
    if (endpoint === undefined) return;
    const answer = await api.call(endpoint.method.toUpperCase(), endpoint.path, {
      headers: { authorization: `Bearer ${INSTANCE_KEY}` },
      body: {},
    });
    expect(answer.status).toBe(422);
  });
});
