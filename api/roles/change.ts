import type { Role, Scope } from '../../domain/accounts/roles';
import { type ApiDeps, type Caller, defineEndpoint, invalid, ok } from '../http';
import { administratorsLike, rolesThatAdminister, unlessLast } from '../users/keep-administered';
import { changeableRole, requireNotAbove } from './ranks';
import { role, roleChanges } from './schema';
import { getRolesByKey } from './get';

/** Changes an own role; whoever has it gets the change at once. */
export const putRolesByKey = defineEndpoint({
  route: 'put /v1/roles/{key}',
  summary: 'Change a role; members left out stay as they are',
  access: { scope: 'roles:write' },
  edits: getRolesByKey,
  audit: 'role_changed',
  body: roleChanges,
  responses: { 200: { description: 'The changed role.', schema: role } },
  problems: ['invalid-transition', 'role-ceiling'],
  async handler({ deps, caller, params, body }) {
    const before = await changeableRole(deps, caller, params.key);
    if (body.key !== undefined && body.key !== before.key) {
      throw invalid([{ pointer: '/key', detail: 'The key of a role cannot be changed.' }]);
    }
    const { name = before.name, rank = before.rank, scopes = before.scopes } = body;
    const after = { key: before.key, name, rank, scopes };
    requireNotAbove(caller, after, before);
    await changeRole(deps, caller, before, after);
    return ok({ ...after, builtIn: false });
  },
});

/** Nobody grants a scope that they lack: without these nobody could ever give them back. */
const ADMINISTERING: readonly Scope[] = ['users:write', 'roles:write'];

/**
 * Changes an own role, unless a lower rank or fewer scopes would leave the account without anybody who administers
 * it. What its holders stand for stays with them: their rank is asked for when it is needed, and whoever is
 * responsible is told when it is not enough any more.
 *
 * @throws {@link Problem} 409 `last-administrator`
 */
async function changeRole(
  deps: ApiDeps,
  { accountId }: Caller,
  before: Role,
  after: Omit<Role, 'builtIn'>,
): Promise<void> {
  const put = (one: Omit<Role, 'builtIn'>) => deps.stores.roles.put(accountId, one);
  const dropped = before.scopes.filter((scope) => !after.scopes.includes(scope));
  const isLess = after.rank < before.rank || dropped.some((scope) => ADMINISTERING.includes(scope));
  const holders = await deps.stores.memberships.ofAccount(accountId, [before.key]);
  if (!isLess || !before.scopes.includes('users:write') || holders.length === 0) {
    await put(after);
    return;
  }
  const peers = () => rolesThatAdminister(deps, accountId);
  const going = holders.map(({ userId }) => userId);
  const remaining = await administratorsLike(deps, accountId, going, peers);
  const others = async () => (await remaining()).some(({ roleKey }) => roleKey !== before.key);
  await unlessLast({
    isAllowed: others,
    change: () => put(after),
    hasHeld: others,
    undo: () => put(before),
  });
}
