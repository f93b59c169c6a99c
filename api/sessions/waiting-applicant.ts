import { PENDING } from '../../domain/invitations/views';
import { verifyPassword } from '../../domain/security/passwords';
import type { ApiDeps } from '../http';

/**
 * Whether the address has applied with this very password and waits for a decision. Addresses that have not applied,
 * and wrong passwords, take the same time.
 */
export async function hasApplied({ stores }: ApiDeps, emailKey: string, password: string): Promise<boolean> {
  const invitations = await stores.invitations.findByEmailKey(emailKey);
  const pending = invitations.find(({ status }) => PENDING.includes(status));
  const applications = pending === undefined ? [] : await stores.applications.ofInvitation(pending._id);
  const hashes = applications.flatMap(({ passwordHash }) => passwordHash ?? []);
  return verifyPassword(password, hashes.at(-1));
}
