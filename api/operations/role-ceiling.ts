import type { InvitationDoc, RoleStore } from '../../models';
import { BUILT_IN_ROLES } from '../../models';
import type { Caller } from '../caller';
import type { ApiDeps } from '../deps';
import { Problem } from '../problem';
import { invalid } from '../validate';
import { missingScopes } from './ranks';

/**
 * The role a new partner will get, if this caller may grant it: not above their rank, and with no scope that
 * neither they have nor the program's default role, for which its maker has vouched. The partner's account does
 * not exist yet, so only a built-in role can be in it.
 *
 * @throws {@link Problem} 403 `role-ceiling`, or 422 for a role that is none
 */
export async function grantableRole(
  deps: { readonly stores: { readonly roles: Pick<RoleStore, 'find'> } },
  caller: Caller,
  defaultRoleKey: string,
  roleKey = defaultRoleKey,
): Promise<string> {
  const [role, vouchedFor] = await Promise.all([
    deps.stores.roles.find(caller.accountId, roleKey),
    deps.stores.roles.find(caller.accountId, defaultRoleKey),
  ]);
  if (role === undefined) throw invalid([{ pointer: '/roleKey', detail: 'There is no such role.' }]);
  if (role.rank > caller.rank) throw new Problem('role-ceiling');
  const missing = missingScopes(caller, role.scopes).filter((one) => !vouchedFor?.scopes.includes(one));
  if (missing.length > 0) {
    throw new Problem('role-ceiling', {
      detail: `You do not have what the role has: ${missing.join(', ')}.`,
    });
  }
  if (!BUILT_IN_ROLES.some(({ key }) => key === roleKey)) {
    throw invalid([{ pointer: '/roleKey', detail: 'A new account has only the built-in roles.' }]);
  }
  return roleKey;
}

/**
 * Throws 403 `role-ceiling` when the inviter could not grant the role today: demoted or gone since. The rank
 * of the one who accepts or approves does not matter.
 */
export async function demandInviterRank(deps: ApiDeps, invitation: InvitationDoc): Promise<void> {
  const { accountId, inviterId, roleKey } = invitation;
  const [membership, role] = await Promise.all([
    deps.stores.memberships.find(accountId, inviterId),
    roleKey === null ? undefined : deps.stores.roles.find(accountId, roleKey),
  ]);
  const inviterRole = membership && (await deps.stores.roles.find(accountId, membership.roleKey));
  if (role !== undefined && role.rank > (inviterRole?.rank ?? -1)) throw new Problem('role-ceiling');
}
