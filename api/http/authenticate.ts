import type { Request } from 'express';
import type { Scope } from '../../domain/accounts/roles';
import { epochsOf, lastUsed, type Stores, type UserDoc } from '../../models';
import type { Principal } from '../../models/accounts/principals';
import { displayName } from '../../domain/accounts/display-name';
import { parseEmailAddress } from '../../domain/email-address';
import { type Caller, may } from '../../domain/security/caller';
import { sameSecret, sha256 } from '../../domain/security/secrets';
import type { ApiDeps } from '../deps';
import type { Access } from './endpoint';
import { looksLikeJwt } from './oidc';
import { Problem } from './problem';
import { readCookie, SESSION_COOKIE, type WithHeaders } from './cookies';

/**
 * Finds out who calls. A bearer key counts before a cookie; a cookie counts for changes only together with
 * its CSRF token.
 *
 * @throws {@link Problem} 401 without a valid credential, 403 `csrf`
 */
export async function authenticate(
  access: Access,
  request: Request,
  deps: ApiDeps,
): Promise<Caller | undefined> {
  if (access === 'public') return undefined;
  const bearer = bearerOf(request);
  if (access === 'instance-key') {
    if (bearer === undefined || !sameSecret(bearer, deps.settings.instanceKey))
      throw new Problem('unauthenticated');
    return undefined;
  }
  const caller =
    bearer === undefined && request.headers.authorization === undefined
      ? await callerOfSession(deps, request)
      : await callerOfBearer(deps, bearer ?? '');
  if (caller === undefined || (access === 'session' && caller.kind !== 'session')) {
    throw new Problem('unauthenticated');
  }
  if (caller.kind === 'session' && changesSomething(request)) requireCsrfToken(request, caller);
  return caller;
}

/** Throws 403 `forbidden` when the credential has none of the scopes that the endpoint takes. */
export function authorise(access: Access, caller: Caller | undefined): void {
  if (typeof access !== 'object') return;
  if (caller === undefined || !may(caller, ...[access.scope].flat())) throw new Problem('forbidden');
}

/** Who is behind a session token, for pages; `undefined` when nobody is. */
export async function callerOfSessionToken({ stores }: ApiDeps, token: string): Promise<Caller | undefined> {
  const found = await stores.principals.ofSession(token);
  if (found === undefined) return undefined;
  const { csrfToken, accessEpoch = 0, _id } = found.credential;
  return callerOf(stores, found, { kind: 'session', credentialId: _id, csrfToken, madeIn: accessEpoch });
}

/** Who is signed in in the browser that the request comes from. */
export async function callerOfSession(deps: ApiDeps, request: WithHeaders): Promise<Caller | undefined> {
  const token = readCookie(request, SESSION_COOKIE);
  return token === undefined ? undefined : callerOfSessionToken(deps, token);
}

async function callerOfBearer(deps: ApiDeps, bearer: string): Promise<Caller | undefined> {
  return looksLikeJwt(bearer) ? callerOfToken(deps, bearer) : callerOfKey(deps, bearer);
}

/** The user with the token's verified address, in the account it names or else in the one used last. */
async function callerOfToken({ stores, oidc }: ApiDeps, token: string): Promise<Caller | undefined> {
  const identity = await oidc?.verify(token);
  const key = identity && parseEmailAddress(identity.email)?.key;
  const user = key === undefined ? undefined : await stores.users.findByEmailKey(key);
  if (identity === undefined || user === undefined) return undefined;
  const { accountId: named } = identity;
  const memberships = await stores.memberships.ofUser(user._id);
  const membership =
    named === undefined ? lastUsed(memberships) : memberships.find(({ accountId }) => accountId === named);
  if (membership === undefined) return undefined;
  const credentialId = `oidc:${membership.accountId}:${user._id}`;
  return callerOf(stores, { user, membership }, { kind: 'oidc', credentialId });
}

async function callerOfKey({ stores, logger }: ApiDeps, key: string): Promise<Caller | undefined> {
  const found = await stores.principals.ofApiKey(key);
  if (found === undefined) return undefined;
  const { scopes, accessEpoch = 0, _id } = found.credential;
  const caller = await callerOf(stores, found, {
    kind: 'key',
    credentialId: _id,
    scopes,
    madeIn: accessEpoch,
  });
  if (caller === undefined) return undefined;
  try {
    await stores.apiKeys.noteUse(found.credential, sha256(key), new Date());
  } catch (error) {
    // Nobody is kept out because this was not written down.
    logger.warn({ err: error }, 'the use of a key was not noted');
  }
  return caller;
}

interface Credential extends Pick<Caller, 'kind' | 'credentialId'> {
  /** Narrows what the role allows. */
  readonly scopes?: readonly Scope[] | null;
  readonly csrfToken?: string;
  /** The access epoch in which it was made; an issuer's token is of none. */
  readonly madeIn?: number;
}

/** A credential is worth what its user is now: active, of the same password, a member, and of the role of today. */
async function callerOf(
  stores: Stores,
  { user, membership }: Pick<Principal<unknown>, 'user' | 'membership'>,
  { kind, credentialId, csrfToken, scopes: narrowed = null, madeIn }: Credential,
): Promise<Caller | undefined> {
  if (user?.status !== 'active' || membership === undefined) return undefined;
  if (!isOfPassword(user, kind, madeIn)) return undefined;
  const { accountId, roleKey } = membership;
  const role = await stores.roles.find(accountId, roleKey);
  const allowed = role?.scopes ?? [];
  return {
    kind,
    credentialId,
    csrfToken,
    userId: user._id,
    accountId,
    emailKey: user.emailKey,
    accessEpoch: epochsOf(user).accessEpoch,
    name: displayName(user),
    roleKey,
    rank: role?.rank ?? 0,
    scopes: new Set(narrowed === null ? allowed : allowed.filter((scope) => narrowed.includes(scope))),
    narrowedTo: narrowed === null ? null : new Set(narrowed),
  };
}

/** Whoever signed in by an older password, or made a key so, however late it was stored, is out. */
function isOfPassword(user: UserDoc, kind: Caller['kind'], madeIn: number | undefined): boolean {
  const { accessEpoch, keptEpoch } = epochsOf(user);
  return madeIn === undefined || madeIn === accessEpoch || (kind === 'key' && madeIn === keptEpoch);
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,8000})$/i.exec(request.headers.authorization ?? '')?.[1];
}

function changesSomething({ method }: Request): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}

function requireCsrfToken(request: Request, { csrfToken }: Caller): void {
  const given = request.headers['x-csrf-token'];
  if (typeof given !== 'string' || csrfToken === undefined || !sameSecret(given, csrfToken)) {
    throw new Problem('csrf');
  }
}
