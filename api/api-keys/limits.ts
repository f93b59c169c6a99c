import type { ApiKeyDoc } from '../../models';
import { type ApiDeps, type Caller, invalid } from '../http';

/** The key that the caller calls with, if it is one. */
export async function askingKey(deps: ApiDeps, caller: Caller): Promise<ApiKeyDoc | undefined> {
  return caller.kind === 'key' ? deps.stores.apiKeys.find(caller.accountId, caller.credentialId) : undefined;
}

/**
 * When a key that is being made ends: as wanted, and never after the key that asks for it.
 *
 * @throws {@link Problem} 422 at `/expiresAt`
 */
export function expiryOf(wanted: Date | null, asking: ApiKeyDoc | undefined): Date | null {
  const wrong = (detail: string) => invalid([{ pointer: '/expiresAt', detail }]);
  if (wanted !== null && !(wanted > new Date())) throw wrong('Must lie in the future.');
  const limit = asking?.expiresAt ?? null;
  if (wanted !== null && limit !== null && wanted > limit) throw wrong('Must not outlive the key that asks.');
  return wanted ?? limit;
}
