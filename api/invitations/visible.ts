import type { InvitationDoc } from '../../models';
import { type ApiDeps, type Caller, found, may } from '../http';
import { receivedBy } from './receiving';

/** What every signed-in call has. */
export interface SignedInCall {
  readonly deps: ApiDeps;
  readonly caller: Caller;
  readonly idempotencyKey: string | undefined;
}

/** The account's own invitation; another account's is not there. */
export async function ownInvitation({ deps, caller }: SignedInCall, id: string): Promise<InvitationDoc> {
  return found(await deps.stores.invitations.find(caller.accountId, id));
}

/** An invitation that the account or the caller's own address received. */
export async function receivedInvitation({ deps, caller }: SignedInCall, id: string): Promise<InvitationDoc> {
  return found(await deps.stores.invitations.findReceived(receivedBy(caller), id));
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
  return sent ?? found(await deps.stores.invitations.findReceived(receivedBy(caller), id));
}
