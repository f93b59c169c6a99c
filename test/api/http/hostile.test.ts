import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Endpoint } from '../../../api/http/endpoint';
import { endpoints } from '../../../api/endpoints';
import { newInvitation } from '../../support/models/samples';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { INSTANCE_KEY, TestApi, type Answer, type CallOptions } from '../../support/api/support';

const api = new TestApi();
let before: Record<string, string>;
let foreignId: string;

beforeAll(async () => {
  await api.start(fakeTemporal());
  const created = await api.stores.invitations.create(
    newInvitation(api.people.other.accountId, 'foreign@partner.example'),
  );
  if (!created.ok) throw new Error('not created');
  foreignId = created.invitation._id;
  before = await digests();
});
afterAll(async () => {
  // Asked once: to read everything costs more than what an endpoint's tests ask.
  const after = await digests();
  await api.stop();
  expect(after).toEqual(before);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

/** One hash per collection, so that a failure names what changed without printing it. */
async function digests(): Promise<Record<string, string>> {
  const entries = Object.entries(await api.dump()).map(
    ([name, documents]) =>
      [name, createHash('sha256').update(JSON.stringify(documents)).digest('hex')] as const,
  );
  return Object.fromEntries(entries);
}

const UNKNOWN_ID = 'inv_01ARZ3NDEKTSV4RRFFQ69G5FAV';
const nameOf = ({ method, path }: Endpoint) => `${method.toUpperCase()} ${path}`;
const tested = endpoints.filter(({ access }) => access !== 'session');
const changing = tested.filter(({ method }) => method !== 'get').map((one) => [nameOf(one), one] as const);
const reading = tested
  .filter(({ method, path }) => method === 'get' && path.startsWith('/v1/'))
  .map((one) => [nameOf(one), one] as const);

/** Calls with a credential that may do everything, so that nothing but the input can be wrong. */
function send(endpoint: Endpoint, options: CallOptions = {}, id = UNKNOWN_ID, query = ''): Promise<Answer> {
  const authorization =
    endpoint.access === 'public'
      ? {}
      : {
          authorization: `Bearer ${endpoint.access === 'instance-key' ? INSTANCE_KEY : api.people.admin.key}`,
        };
  const path = endpoint.path.replace(/\{\w+\}/g, id) + query;
  return api.call(endpoint.method.toUpperCase(), path, {
    ...options,
    headers: { ...authorization, ...options.headers },
  });
}

const json = { 'content-type': 'application/json' };
const takesJson = ({ rawBody, body }: Endpoint) => rawBody === undefined || body !== undefined;

/** Values that no member of any body may have, or that its schema refuses for this member. */
const NASTY: readonly unknown[] = [
  { $gt: '' },
  { $ne: null },
  ['x', { $where: 'sleep(1000)' }],
  -1.5,
  '\u0000',
  '\ud800',
  { toString: 1, constructor: { prototype: { polluted: true } } },
  Number.MAX_SAFE_INTEGER,
];

/** Bodies that the endpoint's own schema calls wrong, one nasty member each. */
function nastyBodies({ body }: Endpoint): unknown[] {
  const schema = body ?? z.strictObject({});
  const members = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const bodies = members.flatMap((member) => NASTY.map((value) => ({ [member]: value })));
  const others = [{ surprise: 1 }, { $where: '1' }, [], 'text', 5, true, null, { a: { $gt: '' } }];
  return [...bodies, ...others].filter((one) => !schema.safeParse(one).success);
}

describe.each(changing.filter(([, endpoint]) => takesJson(endpoint)))('%s', (_name, endpoint) => {
  it('refuses wrong types, operators and unknown members', async () => {
    for (const body of nastyBodies(endpoint)) {
      const answer = await send(endpoint, { body });
      expect([body, answer.status, answer.body.code]).toEqual([body, 422, 'validation-failed']);
      expect(answer.body.errors.length).toBeGreaterThan(0);
    }
  });

  it('refuses members that reach for prototypes', async () => {
    for (const raw of [
      '{"__proto__":{"polluted":true}}',
      '{"customFields":{"__proto__":{"polluted":true}}}',
      '{"constructor":{"prototype":{"polluted":true}}}',
    ]) {
      const answer = await send(endpoint, { raw, headers: json });
      expect([raw, answer.status]).toEqual([raw, 422]);
    }
  });

  it('refuses what is no JSON, is too deep or has another type', async () => {
    for (const raw of ['{', '{"a":}', "{'a':1}", 'undefined', '{"a":1}}', '\u0001', '[1,']) {
      const answer = await send(endpoint, { raw, headers: json });
      expect([raw, answer.status, answer.body.code]).toEqual([raw, 400, 'malformed-json']);
    }
    const deep = await send(endpoint, { raw: `${'['.repeat(20_000)}${']'.repeat(20_000)}`, headers: json });
    expect(deep.status).toBe(422);
    for (const type of [
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'application/json-patch+json',
    ]) {
      const answer = await send(endpoint, { raw: '{}', headers: { 'content-type': type } });
      expect([type, answer.status, answer.body.code]).toEqual([type, 415, 'unsupported-media-type']);
    }
    const utf7 = await send(endpoint, {
      raw: '{}',
      headers: { 'content-type': 'application/json; charset=utf-7' },
    });
    expect(utf7.status).toBe(415);
  });
});

describe.each(changing)('%s', (_name, endpoint) => {
  it('refuses 2 MB', async () => {
    const type = takesJson(endpoint) ? json : { 'content-type': endpoint.rawBody?.contentTypes[0] ?? '' };
    const size = Math.max(2_000_000, (endpoint.rawBody?.limitBytes ?? 0) + 1_000);
    const raw = JSON.stringify({ token: 'x'.repeat(size) });
    const answer = await send(endpoint, { raw, headers: type });
    // Who is to prove something in the headers is refused for that first, before a byte of the body.
    const unproven = endpoint.path.includes('/public/') ? [404, 'not-found'] : [401, 'unauthenticated'];
    const refusal = endpoint.admit === undefined ? [413, 'payload-too-large'] : unproven;
    expect([answer.status, answer.body.code]).toEqual(refusal);
  });
});

describe.each(reading)('%s', (_name, endpoint) => {
  it('refuses unknown and nonsensical query members', async () => {
    for (const query of ['?surprise=1', '?$where=1', '?limit[$gt]=1', '?__proto__[x]=1', '?constructor=1']) {
      expect([query, (await send(endpoint, {}, UNKNOWN_ID, query)).status]).toEqual([query, 422]);
    }
    const members = Object.keys(endpoint.query?.shape ?? {});
    const nonsense: Readonly<Record<string, readonly string[]>> = {
      limit: ['0', '101', '-1', 'x', '1e9', '', 'NaN'],
      cursor: ['nonsense', 'W10', Buffer.from('["a",1,2]').toString('base64url'), 'x'.repeat(2_000)],
      sort: ['nonsense', '-', '__proto__', 'constructor', 'liveKey'],
      status: ['nonsense', 'sent;drop'],
      createdAfter: ['yesterday', '2020-13-01T00:00:00Z'],
      view: ['all'],
    };
    for (const member of members) {
      for (const value of nonsense[member] ?? []) {
        const query = `?${member}=${encodeURIComponent(value)}`;
        const answer = await send(endpoint, {}, UNKNOWN_ID, query);
        // What the page would belong to may be missed first.
        const codes =
          endpoint.params === undefined ? ['validation-failed'] : ['validation-failed', 'not-found'];
        expect(codes).toContain(answer.body.code);
      }
    }
  });

  it('refuses in its query every text that no line of a body may hold', async () => {
    for (const member of Object.keys(endpoint.query?.shape ?? {})) {
      for (const query of [`?${member}=a%00b`, `?${member}=%E2%80%AE`, `?${member}=a&${member}=%0Ab%0A.`]) {
        const { status, body } = await send(endpoint, {}, UNKNOWN_ID, query);
        expect([query, status, body.code, body.errors]).toEqual([
          query,
          422,
          'validation-failed',
          [{ pointer: `/${member}`, detail: 'Must not hold control characters.' }],
        ]);
      }
    }
  });
});

describe('IDs', () => {
  const BODIES: Readonly<Record<string, unknown>> = {
    '/v1/invitations/{id}/assignee': { userId: null },
    '/v1/invitations/{id}/comments': { text: 'Stolen' },
    '/v1/invitations/{id}/extend': { expiresIn: 'P1D' },
    '/v1/invitations/{id}/return': { reason: 'More, please.' },
  };
  const byId = endpoints.filter(({ path }) => path.startsWith('/v1/invitations/{id}'));

  it('of other accounts, of nothing and of nonsense are not found', async () => {
    for (const endpoint of byId) {
      const body = endpoint.method === 'get' ? {} : { body: BODIES[endpoint.path] ?? {} };
      for (const id of [foreignId, UNKNOWN_ID, '%24gt', '..%2f..', `inv_${'0'.repeat(500)}`, '%00', 'null']) {
        const answer = await send(endpoint, body, id);
        expect([nameOf(endpoint), id, answer.status, answer.body.code]).toEqual([
          nameOf(endpoint),
          id,
          404,
          'not-found',
        ]);
      }
    }
  });
});

describe('Idempotency-Key', () => {
  it('must be short and printable', async () => {
    for (const key of ['', 'x'.repeat(201), 'a b']) {
      const answer = await api.post('/v1/invitations', api.people.admin, newBody, { 'idempotency-key': key });
      expect([key, answer.status]).toEqual([key, 422]);
    }
  });

  const newBody = { partnerName: 'X' };
});
