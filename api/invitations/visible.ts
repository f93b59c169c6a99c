import type { InvitationDoc } from '../../models';
import { type ApiDeps, type Caller, may, Problem } from '../http';
import { receivedBy } from './receiving';

/** What every signed-in call has. */
export interface SignedInCall {
  readonly deps: ApiDeps;
  readonly caller: Caller;
  readonly idempotencyKey: string | undefined;
}

/** The account's own invitation; another account's is not there. */
export async function ownInvitation({ deps, caller }: SignedInCall, id: string): Promise<InvitationDoc> {
  const invitation = await deps.stores.invitations.find(caller.accountId, id);
  if (invitation === undefined) throw new Problem('not-found');
  return invitation;
}

/** An invitation that the account or the caller's own address received. */
export async function receivedInvitation({ deps, caller }: SignedInCall, id: string): Promise<InvitationDoc> {
  const invitation = await deps.stores.invitations.findReceived(receivedBy(caller), id);
  if (invitation === undefined) throw new Problem('not-found');
  return invitation;
}

/**
 * An invitation that the account sent or received, as far as the caller's scopes reach, or one to the caller's
 * own address.
 *
 * @throws {@link Problem} 404 for everything else, 403 for a credential that may see none
 */
export async function visibleInvitation(deps: ApiDeps, caller: Caller, id: string): Promise<InvitationDoc> {
  const sent = may(caller, 'invitations:read')
    ? await deps.stores.invitations.find(caller.accountId, id)
    : undefined;
  const found = sent ?? (await deps.stores.invitations.findReceived(receivedBy(caller), id));
  if (found === undefined) throw new Problem('not-found');
  return found;
}
