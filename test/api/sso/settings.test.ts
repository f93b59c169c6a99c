import { domainProof } from '../../../domain/sso/mail-domain';
import { createSsoNetwork, IssuerAway, type SsoNetwork } from '../../../api/sso/network';
import { getSso } from '../../../api/sso/get';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { expectRefused, HOSTILE_BODIES, NO_LINES, outcome } from '../../support/api/refusals';
import { type Person, SECRET, TestApi } from '../../support/api/support';

const api = new TestApi();
/** What name servers say. */
const texts = new Map<string, string[]>();
const network: SsoNetwork = {
  fetch: () => Promise.reject(new IssuerAway('no answer')),
  textsOf: (name) => Promise.resolve(texts.get(name) ?? []),
};
beforeAll(async () => {
  await api.start(fakeTemporal());
  Object.assign(api.deps, { ssoNetwork: network });
});
afterAll(() => api.stop());
afterEach(async () => {
  texts.clear();
  for (const as of [api.people.admin, api.people.other]) await api.call('DELETE', '/v1/sso', { as });
});

const SETTINGS = {
  issuer: 'https://login.acme.com',
  clientId: 'usher',
  clientSecret: 'a very hidden secret',
  domains: ['acme.com'],
};
const put = (as: Person, changes: object = {}) =>
  api.call('PUT', '/v1/sso', { as, body: { ...SETTINGS, ...changes } });
const shown = async (as: Person) => bodyOf(getSso, await api.get('/v1/sso', as));
const prove = ({ accountId }: Person, domain: string) => {
  const { name, value } = domainProof(accountId, domain, SECRET);
  texts.set(name, [...(texts.get(name) ?? []), 'v=something else', value]);
};

describe('the SSO settings', () => {
  it('are set, shown without the secret, changed and removed', async () => {
    const { admin } = api.people;
    expect(outcome(await api.get('/v1/sso', admin))).toEqual([404, 'not-found']);
    const answer = await put(admin, { domains: ['Acme.com', 'bücher.de'] });
    expect(outcome(answer)).toEqual([200, undefined]);
    expect(answer.body).toMatchObject({
      issuer: SETTINGS.issuer,
      isConfidential: true,
      enforced: false,
      trustsAddresses: false,
      redirectUri: 'http://usher.test/sign-in/sso/callback',
      domains: [
        {
          name: 'acme.com',
          provenAt: null,
          record: {
            name: '_usher.acme.com',
            value: expect.stringMatching(/^usher-sso=[\w-]{32}$/) as string,
          },
        },
        { name: 'xn--bcher-kva.de' },
      ],
    });
    expect(await shown(admin)).toEqual(answer.body);
    expect((await put(admin, { clientSecret: null })).body).toMatchObject({ isConfidential: false });
    expect((await api.call('DELETE', '/v1/sso', { as: admin })).status).toBe(204);
    expect(outcome(await api.call('DELETE', '/v1/sso', { as: admin }))).toEqual([404, 'not-found']);
  });

  it('hold the secret sealed, show it nowhere and keep it as long as nothing is said of it', async () => {
    const { admin } = api.people;
    await put(admin);
    const stored = JSON.stringify(await api.dump());
    expect(stored).not.toContain(SETTINGS.clientSecret);
    const kept = await put(admin, { clientSecret: undefined, domains: ['acme.com', 'acme.de'] });
    expect(kept.body).toMatchObject({ isConfidential: true });
    const doc = await api.stores.ssoConnections.find(admin.accountId);
    expect(doc && api.stores.ssoConnections.clientSecret(doc)).toBe(SETTINGS.clientSecret);
    const log = await api.get('/v1/audit-log?type=sso_changed', admin);
    expect(log.body.items.length).toBeGreaterThan(1);
    for (const text of [kept.text, log.text]) expect(text).not.toContain(SETTINGS.clientSecret);
  });

  it('hand a kept secret to no other issuer or client', async () => {
    const { admin } = api.people;
    const { clientSecret: _, ...rest } = SETTINGS;
    await expectRefused(api, 'PUT', '/v1/sso', admin, [{ body: rest, pointer: '/clientSecret' }]);
    await put(admin);
    await expectRefused(api, 'PUT', '/v1/sso', admin, [
      { body: { ...rest, issuer: 'https://login.evil.com' }, pointer: '/clientSecret' },
      { body: { ...rest, clientId: 'another' }, pointer: '/clientSecret' },
    ]);
  });

  it('are nobody’s but those of the scope, each for the own account', async () => {
    const { admin, approver, operator, viewer, other } = api.people;
    await put(admin);
    for (const one of [approver, operator, viewer]) {
      await expectRefused(api, 'PUT', '/v1/sso', one, [{ body: SETTINGS, code: 'forbidden' }]);
      expect(outcome(await api.get('/v1/sso', one))).toEqual([403, 'forbidden']);
      expect(outcome(await api.call('DELETE', '/v1/sso', { as: one }))).toEqual([403, 'forbidden']);
    }
    expect(outcome(await api.get('/v1/sso', other))).toEqual([404, 'not-found']);
    expect(outcome(await api.call('DELETE', '/v1/sso', { as: other }))).toEqual([404, 'not-found']);
    expect((await shown(admin)).issuer).toBe(SETTINGS.issuer);
  });

  it('refuse what makes no sense, and addresses inside', async () => {
    const issuers = [
      ...[
        'http://login.acme.com',
        'https://127.0.0.1',
        'https://[::1]',
        'https://10.0.0.1',
        'https://localhost',
      ],
      ...[
        'https://169.254.169.254/latest',
        'https://sso.internal',
        'https://[::ffff:127.0.0.1]',
        'ftp://acme.com',
      ],
      ...[
        'javascript:alert(1)',
        'https://user:pass@acme.com',
        'https://login.acme.com?x=1',
        'nonsense',
        '',
        7,
        null,
      ],
      ...['https://login.acme.com#x', 'https://2130706433', `https://${'x'.repeat(600)}.com`, { $gt: '' }],
    ];
    const domains = [
      ...['gmail.com', 'Outlook.com', 'com', 'acme', 'a b.com', 'acme.com/x', '@acme.com', 'x@acme.com', ''],
      ...['127.0.0.1', '*.acme.com', 'acme..com', 7, null, { $gt: '' }, 'x'.repeat(300)],
    ];
    await expectRefused(api, 'PUT', '/v1/sso', api.people.admin, [
      ...HOSTILE_BODIES,
      ...issuers.map((issuer) => ({ body: { ...SETTINGS, issuer }, pointer: '/issuer' })),
      ...domains.map((domain) => ({ body: { ...SETTINGS, domains: [domain] }, pointer: '/domains/0' })),
      ...NO_LINES.map((clientId) => ({ body: { ...SETTINGS, clientId }, pointer: '/clientId' })),
      { body: { ...SETTINGS, domains: [] }, pointer: '/domains' },
      { body: { ...SETTINGS, domains: ['acme.com', 'ACME.com'] }, pointer: '/domains' },
      {
        body: { ...SETTINGS, domains: Array.from({ length: 21 }, (_, n) => `a${n}.com`) },
        pointer: '/domains',
      },
      { body: { ...SETTINGS, enforced: 'yes' }, pointer: '/enforced' },
      { body: { ...SETTINGS, accountId: api.people.other.accountId }, pointer: '/accountId' },
    ]);
  });
});

describe('a domain', () => {
  it('counts once its record is found, and sends nobody anywhere before', async () => {
    const { admin } = api.people;
    await put(admin);
    const begin = () => api.post('/v1/session/sso', undefined, { email: 'ada@acme.com' });
    expect(outcome(await begin())).toEqual([404, 'not-found']);
    prove(api.people.other, 'acme.com');
    const early = await api.post('/v1/sso/check', admin);
    expect(early.body).toMatchObject({ connection: { domains: [{ provenAt: null }] } });
    prove(admin, 'acme.com');
    const later = await api.post('/v1/sso/check', admin);
    expect(later.body).toMatchObject({
      connection: { domains: [{ provenAt: expect.any(String) as string }] },
    });
    // Nobody answers there; what counts is that somebody is asked.
    expect((await begin()).body.code).toBe('identity-provider-unavailable');
    await put(admin, { domains: ['acme.de'] });
    expect(outcome(await begin())).toEqual([404, 'not-found']);
  });

  it('belongs to the account that proved it first', async () => {
    const { admin, other } = api.people;
    for (const one of [admin, other]) prove(one, 'acme.com');
    await put(admin);
    await put(other);
    const provenAt = async (as: Person) => (await shown(as)).domains.map((one) => one.provenAt !== null);
    expect([await provenAt(admin), await provenAt(other)]).toEqual([[true], [false]]);
    await api.call('DELETE', '/v1/sso', { as: admin });
    expect((await api.post('/v1/sso/check', other)).body).toMatchObject({
      connection: { domains: [{ provenAt: expect.any(String) as string }] },
    });
  });

  it('that is nobody’s on the internet counts only where a set-up calls inside', async () => {
    const { admin } = api.people;
    const provenAt = async () => (await put(admin, { domains: ['acme.example'] })).body;
    expect(await provenAt()).toMatchObject({ domains: [{ provenAt: null }] });
    Object.assign(api.deps.settings, { webhookAllowPrivate: true });
    expect(await provenAt()).toMatchObject({ domains: [{ provenAt: expect.any(String) as string }] });
    Object.assign(api.deps.settings, { webhookAllowPrivate: false });
  });

  it('has to be proven before SSO is enforced, and what is refused loses no other', async () => {
    const { admin } = api.people;
    prove(admin, 'acme.de');
    await put(admin, { domains: ['acme.de'] });
    await expectRefused(api, 'PUT', '/v1/sso', admin, [
      { body: { ...SETTINGS, enforced: true }, pointer: '/enforced' },
    ]);
    expect((await shown(admin)).domains).toMatchObject([
      { name: 'acme.de', provenAt: expect.any(String) as unknown },
    ]);
    prove(admin, 'acme.com');
    expect((await put(admin, { enforced: true })).body).toMatchObject({ enforced: true });
  });
});

it('a check says that the provider cannot be reached, and asks nothing inside', async () => {
  const { admin } = api.people;
  const asked: string[] = [];
  Object.assign(api.deps, {
    ssoNetwork: {
      textsOf: (name: string) => network.textsOf(name),
      fetch: (url: string, request: Parameters<SsoNetwork['fetch']>[1]) => {
        asked.push(url);
        return createSsoNetwork({ allowPrivate: false }).fetch('https://127.0.0.1/', request);
      },
    },
  });
  await put(admin);
  const { body } = await api.post('/v1/sso/check', admin);
  expect(body).toMatchObject({ provider: { ok: false, detail: 'It cannot be reached.' } });
  expect(asked).toEqual(['https://login.acme.com/.well-known/openid-configuration']);
  Object.assign(api.deps, { ssoNetwork: network });
});

describe('the network', () => {
  const inside = createSsoNetwork({ allowPrivate: false });
  const get = (url: string) => inside.fetch(url, { method: 'GET', headers: {} });

  it.each(['http://127.0.0.1:1/', 'https://[::1]/', 'http://localhost:1/', 'https://169.254.169.254/'])(
    'does not call %s, as an address or by name',
    async (url) => {
      await expect(get(url)).rejects.toThrow(/not public|no answer/);
    },
  );

  it('says that a name leads inside, whatever listens there', async () => {
    const name = new URL(api.url);
    name.hostname = 'localhost';
    const error = await get(name.href).catch((one: unknown) => one);
    expect((error as Error).cause).toMatchObject({ message: 'not public' });
    const open = await createSsoNetwork({ allowPrivate: true }).fetch(`${api.url}/healthz`, {
      method: 'GET',
      headers: {},
    });
    expect(open.status).toBe(200);
  });
});
