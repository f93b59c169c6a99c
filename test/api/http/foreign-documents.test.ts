import type { Endpoint } from '../../../api/http/endpoint';
import { endpoints } from '../../../api/endpoints';
import { EMAIL, newOffer, oneOfEverything, type Tenant } from '../../support/models/tenant-samples';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi, type Person } from '../../support/api/support';

const api = new TestApi();
let tenant: Tenant;
let owner: Person;
let invitee: Person;

beforeAll(async () => {
  await api.start(fakeTemporal());
  const { accounts, memberships, users } = api.stores;
  const user = async (email: string) => {
    const made = await users.create({ email, firstName: 'Olga' });
    return made.ok ? made.user._id : '';
  };
  const ownerId = await user('owner@tenant.example');
  tenant = await oneOfEverything(api.stores, ownerId);
  owner = await withKey({ accountId: tenant.accountId, userId: ownerId, email: 'owner@tenant.example' });
  const guest = { accountId: (await accounts.create({ name: 'Initech' }))._id, userId: await user(EMAIL) };
  await memberships.add({ ...guest, roleKey: 'account_admin' });
  invitee = await withKey({ ...guest, email: EMAIL });
});
const withKey = async (person: Omit<Person, 'key'>): Promise<Person> => {
  const { key } = await api.stores.apiKeys.create({ ...person, name: 'Test' });
  return { ...person, key };
};
afterAll(() => api.stop());

const nameOf = ({ method, path }: Endpoint) => `${method.toUpperCase()} ${path}`;

/** Endpoints by which an account makes something of its own under a name that others may have too. */
const OF_ONES_OWN = ['PUT /v1/programs/{key}'];

/** Public pages are anybody's, by their address. */
const isPublic = ({ path }: Endpoint) => path.startsWith('/v1/public/') || path.startsWith('/logos/');

const named = endpoints.filter(
  (one) => one.path.includes('{') && !OF_ONES_OWN.includes(nameOf(one)) && !isPublic(one),
);

/** The tenant's own document that a path is about. */
const IDS: Readonly<Record<string, (of: Tenant) => string>> = {
  'api-keys': (of) => of.keyId,
  documents: (of) => of.documentId,
  folders: (of) => of.folderId,
  'invitation-imports': (of) => of.importId,
  invitations: (of) => of.id,
  'me/membership-offers': (of) => of.offerId,
  'me/views': (of) => of.viewId,
  partners: (of) => of.partnershipId,
  'privacy/erasures': (of) => of.requestId,
  programs: () => 'gold',
  records: (of) => of.recordId,
  roles: () => 'own',
  'sso/identities': (of) => of.userId,
  suppressions: (of) => of.suppressionId,
  users: (of) => of.userId,
  'webhook-endpoints': (of) => of.endpointId,
  workspaces: (of) => of.workspaceId,
};

/** Bodies that an endpoint takes, where an empty one does not do. */
const bodies = (of: Tenant): Readonly<Record<string, object>> => ({
  'PATCH /v1/invitations/{id}': { partnerName: 'Stolen' },
  'PATCH /v1/me/views/{id}': { name: 'Stolen' },
  'PATCH /v1/folders/{id}': { name: 'Stolen' },
  'PATCH /v1/records/{id}': { name: 'Stolen' },
  'POST /v1/folders/{id}/records': { name: 'Stolen' },
  'POST /v1/invitations/{id}/comments': { text: 'Stolen' },
  'POST /v1/invitations/{id}/extend': { expiresIn: 'P1D' },
  'POST /v1/invitations/{id}/return': { reason: 'Stolen' },
  'POST /v1/partners/{id}/shares': { folderIds: [of.folderId] },
  'POST /v1/programs/{key}/rules/dry-run': { contactEmail: 'peter@initech.example' },
  'POST /v1/programs/{key}/templates/preview': { template: 'invitation' },
  'POST /v1/programs/{key}/templates/test-send': { template: 'invitation' },
  'POST /v1/workspaces/{id}/folders': { name: 'Stolen' },
  'PUT /v1/invitations/{id}/assignee': { userId: null },
  'PUT /v1/programs/{key}/terms': { texts: { en: 'Stolen' } },
  'PUT /v1/roles/{key}': { name: 'Stolen' },
  'PUT /v1/users/{id}': { firstName: 'Stolen' },
});

/** What an address needs besides. */
const QUERIES: Readonly<Record<string, string>> = {
  'PUT /v1/programs/{key}/logo': '?name=stolen.png',
  'PUT /v1/records/{id}/file': '?name=stolen.pdf',
};

async function ask(endpoint: Endpoint, as: Person) {
  const [, resource = ''] = /^\/v1\/([^{]+)\//.exec(endpoint.path) ?? [];
  const { folderId, deliveryId } = tenant;
  const others: Record<string, string> = { folderId, deliveryId, version: '1' };
  // Who is offered a membership is listed with the users.
  const id = endpoint.path.endsWith('users/{id}/resend') ? tenant.offerId : IDS[resource]?.(tenant);
  const named = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => others[name] ?? id ?? 'nothing');
  const path = named + (QUERIES[nameOf(endpoint)] ?? '');
  const body = endpoint.method === 'get' ? undefined : (bodies(tenant)[nameOf(endpoint)] ?? {});
  const { status, body: answer } = await api.call(endpoint.method.toUpperCase(), path, { as, body });
  return { status, code: answer.code };
}

it('are found by no endpoint that names one, and changed by none', async () => {
  const before = await api.dump();
  const answers = [];
  for (const one of named) answers.push([nameOf(one), await ask(one, api.people.other)]);
  expect(answers).toEqual(named.map((one) => [nameOf(one), { status: 404, code: 'not-found' }]));
  expect(await api.dump()).toEqual(before);
});

it.each(OF_ONES_OWN)('stay as they are whatever is made by %s', async (name) => {
  const endpoint = endpoints.find((one) => nameOf(one) === name)!;
  const stored = () => api.stores.programs.find(tenant.accountId, 'gold');
  const before = await stored();
  expect((await ask(endpoint, api.people.other)).status).toBe(200);
  expect(await stored()).toEqual(before);
});

/** What only the person may do to whom it is addressed. */
const isAddressed = ({ path }: Endpoint) =>
  /^\/v1\/(invitations\/\{id\}\/(accept|decline)$|me\/membership-offers)/.test(path);

it('are found by each where they belong', async () => {
  // What removes something comes last, so that the others find it.
  const last = ({ method, path }: Endpoint) => (method === 'delete' ? 1 / path.length : 0);
  const missing = [];
  for (const one of [...named].sort((a, b) => last(a) - last(b))) {
    // An answered offer is gone.
    const offer = await newOffer(api.stores, tenant.accountId, tenant.userId);
    if (offer !== undefined) tenant = { ...tenant, offerId: offer._id };
    if ((await ask(one, isAddressed(one) ? invitee : owner)).status === 404) missing.push(nameOf(one));
  }
  expect(missing).toEqual([]);
});
