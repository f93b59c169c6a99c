// A real OpenID provider on loopback, in a process of its own: the parent says who signs in next, and what is known of them.
import http from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

const { redirectUri, port = 0, inIdToken = false } = JSON.parse(process.env.PROVIDER);
let next = { subject: 'nobody', claims: {} };
let delayMs = 0;
const known = new Map();

const server = http.createServer();
await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;
const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const jwk = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: `key-${Date.now()}` };

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'usher',
      client_secret: 'a secret of the client',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  cookies: { keys: ['only for tests'] },
  jwks: { keys: [jwk] },
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  // As the standard has it: what the code's token can fetch is not in the ID token.
  conformIdTokenClaims: !inIdToken,
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...known.get(sub) }) }),
  async loadExistingGrant(context) {
    const { client, session } = context.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope('openid email');
    await grant.save();
    return grant;
  },
});

const handle = provider.callback();
server.on('request', (request, response) => {
  setTimeout(() => {
    if (request.url.startsWith('/interaction/')) void interact(request, response);
    else handle(request, response);
  }, delayMs);
});

/** What a person would do at the provider: sign in as whom the parent named, or turn away. */
async function interact(request, response) {
  const { subject, claims, turnsAway } = next;
  known.set(subject, claims);
  const result = turnsAway
    ? { error: 'access_denied', error_description: 'The person turned away.' }
    : { login: { accountId: subject, remember: false } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

process.on('message', (message) => {
  if (message.next) next = message.next;
  if (message.delayMs !== undefined) delayMs = message.delayMs;
  process.send({ ok: true });
});
process.on('disconnect', () => process.exit(0));
process.send({ issuer });
