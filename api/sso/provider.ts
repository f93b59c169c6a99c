import type * as OpenId from 'openid-client' with { 'resolution-mode': 'import' };
import type { SsoConnectionDoc } from '../../models';
import { type ApiDeps, Problem } from '../http';
import { IssuerAway, networkOf } from './network';
import { ssoRefused } from './refusals';

/** What an identity provider says of somebody; everything else in its answer is nobody's business. */
export interface SsoClaims {
  readonly subject: string;
  readonly email: string | undefined;
  /** Whether the provider has verified the address; undefined where it says nothing of that. */
  readonly isVerified: boolean | undefined;
}

/** What the browser keeps between leaving for the provider and coming back. */
export interface SsoChecks {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

const TIMEOUT_SECONDS = 5;
const CLOCK_TOLERANCE_SECONDS = 5;

/** The address to which the provider sends people back; it has to be registered there. */
export const redirectUriOf = ({ settings }: Pick<ApiDeps, 'settings'>): string =>
  `${settings.publicUrl}/sign-in/sso/callback`;

/** An identity provider that has described itself. */
export interface SsoProvider {
  /** Where people sign in, with what to check when they come back. */
  authorize(loginHint: string): Promise<SsoChecks & { readonly url: string }>;
  /**
   * What the provider says of whoever came back with this query.
   *
   * @throws {@link Problem} 403 `sso-refused`, 503 `identity-provider-unavailable`
   */
  claims(query: string, checks: SsoChecks): Promise<SsoClaims>;
}

/**
 * Asks the issuer to describe itself. Nothing of it is kept, so that changed keys and addresses count at once.
 *
 * @throws {@link Problem} 403 `sso-refused` when it says what cannot be, 503 `identity-provider-unavailable`
 */
export async function discoverProvider(deps: ApiDeps, connection: SsoConnectionDoc): Promise<SsoProvider> {
  const openid = await import('openid-client');
  const server = new URL(connection.issuer);
  const { fetch } = networkOf(deps);
  const execute = [openid.enableNonRepudiationChecks];
  // Marked as deprecated so that nobody uses it by accident; only a local provider may be called so.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (server.protocol === 'http:') execute.push(openid.allowInsecureRequests);
  const secret = deps.stores.ssoConnections.clientSecret(connection);
  const metadata = { redirect_uris: [redirectUriOf(deps)], [openid.clockTolerance]: CLOCK_TOLERANCE_SECONDS };
  const config = await answered(() =>
    openid.discovery(server, connection.clientId, metadata, clientAuthentication(openid, secret), {
      execute,
      timeout: TIMEOUT_SECONDS,
      [openid.customFetch]: fetch,
    }),
  );
  const { issuer, authorization_endpoint: page = '' } = config.serverMetadata();
  const isItself = URL.canParse(issuer) && new URL(issuer).href === server.href;
  const isPage = URL.canParse(page) && ['https:', server.protocol].includes(new URL(page).protocol);
  if (!isItself || !isPage) throw ssoRefused('answer');
  return {
    authorize: (loginHint) => authorize(openid, config, redirectUriOf(deps), loginHint),
    claims: (query, checks) =>
      answered(() => claimsOf(openid, config, new URL(`${redirectUriOf(deps)}?${query}`), checks)),
  };
}

/** By the header where the provider takes it, which is what the standard has for those that do not say. */
function clientAuthentication(openid: typeof OpenId, secret: string | null): OpenId.ClientAuth {
  if (secret === null) return openid.None();
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported;
    const byHeader = methods === undefined || methods.includes('client_secret_basic');
    const authenticate = byHeader ? openid.ClientSecretBasic(secret) : openid.ClientSecretPost(secret);
    authenticate(server, ...rest);
  };
}

async function authorize(
  openid: typeof OpenId,
  config: OpenId.Configuration,
  redirectUri: string,
  loginHint: string,
) {
  const codeVerifier = openid.randomPKCECodeVerifier();
  const checks = { state: openid.randomState(), nonce: openid.randomNonce(), codeVerifier };
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid email',
    state: checks.state,
    nonce: checks.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    login_hint: loginHint,
  });
  return { ...checks, url: url.href };
}

/** Some providers tell the address only where they are asked for it with the token. */
async function claimsOf(
  openid: typeof OpenId,
  config: OpenId.Configuration,
  came: URL,
  { state, nonce, codeVerifier }: SsoChecks,
): Promise<SsoClaims> {
  const tokens = await openid.authorizationCodeGrant(config, came, {
    pkceCodeVerifier: codeVerifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  const token = tokens.claims();
  if (token === undefined) throw ssoRefused('answer');
  const hasInfo = token['email'] === undefined && config.serverMetadata().userinfo_endpoint !== undefined;
  const { email, email_verified: verified }: Readonly<Record<string, unknown>> = hasInfo
    ? await openid.fetchUserInfo(config, tokens.access_token, token.sub)
    : token;
  return {
    subject: token.sub,
    email: typeof email === 'string' ? email : undefined,
    isVerified: verified === undefined ? undefined : verified === true,
  };
}

/** Tells a provider that is away from one that says what cannot be, and from a person who changed their mind. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (isAway(error)) throw new Problem('identity-provider-unavailable', {}, error);
    const { error: said } = error as { error?: unknown };
    throw ssoRefused(said === 'access_denied' ? 'cancelled' : 'answer', error);
  }
}

function isAway(error: unknown): boolean {
  if (error instanceof IssuerAway) return true;
  if (!(error instanceof Error)) return false;
  return (error as { code?: unknown }).code === 'OAUTH_TIMEOUT' || isAway(error.cause);
}
