import type { JWTVerifyGetKey } from 'jose' with { 'resolution-mode': 'import' };
import { Problem } from './problem';

/** Whose tokens are taken. */
export interface OidcSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Without it the issuer is asked where its keys are. */
  readonly jwksUri: string | undefined;
  /** Claim that names the account, for users of several. */
  readonly accountClaim: string;
}

/** What a genuine token says. */
export interface OidcIdentity {
  readonly email: string;
  /** ID of the account that the token is for, where it names one. */
  readonly accountId: string | undefined;
}

/** Proves bearer tokens of one OpenID Connect issuer. */
export interface OidcVerifier {
  /**
   * The identity of a genuine token with a verified address; `undefined` for every other text.
   *
   * @throws {@link Problem} 503 `identity-provider-unavailable` while the keys cannot be had
   */
  verify(token: string): Promise<OidcIdentity | undefined>;
}

/** Asymmetric ones only: nobody makes a token of an issuer's public key, and none goes unsigned. */
const ALGORITHMS = ['RS256', 'ES256', 'PS256', 'EdDSA'];
/** Callers are answered within 3 s, whatever the issuer does. */
const FETCH_WITHIN_MS = 2_000;
/** Keys that nobody knows make no more than two requests a minute. */
const COOL_DOWN_MS = 30_000;
const KEYS_LIVE_MS = 10 * 60_000;
/** An issuer that just failed is not asked again by every call. */
const FAILURE_LIVES_MS = 2_000;
const CLOCK_TOLERANCE_SECONDS = 5;

/** Whether a bearer credential can be a token of an issuer; keys of our own have no dots. */
export const looksLikeJwt = (text: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text);

/** A verifier that fetches the issuer's keys when the first token comes. */
export function createOidcVerifier(settings: OidcSettings): OidcVerifier {
  const keys = keySource(settings);
  return {
    async verify(token) {
      if (!looksLikeJwt(token)) return undefined;
      const { jwtVerify, errors } = await import('jose');
      try {
        const { payload, protectedHeader } = await jwtVerify(token, keys, {
          issuer: settings.issuer,
          audience: settings.audience,
          algorithms: ALGORITHMS,
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          requiredClaims: ['exp', 'sub'],
        });
        return protectedHeader.kid === undefined ? undefined : identityOf(payload, settings);
      } catch (error) {
        if (error instanceof Problem) throw error;
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}

function identityOf(
  payload: Readonly<Record<string, unknown>>,
  { accountClaim }: OidcSettings,
): OidcIdentity | undefined {
  const { email, email_verified: verified } = payload;
  if (typeof email !== 'string' || verified !== true) return undefined;
  const account = payload[accountClaim];
  if (account === undefined || account === null) return { email, accountId: undefined };
  // A claim of another shape names no account; the one used last would be a guess.
  return typeof account === 'string' ? { email, accountId: account } : undefined;
}

/** Finds the key that signed a token; a failure of the issuer is 503, an unknown key is none of its failures. */
function keySource(settings: OidcSettings): JWTVerifyGetKey {
  let keySet: Promise<JWTVerifyGetKey> | undefined;
  let failedUntil = 0;
  return async (header, token) => {
    const { errors } = await import('jose');
    if (header.kid === undefined) throw new errors.JWKSNoMatchingKey();
    if (Date.now() < failedUntil) throw new Problem('identity-provider-unavailable');
    try {
      keySet ??= remoteKeys(settings);
      return await (
        await keySet
      )(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JOSENotSupported) throw error;
      keySet = undefined;
      failedUntil = Date.now() + FAILURE_LIVES_MS;
      throw new Problem('identity-provider-unavailable', {}, error);
    }
  };
}

async function remoteKeys(settings: OidcSettings): Promise<JWTVerifyGetKey> {
  const { createRemoteJWKSet } = await import('jose');
  return createRemoteJWKSet(new URL(settings.jwksUri ?? (await discover(settings.issuer))), {
    timeoutDuration: FETCH_WITHIN_MS,
    cooldownDuration: COOL_DOWN_MS,
    cacheMaxAge: KEYS_LIVE_MS,
  });
}

/** Where the issuer says that its keys are (OpenID Connect Discovery 1.0). */
async function discover(issuer: string): Promise<string> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(FETCH_WITHIN_MS),
    redirect: 'error',
  });
  const found = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (!response.ok || found.issuer !== issuer || typeof found.jwks_uri !== 'string') {
    throw new Error('The issuer does not describe itself.');
  }
  return found.jwks_uri;
}
