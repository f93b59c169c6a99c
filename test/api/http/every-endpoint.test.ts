import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import fc, { SEED } from '../../support/properties';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { narrowed } from '../../support/api/people-samples';
import { INSTANCE_KEY, TestApi, type Answer, type Person } from '../../support/api/support';
import {
  describedSchemas,
  valuesOf,
  type Schema,
  type Vocabulary,
} from '../../support/api/openapi-arbitrary';

/** Calls of each endpoint with each credential. */
const TRIES = 5;

/** In every text that the other account wrote, and in no call of ours. */
const MARKER = { acme: 'mk-acme-quokka', globex: 'mk-globex-wombat' } as const;
type Tenant = keyof typeof MARKER;

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}
interface Media {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Media;
  readonly responses: Readonly<Record<string, Media>>;
}
/** The parts of `/openapi.json` that calls are made of. */
const described = describedSchemas.extend({
  paths: z.record(z.string(), z.record(z.string(), z.custom<Operation>())),
});
interface Call {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const api = new TestApi();
let calls: Call[];
let words: Vocabulary;
let ajv: Ajv2020;
const idsOf: Record<Tenant, Set<string>> = { acme: new Set(), globex: new Set() };
const credentials = new Map<
  string,
  { readonly key: string | undefined; readonly foreign: readonly Tenant[] }
>();

beforeAll(async () => {
  await api.start(fakeTemporal());
  await seed('acme', api.people.admin);
  await seed('globex', api.people.other);
  await issueCredentials();
  const { body } = await api.get('/openapi.json');
  const document = described.parse(body);
  ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats(ajv);
  ajv.addSchema(body, 'openapi');
  words = {
    ids: [...idsOf.acme, ...idsOf.globex, 'inv_01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    emails: ['new@partner.example', api.people.admin.email, api.people.other.email, 'x@y.example'],
    schemas: document.components.schemas,
  };
  calls = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
    )
    // What reads comes first, what removes comes last, so that there is something to read.
    .sort((a, b) => orderOf(a.method) - orderOf(b.method));
});
afterAll(() => api.stop());

const orderOf = (method: string): number => ['get', 'post', 'put', 'patch', 'delete'].indexOf(method);

/** Something of everything an account can have, each with the account's marker in its texts. */
async function seed(tenant: Tenant, admin: Person): Promise<void> {
  const mark = MARKER[tenant];
  const made = async (path: string, body: unknown): Promise<string> => {
    const answer = await api.post(path, admin, body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    const id = answer.body.id;
    if (typeof id === 'string') idsOf[tenant].add(id);
    return id;
  };
  const workspace = await made('/v1/workspaces', { name: mark });
  const folder = await made(`/v1/workspaces/${workspace}/folders`, { name: mark });
  await made(`/v1/folders/${folder}/records`, { name: mark, kind: mark });
  await made('/v1/roles', { key: mark, name: mark, rank: 5, scopes: ['invitations:read'] });
  await made('/v1/users', {
    firstName: mark,
    lastName: mark,
    email: `user-${mark}@${tenant}.example`,
    roleKey: 'viewer',
  });
  await made('/v1/api-keys', { name: mark, scopes: ['invitations:read'] });
  await made('/v1/webhook-endpoints', { url: `https://${mark}.example/`, events: ['invitation.created'] });
  await made('/v1/invitations', {
    partnerName: mark,
    contactFirstName: mark,
    contactEmail: `guest@${mark}.example`,
    message: mark,
    share: { workspaceId: workspace, folderIds: [folder] },
  });
  await made('/v1/invitation-imports', {
    rows: [{ partnerName: mark, contactEmail: `row@${mark}.example` }],
  });
}

async function issueCredentials(): Promise<void> {
  const { admin, other } = api.people;
  const narrow = await narrowed(api, admin, ['invitations:read']);
  const nova = (await api.stores.accounts.create({ name: 'Nova' }))._id;
  const partner = await api.stores.users.create({
    email: 'pat@nova.example',
    firstName: 'Pat',
    lastName: 'N',
  });
  if (!partner.ok) throw new Error('taken');
  const who = { accountId: nova, userId: partner.user._id };
  await api.stores.memberships.add({ ...who, roleKey: 'partner_user' });
  const { key } = await api.stores.apiKeys.create({ ...who, name: 'Test' });
  credentials.set('nobody', { key: undefined, foreign: ['acme', 'globex'] });
  credentials.set('a key that may only read invitations', { key: narrow.key, foreign: ['globex'] });
  credentials.set('a partner', { key, foreign: ['acme', 'globex'] });
  credentials.set('the admin of another account', { key: other.key, foreign: ['acme'] });
  credentials.set('an admin', { key: admin.key, foreign: ['globex'] });
  credentials.set('the instance key', { key: INSTANCE_KEY, foreign: ['acme', 'globex'] });
}

interface Attempt {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Calls of one endpoint: right and wrong, in every part. */
function attempts({ path, operation }: Call): fc.Arbitrary<Attempt> {
  const { parameters = [], requestBody } = operation;
  const [media, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const bodies = content?.schema === undefined ? fc.constant(undefined) : valuesOf(content.schema, words);
  const values = Object.fromEntries(
    parameters.map(({ name, in: place, schema }) => [
      name,
      place === 'path'
        ? fc.oneof(fc.constantFrom(...words.ids), valuesOf(schema, words))
        : valuesOf(schema, words),
    ]),
  );
  const required = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
  return fc.record({ values: fc.record(values, { requiredKeys: required }), body: bodies }).map((made) => {
    const text = (name: string) => asText((made.values as Record<string, unknown>)[name]);
    const given = parameters.filter(({ name }) => name in made.values);
    const query = given
      .filter((one) => one.in === 'query')
      .map(({ name }) => `${name}=${encodeURIComponent(text(name))}`);
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(text(name)) || '-');
    const json = made.body === undefined ? undefined : JSON.stringify(made.body);
    return {
      url: filled + (query.length > 0 ? `?${query.join('&')}` : ''),
      headers: json === undefined ? {} : { 'content-type': media ?? 'application/json' },
      body: json,
    };
  });
}

function asText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // Lone surrogates cannot be part of a URL.
  return Buffer.from(text.slice(0, 500)).toString();
}

const validators = new Map<string, ValidateFunction>();

/** Why an answer is not one that the document tells of; undefined where it is. */
function outsideDocument({ method, path, operation }: Call, answer: Answer): string | undefined {
  const { status } = answer;
  const described =
    operation.responses[String(status)] ?? (status >= 400 ? operation.responses['default'] : undefined);
  if (described === undefined) return `the status ${status} is not described`;
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  const contents = described.content ?? {};
  if (status === 204 || Object.keys(contents).length === 0) return undefined;
  if (status >= 400 && type !== 'application/problem+json' && !(type in contents))
    return `is ${type}, no problem`;
  if (!(type in contents)) return `is ${type}, not ${Object.keys(contents).join(' or ')}`;
  if (!type.endsWith('json') || contents[type]?.schema === undefined) return undefined;
  const slot = operation.responses[String(status)] ? String(status) : 'default';
  const escape = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
  const where = ['paths', path, method, 'responses', slot, 'content', type, 'schema'].map(escape).join('/');
  const validate = validators.get(where) ?? ajv.compile({ $ref: `openapi#/${where}` });
  validators.set(where, validate);
  return validate(answer.body) ? undefined : `body: ${ajv.errorsText(validate.errors)}`;
}

/** What of another account's an answer shows that neither the call nor what it was given to keep names itself. */
function leaked(tenants: readonly Tenant[], { url, body }: Attempt, answer: Answer): string | undefined {
  const shown = answer.text + JSON.stringify([...answer.headers]);
  const asked = [decodeURIComponent(url), body ?? '', ...kept].join('\n');
  for (const tenant of tenants) {
    if (shown.includes(MARKER[tenant])) return MARKER[tenant];
    const id = [...idsOf[tenant]].find((one) => shown.includes(one) && !asked.includes(one));
    if (id !== undefined) return id;
  }
  return undefined;
}

/** Bodies of calls that may have been kept, whoever made them. */
const kept: string[] = [];

/** Credentials, with answers that show how far their calls got. */
const REACH = [
  ['nobody', [200, 401]],
  ['a key that may only read invitations', [200, 403]],
  ['a partner', [200, 403]],
  ['the instance key', [200, 401, 422]],
  ['the admin of another account', [200, 201, 404, 422]],
  ['an admin', [200, 201, 404, 422]],
] as const;

it.each(REACH)(
  'every endpoint answers %s as documented, without failing and without foreign data',
  async (name, reached) => {
    const { key, foreign } = credentials.get(name) ?? { key: undefined, foreign: [] };
    const wrong: string[] = [];
    const statuses = new Set<number>();
    let sawOwn = false;
    for (const [n, one] of calls.entries()) {
      for (const attempt of fc.sample(attempts(one), { numRuns: TRIES, seed: SEED + n })) {
        const answer = await api.call(one.method.toUpperCase(), attempt.url, {
          headers: { ...attempt.headers, ...(key && { authorization: `Bearer ${key}` }) },
          ...(attempt.body !== undefined && { raw: attempt.body }),
        });
        statuses.add(answer.status);
        if (answer.status < 300 && attempt.body !== undefined) kept.push(attempt.body);
        sawOwn ||= answer.text.includes(MARKER.acme);
        // The fake Temporal decides nothing; that is an answer, as documented.
        const isAway = answer.status === 503 && answer.body.code === 'temporal-unavailable';
        const problem =
          (answer.status >= 500 && !isAway ? `answered ${answer.status}` : undefined) ??
          outsideDocument(one, answer) ??
          (leaked(foreign, attempt, answer) === undefined ? undefined : 'shows data of another account');
        if (problem === undefined) continue;
        const call = `${one.method.toUpperCase()} ${attempt.url.slice(0, 300)} ${attempt.body?.slice(0, 300) ?? ''}`;
        wrong.push(`${one.path}: ${problem}\n  ${call}\n  ${answer.text.slice(0, 300)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect([...statuses]).toEqual(expect.arrayContaining([...reached]));
    // What is looked for can be seen where it belongs.
    if (name === 'an admin') expect(sawOwn).toBe(true);
  },
);
