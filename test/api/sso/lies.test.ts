import { outcome } from '../../support/api/refusals';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi } from '../../support/api/support';
import { createSsoNetwork } from '../../../api/sso/network';
import { postSessionSso } from '../../../api/sso/start';
import { bodyOf } from '../../support/api/declared-answers';
import { sessionIn } from '../../support/sso/sso-api';
import { LyingIssuer } from '../../support/sso/lying-issuer';

const api = new TestApi();
const issuer = new LyingIssuer();
beforeAll(async () => {
  await issuer.start();
  await api.start(fakeTemporal(), {}, { webhookAllowPrivate: true });
  Object.assign(api.deps, { ssoNetwork: createSsoNetwork({ allowPrivate: true }) });
  await setUp(issuer.url);
});
afterAll(async () => {
  await api.stop();
  await issuer.stop();
});
afterEach(() => issuer.reset());

const setUp = (url: string) =>
  api.call('PUT', '/v1/sso', {
    as: api.people.admin,
    body: { issuer: url, clientId: 'usher', clientSecret: 'secret', domains: ['acme.example'] },
  });
const begin = () => api.post('/v1/session/sso', undefined, { email: 'abel@acme.example' });
const REFUSED = [403, 'sso-refused'];

type Sign = (claims: Record<string, unknown>) => Promise<string>;

/** A sign-in whose ID token is what `forge` makes of the claims of an honest one. */
async function signedIn(forge: (claims: Record<string, unknown>, sign: Sign) => Promise<string>) {
  const { url, flow } = bodyOf(postSessionSso, await begin());
  const { state, nonce } = Object.fromEntries(new URL(url).searchParams);
  const claims = {
    ...{ iss: issuer.url, aud: 'usher', sub: 'abel', nonce },
    ...{ email: 'abel@acme.example', email_verified: true },
  };
  issuer.token = async () => ({
    access_token: 'token',
    token_type: 'bearer',
    id_token: await forge(claims, (changed) => issuer.keys.sign(changed)),
  });
  return api.post('/v1/session/sso/finish', undefined, { flow, query: `code=x&state=${state}` });
}

const now = () => Math.floor(Date.now() / 1000);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

it('believes an honest issuer', async () => {
  const answer = await signedIn((claims, sign) => sign(claims));
  expect(outcome(answer)).toEqual([200, undefined]);
  expect(sessionIn(answer)).not.toBe('');
});

it.each<[string, Parameters<typeof signedIn>[0]]>([
  ['of another issuer', (claims, sign) => sign({ ...claims, iss: 'https://evil.example' })],
  ['without an issuer', (claims, sign) => sign({ ...claims, iss: undefined })],
  ['for another client', (claims, sign) => sign({ ...claims, aud: 'another' })],
  [
    'for others too, and for another in the end',
    (claims, sign) => sign({ ...claims, aud: ['usher', 'x'], azp: 'x' }),
  ],
  ['of another sign-in', (claims, sign) => sign({ ...claims, nonce: 'another' })],
  ['of no sign-in', (claims, sign) => sign({ ...claims, nonce: undefined })],
  ['that has expired', (claims, sign) => sign({ ...claims, exp: now() - 60 })],
  ['that never expires', (claims, sign) => sign({ ...claims, exp: undefined })],
  ['about nobody', (claims, sign) => sign({ ...claims, sub: undefined })],
  [
    'that nobody signed',
    (claims) =>
      Promise.resolve(`${part({ alg: 'none' })}.${part({ ...claims, iat: now(), exp: now() + 300 })}.`),
  ],
  [
    'signed with a key that the issuer does not have',
    async (claims) => {
      const key = await issuer.keys.addKey('RS256', { kid: 'key-RS256', published: false });
      return issuer.keys.sign(claims, { key });
    },
  ],
  [
    'signed as the issuer says that it does not',
    (claims) => issuer.keys.sign(claims, { key: issuer.keys.keyOf('ES256') }),
  ],
  ['that is none', () => Promise.resolve('nonsense')],
])('believes no token %s', async (_what, forge) => {
  const answer = await signedIn(forge);
  expect(outcome(answer)).toEqual(REFUSED);
  expect(answer.headers.get('set-cookie')).toBeNull();
});

it('believes nothing that is said of somebody else', async () => {
  issuer.userinfo = { sub: 'somebody else', email: 'ada@acme.example', email_verified: true };
  const answer = await signedIn((claims, sign) => sign({ ...claims, email: undefined }));
  expect(outcome(answer)).toEqual(REFUSED);
});

it('does not mix what stands in the token with what stands behind it', async () => {
  issuer.userinfo = { sub: 'abel', email_verified: true };
  const answer = await signedIn((claims, sign) => sign({ ...claims, email_verified: undefined }));
  expect(outcome(answer)).toEqual(REFUSED);
});

it.each<[string, unknown]>([
  ['no answer at all', {}],
  ['no object', 'text'],
  ['an error', { error: 'invalid_grant' }],
])('takes %s in the place of tokens for a no', async (_what, body) => {
  const { url, flow } = bodyOf(postSessionSso, await begin());
  issuer.token = () => Promise.resolve(body);
  const state = new URL(url).searchParams.get('state') ?? '';
  const answer = await api.post('/v1/session/sso/finish', undefined, {
    flow,
    query: `code=x&state=${state}`,
  });
  expect(outcome(answer)).toEqual(REFUSED);
});

it.each<[string, object]>([
  ['names itself otherwise', { issuer: 'https://login.microsoftonline.com/common/v2.0' }],
  ['has no page to sign in on', { authorization_endpoint: undefined }],
  ['has a script for a page', { authorization_endpoint: 'javascript:alert(1)' }],
])('sends nobody to an issuer that %s', async (_what, description) => {
  issuer.description = { ...description };
  expect(outcome(await begin())).toEqual(REFUSED);
  const { body } = await api.post('/v1/sso/check', api.people.admin);
  expect(body).toMatchObject({ provider: { ok: false } });
});

it('reads no more of an answer than a description can be', async () => {
  issuer.flood = 2_000_000;
  expect(outcome(await begin())).toEqual([503, 'identity-provider-unavailable']);
});

it('follows no redirect', async () => {
  await setUp(`${issuer.url}/elsewhere`);
  expect(outcome(await begin())).toEqual(REFUSED);
  await setUp(issuer.url);
});
