import type { UserDoc } from '../../models';
import type { Caller } from '../caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../problem';
import type { NewUserInput } from '../schemas/user';
import type { Member } from './members';
import { ownMember } from './members';
import { assignableRole } from './ranks';
import { inviteUserToSetPassword } from './set-password';

/**
 * Makes somebody a member of the caller's account and mails a link to set a password. Who is a user of
 * another account stays that user, name and password untouched; who was removed before comes back.
 *
 * @throws {@link Problem} 403, 409 `already-exists`, 422, or 503 when nobody was added
 */
export async function addMember(deps: ApiDeps, caller: Caller, input: NewUserInput): Promise<Member> {
  const { memberships } = deps.stores;
  const role = await assignableRole(deps, caller, input.roleKey);
  const made = await deps.stores.users.create(input);
  const user = made.ok ? made.user : made.holder;
  const elsewhere = await memberships.ofUser(user._id);
  if (elsewhere.some(({ accountId }) => accountId === caller.accountId)) throw alreadyMember();
  const ours = elsewhere.length === 0;
  if (ours && !made.ok) await revive(deps, caller, user, input);
  const { accountId } = caller;
  if (!(await memberships.add({ accountId, userId: user._id, roleKey: role.key }))) throw alreadyMember();
  if (ours || user.passwordHash === null) await mailOrWithdraw(deps, accountId, user);
  return ownMember(deps, caller, user._id);
}

function alreadyMember(): Problem {
  return new Problem('already-exists', { detail: 'The account has a user with this address.' });
}

/** What the user had here before is not theirs again just because the address is. */
async function revive(
  deps: ApiDeps,
  { accountId }: Caller,
  { _id }: UserDoc,
  { firstName, lastName }: NewUserInput,
): Promise<void> {
  await deps.stores.apiKeys.revokeOfUser(accountId, _id);
  await deps.stores.sessions.removeOfUser(_id);
  await deps.stores.users.update(_id, { status: 'active', firstName, lastName });
}

/** A member without the e-mail could never sign in; so that the call can be repeated, there is none then. */
async function mailOrWithdraw(deps: ApiDeps, accountId: string, user: UserDoc): Promise<void> {
  try {
    await inviteUserToSetPassword(deps, user, accountId);
  } catch (error) {
    await deps.stores.memberships.remove(accountId, user._id).catch((failure: unknown) => {
      deps.logger.warn({ err: failure }, 'a user was added, but not mailed');
    });
    throw error;
  }
}
