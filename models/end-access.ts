import type { StoreSet } from './stores';

/**
 * Ends everything by which somebody acts as the user without the password: sessions and API keys, in every
 * account. For whenever a password is set by somebody who did not know the one before. Safe to repeat.
 */
export async function endAccess(
  { sessions, apiKeys }: Pick<StoreSet, 'sessions' | 'apiKeys'>,
  userId: string,
): Promise<void> {
  await sessions.removeOfUser(userId);
  await apiKeys.revokeEverywhereOf(userId);
}
