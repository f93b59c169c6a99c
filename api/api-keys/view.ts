import type { ApiKeyDoc, Scope } from '../../models';
import type { Caller } from '../http/caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../http/problem';
import type { NewApiKeyInput } from './schema';
import { invalid } from '../http/validate';
import { requireRank, requireScopes, rankOf } from '../roles/ranks';

/**
 * Makes a key that acts as the caller and is worth no more than the credential that asks for it: neither in
 * scopes nor in time.
 *
 * @throws {@link Problem} 403 `forbidden`, 422
 */
export async function createApiKey(deps: ApiDeps, caller: Caller, input: NewApiKeyInput) {
  const { accountId, userId, accessEpoch } = caller;
  if (input.scopes !== undefined) requireScopes(caller, input.scopes);
  const [scopes, expiresAt] = await Promise.all([
    input.scopes ?? ownScopes(deps, caller),
    expiryOf(deps, caller, input.expiresAt),
  ]);
  return deps.stores.apiKeys.create({
    accountId,
    userId,
    name: input.name,
    scopes,
    accessEpoch,
    expiresAt,
  });
}

/** Keys of the account that were not revoked, newest first. */
export async function liveApiKeys(deps: ApiDeps, { accountId }: Caller): Promise<ApiKeyDoc[]> {
  return (await deps.stores.apiKeys.list(accountId)).filter(({ revokedAt }) => revokedAt === null);
}

/**
 * Kills a key at once, unless it acts for somebody above the caller.
 *
 * @throws {@link Problem} 403 `role-ceiling`, 404
 */
export async function revokeApiKey(deps: ApiDeps, caller: Caller, id: string): Promise<void> {
  const key = (await deps.stores.apiKeys.list(caller.accountId)).find(({ _id }) => _id === id);
  if (key === undefined) throw new Problem('not-found');
  const owner = await deps.stores.memberships.find(caller.accountId, key.userId);
  const rank = owner === undefined ? 0 : await rankOf(deps, caller.accountId, owner.roleKey);
  requireRank(caller, rank, 'The key acts for a user above your own rank.');
  await deps.stores.apiKeys.revoke(caller.accountId, id);
}

/** A key as the API answers it, without anything that opens a door. */
export function presentApiKey({ _id, name, prefix, userId, scopes, expiresAt, createdAt }: ApiKeyDoc) {
  return {
    id: _id,
    name,
    prefix,
    userId,
    scopes: scopes === null ? null : [...scopes],
    expiresAt: expiresAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

/** Null, which follows the role, unless the caller is a key that names its scopes: then just as narrow. */
async function ownScopes(deps: ApiDeps, caller: Caller): Promise<Scope[] | null> {
  const asking = await askingKey(deps, caller);
  return asking === undefined || asking.scopes === null ? null : [...caller.scopes];
}

/** The key that the caller calls with, if it is one. */
async function askingKey(deps: ApiDeps, caller: Caller): Promise<ApiKeyDoc | undefined> {
  if (caller.kind !== 'key') return undefined;
  return (await deps.stores.apiKeys.list(caller.accountId)).find(({ _id }) => _id === caller.credentialId);
}

async function expiryOf(deps: ApiDeps, caller: Caller, wanted: string | undefined): Promise<Date | null> {
  const expiresAt = wanted === undefined ? null : new Date(wanted);
  if (expiresAt !== null && !(expiresAt > new Date())) {
    throw invalid([{ pointer: '/expiresAt', detail: 'Must lie in the future.' }]);
  }
  const limit = (await askingKey(deps, caller))?.expiresAt ?? null;
  if (expiresAt !== null && limit !== null && expiresAt > limit) {
    throw invalid([{ pointer: '/expiresAt', detail: 'Must not outlive the key that asks.' }]);
  }
  return expiresAt ?? limit;
}
