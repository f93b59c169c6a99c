import type { StoreSet } from '../stores';
import type { UserDoc } from './users';

/**
 * Ends everything by which somebody acts as the user without the password: sessions and API keys, in every
 * account. They are dead already once the password is set by somebody who did not know the one before; this clears
 * them away. Safe to repeat.
 */
export async function endAccess(
  { sessions, apiKeys }: Pick<StoreSet, 'sessions' | 'apiKeys'>,
  userId: string,
): Promise<void> {
  await sessions.removeOfUser(userId);
  await apiKeys.revokeEverywhereOf(userId);
}

/** What decides whether a session or API key is as old as the user's password. */
export interface AccessEpochs {
  readonly accessEpoch: number;
  readonly keptEpoch: number | null;
}

/** The epochs of the user; older users have none, which is 0. */
export function epochsOf({ accessEpoch = 0, keptEpoch = null }: UserDoc): AccessEpochs {
  return { accessEpoch, keptEpoch };
}

/**
 * Sets a new password for whoever knows the one of this user document, and lets API keys that were good until then
 * go on without a gap; sessions are dead. What died halfway is finished by the next one. False when the password
 * is another one by now.
 */
export async function changeOwnPassword(
  { users, apiKeys }: Pick<StoreSet, 'users' | 'apiKeys'>,
  user: UserDoc,
  passwordHash: string,
): Promise<boolean> {
  const { _id, passwordVersion } = user;
  const { accessEpoch: old, keptEpoch } = epochsOf(user);
  if (keptEpoch !== null) await apiKeys.carryOver(_id, keptEpoch, old);
  if (!(await users.setPassword(_id, passwordVersion, passwordHash, old))) return false;
  await apiKeys.carryOver(_id, old, old + 1);
  await users.endKeptEpoch(_id, old + 1);
  return true;
}
