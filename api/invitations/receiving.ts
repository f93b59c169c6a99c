import { homeAccount, type InvitationDoc, type ReceivedBy } from '../../models';
import { type ApiDeps, type Caller, may, Problem, speaksForUser } from '../http';

/**
 * Which received invitations this caller may look at: the account's with one of the scopes, those to the own
 * address with none.
 *
 * @throws {@link Problem} 403 `forbidden` when it is neither
 */
export function receivedBy(caller: Caller): ReceivedBy {
  const forAccount = may(caller, 'invitations:receive', 'invitations:read');
  const forUser = speaksForUser(caller);
  if (!forAccount && !forUser) throw new Problem('forbidden');
  return {
    ...(forAccount && { accountId: caller.accountId }),
    ...(forUser && { emailKey: caller.emailKey }),
  };
}

/**
 * The account that joins when this caller accepts: the one the caller is signed in to, or the caller's home
 * account where that is the inviting one itself; `undefined` when a new account will be made.
 */
export async function accountToJoin(
  { stores }: Pick<ApiDeps, 'stores'>,
  caller: Pick<Caller, 'accountId' | 'userId'>,
  { accountId }: Pick<InvitationDoc, 'accountId'>,
): Promise<string | undefined> {
  if (caller.accountId !== accountId) return caller.accountId;
  return homeAccount(await stores.memberships.ofUser(caller.userId), accountId);
}
