import { BUILT_IN_ROLES } from '../../domain/accounts/roles';
import { carriesRank, type InvitationDoc, neededRank, type RoleStore } from '../../models';
import { type ApiDeps, type Caller, invalid, missingScopes, Problem } from '../http';

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
 * Throws 403 `role-ceiling` when the caller's decision could not carry the role: neither they nor anybody who
 * stands for the invitation has the rank today. The invited person is never asked for it.
 */
export async function requireCarried(
  deps: ApiDeps,
  caller: Caller,
  invitation: InvitationDoc,
): Promise<void> {
  if (await isCarried(deps, caller, invitation)) return;
  throw new Problem('role-ceiling', {
    detail:
      'Whoever invited has left or has a lower role now. Somebody whose rank covers the role has to do this.',
  });
}

/** Whether the caller's approval or retry would give the partner the role. */
export async function isCarried(deps: ApiDeps, caller: Caller, invitation: InvitationDoc): Promise<boolean> {
  const needed = await neededRank(deps.stores, invitation);
  return needed <= caller.rank || (await carriesRank(deps.stores, invitation, needed));
}

/** Whether one more approval of this content is the last that is needed. */
export function isLastApproval({ approvals, workflowInput }: InvitationDoc, hash: string): boolean {
  const counting = approvals.filter((approval) => approval.contentHash === hash).length;
  return counting + 1 >= workflowInput.policy.requiredApprovals;
}
