import type { PrivacyRequestDoc } from '../../models';
import { parseEmailAddress, reservedOrNew } from '../../models';
import type { Caller } from '../http/caller';
import type { ApiDeps } from '../deps';
import type { Keyed } from '../http/endpoint';
import { Problem } from '../http/problem';

/**
 * Has everything erased that the caller's account holds about the address. Once this answers, it will be done:
 * the request is stored and its workflow is started. Nothing is stored while Temporal is known to be away; what was
 * stored stays, and the worker starts what this could not. The same call, repeated, is the same request.
 *
 * @throws {@link Problem} 503
 */
export async function requestErasure(
  { deps, caller: { accountId, userId }, reservedId }: Keyed & { deps: ApiDeps; caller: Caller },
  email: string,
): Promise<PrivacyRequestDoc> {
  const emailKey = keyOf(email);
  await deps.temporal.ensureUsable();
  const _id = reservedOrNew('prv', reservedId);
  const request = await deps.stores.privacyRequests.create({
    _id,
    accountId,
    requestedBy: userId,
    emailKey,
  });
  await deps.temporal.maintenance.erase({ requestId: request._id, accountId });
  return request;
}

/**
 * The caller's own request.
 *
 * @throws {@link Problem} 404 for every other ID
 */
export async function ownErasure(
  deps: ApiDeps,
  { accountId }: Caller,
  id: string,
): Promise<PrivacyRequestDoc> {
  const request = await deps.stores.privacyRequests.find(accountId, id);
  if (request === undefined) throw new Problem('not-found');
  return request;
}

/** A request as the API answers it; the address is not part of it. */
export function presentErasure({
  _id,
  status,
  erasedInvitations,
  createdAt,
  completedAt,
}: PrivacyRequestDoc) {
  return {
    id: _id,
    status,
    erasedInvitations,
    createdAt: createdAt.toISOString(),
    completedAt: completedAt?.toISOString() ?? null,
  };
}

/** All that the caller's account holds about the address. */
export async function exportContact(deps: ApiDeps, { accountId }: Caller, email: string) {
  const emailKey = keyOf(email);
  const held = await deps.stores.privacy.export(accountId, emailKey);
  return { email, exportedAt: new Date().toISOString(), ...held };
}

/** Schemas have made sure that it is an address. */
function keyOf(email: string): string {
  return parseEmailAddress(email)?.key ?? '';
}
