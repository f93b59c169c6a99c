import type { MembershipOfferDoc } from '../../models';
import { type ApiDeps, type Caller, found, missingScopes, Problem } from '../http';

/** An offer to the caller's own address; every other one is not there. */
export async function offerToCaller(deps: ApiDeps, caller: Caller, id: string): Promise<MembershipOfferDoc> {
  await requireWholeCredential(deps, caller);
  const offer = found(await deps.stores.membershipOffers.find(id));
  if (offer.emailKey !== caller.emailKey) throw new Problem('not-found');
  return offer;
}

/** What a person joins is decided by that person, not by a key that was made for less. */
export async function requireWholeCredential(deps: ApiDeps, caller: Caller): Promise<void> {
  if (caller.kind !== 'key') return;
  const role = await deps.stores.roles.find(caller.accountId, caller.roleKey);
  if (role !== undefined && missingScopes(caller, role.scopes).length === 0) return;
  throw new Problem('forbidden', { detail: 'A narrowed API key cannot answer for its user.' });
}
