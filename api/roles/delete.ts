import { type ApiDeps, type Caller, defineEndpoint, noContent, Problem } from '../http';
import { changeableRole } from './ranks';

/** Removes an own role that nobody has any more. */
export const deleteRolesByKey = defineEndpoint({
  route: 'delete /v1/roles/{key}',
  summary: 'Remove a role',
  access: { scope: 'roles:write' },
  audit: 'role_deleted',
  responses: { 204: { description: 'The role is gone.' } },
  problems: ['invalid-transition', 'role-ceiling'],
  async handler({ deps, caller, params }) {
    const { key } = await changeableRole(deps, caller, params.key);
    await requireUnused(deps, caller, key);
    await deps.stores.roles.remove(caller.accountId, key);
    return noContent();
  },
});

/**
 * Throws 409 while somebody has the role or a rule of a program asks for it. Whoever gives it to somebody at
 * the very same moment leaves that user without any scope until the role is changed again.
 */
async function requireUnused(deps: ApiDeps, { accountId }: Caller, key: string): Promise<void> {
  const [members, programs] = await Promise.all([
    deps.stores.memberships.ofAccount(accountId, [key]),
    deps.stores.programs.list(accountId),
  ]);
  const inUse = (detail: string) => new Problem('invalid-transition', { detail, currentStatus: 'in-use' });
  if (members.length > 0) throw inUse(`${members.length} user(s) have the role.`);
  const program = programs.find(
    ({ defaultRoleKey, approvalRules }) =>
      defaultRoleKey === key || approvalRules.some(({ when }) => when.inviterRoles?.includes(key)),
  );
  if (program !== undefined) throw inUse(`The program "${program.key}" names the role.`);
}
