import type { InvitationDoc } from '../../models';
import type { Caller } from '../caller';
import { may } from '../caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../problem';

/**
 * An invitation that the account sent or one of its users received, as far as the caller's scopes reach.
 *
 * @throws {@link Problem} 404 for everything else
 */
export async function visibleInvitation(deps: ApiDeps, caller: Caller, id: string): Promise<InvitationDoc> {
  const sent = may(caller, 'invitations:read')
    ? await deps.stores.invitations.find(caller.accountId, id)
    : undefined;
  const found = sent ?? (await deps.stores.invitations.findReceived(caller.accountId, id));
  if (found === undefined) throw new Problem('not-found');
  return found;
}
