import { createHmac } from 'node:crypto';
import { getMe } from '../../../api/sessions/me';
import { bodyOf } from '../../support/api/declared-answers';
import { createOidcVerifier } from '../../../api/http/oidc';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestIssuer } from '../../support/api/oidc-issuer';
import { TestApi } from '../../support/api/support';

const api = new TestApi();
const issuer = new TestIssuer();
const settings = () => ({
  issuer: issuer.url,
  audience: 'usher',
  jwksUri: undefined,
  accountClaim: 'usher_account',
});

beforeAll(async () => {
  await issuer.start();
  await api.start(fakeTemporal());
  Object.assign(api.deps, { oidc: createOidcVerifier(settings()) });
});
afterAll(async () => {
  await api.stop();
  await issuer.stop();
});

const me = (token: string) => api.call('GET', '/v1/me', { headers: { authorization: `Bearer ${token}` } });
const ada = () => ({ email: api.people.admin.email, email_verified: true });
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('bearer tokens of an identity provider', () => {
  it.each(['RS256', 'ES256', 'PS256', 'EdDSA'])('signed with %s speak for their user', async (alg) => {
    const answer = await me(await issuer.sign(ada(), { key: issuer.keyOf(alg) }));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      user: { id: api.people.admin.userId },
      account: { id: api.people.admin.accountId },
      role: { key: 'account_admin' },
    });
  });

  it('find the user by the normal form of the address', async () => {
    const email = api.people.admin.email.toUpperCase();
    expect((await me(await issuer.sign({ ...ada(), email }))).status).toBe(200);
  });

  it('need no CSRF token and are worth what the role is worth', async () => {
    const token = await issuer.sign({ email: api.people.viewer.email, email_verified: true });
    const headers = { authorization: `Bearer ${token}` };
    const answer = await api.call('POST', '/v1/roles', { headers, body: {} });
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  });

  it('may name the account where the user has several; without it they speak for the one used last', async () => {
    const { admin, other } = api.people;
    const { accountId } = other;
    await api.stores.memberships.add({ accountId, userId: admin.userId, roleKey: 'viewer' });
    const inAccount = async (usher_account?: unknown) => {
      const answer = await me(await issuer.sign({ ...ada(), usher_account }));
      return [answer.status, answer.status === 200 ? bodyOf(getMe, answer).account.id : undefined];
    };
    expect(await inAccount(accountId)).toEqual([200, accountId]);
    expect(await inAccount(admin.accountId)).toEqual([200, admin.accountId]);
    expect(await inAccount()).toEqual([200, admin.accountId]);
    await api.stores.memberships.signedIn(accountId, admin.userId, new Date());
    expect(await inAccount()).toEqual([200, accountId]);
    for (const none of ['acc_nobody', [admin.accountId], 7, {}, true])
      expect(await inAccount(none)).toEqual([401, undefined]);
    await api.stores.memberships.remove(accountId, admin.userId);
  });

  const now = () => Math.floor(Date.now() / 1000);
  const refused: [string, () => Promise<string>][] = [
    ['of another issuer', () => issuer.sign({ ...ada(), iss: 'https://evil.example' })],
    ['for another audience', () => issuer.sign({ ...ada(), aud: 'another' })],
    ['without an audience', () => issuer.sign({ ...ada(), aud: undefined })],
    ['that expired', () => issuer.sign({ ...ada(), exp: now() - 60 })],
    ['that never expire', () => issuer.sign({ ...ada(), exp: undefined })],
    ['that are not valid yet', () => issuer.sign({ ...ada(), nbf: now() + 600 })],
    ['of nobody known', () => issuer.sign({ email: 'stranger@nowhere.example', email_verified: true })],
    ['with an address that nobody verified', () => issuer.sign({ ...ada(), email_verified: false })],
    ['that do not say so', () => issuer.sign({ email: api.people.admin.email })],
    ['without an address', () => issuer.sign({ email_verified: true })],
    ['with an address that is none', () => issuer.sign({ ...ada(), email: { $ne: null } })],
    ['without a key ID', () => issuer.sign(ada(), { header: { kid: undefined } })],
    [
      'of a key that is not published',
      async () =>
        issuer.sign(ada(), { key: await issuer.addKey('RS256', { kid: 'other', published: false }) }),
    ],
    [
      'of another key under a published ID',
      async () =>
        issuer.sign(ada(), { key: await issuer.addKey('RS256', { kid: 'key-RS256', published: false }) }),
    ],
    [
      'with an algorithm that is not allowed',
      async () => issuer.sign(ada(), { key: await issuer.addKey('ES384', { kid: 'key-ES384' }) }),
    ],
    [
      'without a signature',
      async () => {
        const [, payload] = (await issuer.sign(ada())).split('.');
        return `${part({ alg: 'none', kid: 'key-RS256' })}.${payload ?? ''}.`;
      },
    ],
    [
      'signed with the public key as if it were a secret',
      async () => {
        const [, payload] = (await issuer.sign(ada())).split('.');
        const unsigned = `${part({ alg: 'HS256', kid: 'key-RS256' })}.${payload ?? ''}`;
        const secret = JSON.stringify(issuer.keyOf('RS256').jwk);
        return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
      },
    ],
    [
      'with a payload of their own',
      async () => {
        const [header, , signature] = (await issuer.sign(ada())).split('.');
        return `${header ?? ''}.${part({ ...ada(), iss: issuer.url, aud: 'usher', exp: now() + 60 })}.${signature ?? ''}`;
      },
    ],
    ['that are none', () => Promise.resolve('a.b.c')],
  ];

  it.each(refused)('%s are refused with 401', async (_name, make) => {
    const answer = await me(await make());
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
  });

  it('of a user who was disabled are refused', async () => {
    const { viewer } = api.people;
    const token = await issuer.sign({ email: viewer.email, email_verified: true });
    await api.stores.users.update(viewer.userId, { status: 'disabled' });
    expect((await me(token)).status).toBe(401);
    await api.stores.users.update(viewer.userId, { status: 'active' });
  });

  it('with unknown keys make few requests to the issuer', async () => {
    const before = issuer.asked;
    const key = await issuer.addKey('ES256', { kid: 'unknown', published: false });
    const token = await issuer.sign(ada(), { key });
    const answers = await Promise.all(Array.from({ length: 20 }, () => me(token)));
    expect(answers.every(({ status }) => status === 401)).toBe(true);
    expect(issuer.asked - before).toBeLessThanOrEqual(1);
  });
});

describe('while the identity provider is away', () => {
  it('tokens get 503 with Retry-After, and everything else works', async () => {
    const away = new TestIssuer();
    await away.start();
    const token = await away.sign(ada());
    Object.assign(api.deps, { oidc: createOidcVerifier({ ...settings(), issuer: away.url }) });
    away.isBroken = true;
    const broken = await me(token);
    await away.stop();
    const gone = await me(token);
    for (const answer of [broken, gone]) {
      expect([answer.status, answer.body.code]).toEqual([503, 'identity-provider-unavailable']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await api.get('/v1/me', api.people.admin)).status).toBe(200);
  });

  it('keys that were fetched before still count', async () => {
    const soon = new TestIssuer();
    await soon.start();
    const oidc = createOidcVerifier({ ...settings(), issuer: soon.url, jwksUri: `${soon.url}/keys` });
    Object.assign(api.deps, { oidc });
    const token = await soon.sign(ada());
    expect((await me(token)).status).toBe(200);
    soon.isBroken = true;
    expect((await me(token)).status).toBe(200);
    await soon.stop();
  });

  it('without one configured no token counts', async () => {
    const token = await issuer.sign(ada());
    Object.assign(api.deps, { oidc: undefined });
    expect((await me(token)).status).toBe(401);
  });
});
