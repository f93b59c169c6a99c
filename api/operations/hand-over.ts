import type { InvitationDoc, Role } from '../../models';
import type { Caller } from '../caller';
import type { ApiDeps } from '../deps';
import { invalid } from '../validate';
import { rankOf } from './ranks';

/** What somebody's leaving, or a lower role, would touch. */
export async function responsibilitiesOf(deps: ApiDeps, { accountId }: Caller, userId: string) {
  const { apiKeys, invitations } = deps.stores;
  const [open, keys] = await Promise.all([invitations.openOf(accountId, userId), apiKeys.list(accountId)]);
  return {
    openInvitations: open.length,
    invitations: open
      .slice(0, SHOWN)
      .map(({ _id, partnerName, status }) => ({ id: _id, partnerName, status })),
    apiKeys: keys.filter((key) => key.userId === userId && key.revokedAt === null).length,
  };
}

/** Enough to recognise what it is about; the count tells the rest. */
const SHOWN = 25;

/** Who takes over, and from whom. */
export interface HandOver {
  readonly userId: string;
  /** The new role of somebody who stays; invitations that it still carries stay with them. */
  readonly newRole?: Role;
  /** Default: whoever makes the change. */
  readonly handOverTo?: string | undefined;
}

/**
 * Makes somebody else responsible for the open invitations that a user can no longer stand for, so that none of
 * them is lost. Done before the change, so that a crash between leaves nothing without anybody.
 *
 * @throws {@link Problem} 422 when nobody can take over as asked
 */
export async function handOver(deps: ApiDeps, caller: Caller, change: HandOver): Promise<number> {
  const { accountId } = caller;
  const { userId, newRole, handOverTo } = change;
  const open = await deps.stores.invitations.openOf(accountId, userId);
  const ranks = await Promise.all(open.map((one) => neededOf(deps, one)));
  const lost = open.filter((_, index) => newRole === undefined || (ranks[index] ?? 0) > newRole.rank);
  if (lost.length === 0 && handOverTo === undefined) return 0;
  const needed = Math.max(0, ...ranks.filter((_, index) => lost.includes(open[index] as InvitationDoc)));
  const to = handOverTo === undefined ? await successor(deps, caller, userId) : handOverTo;
  await demandFit(deps, accountId, { to, from: userId, needed, named: handOverTo !== undefined });
  await deps.stores.invitations.handOver(
    accountId,
    lost.map(({ _id }) => _id),
    to,
  );
  return lost.length;
}

async function neededOf(deps: ApiDeps, { accountId, roleKey }: InvitationDoc): Promise<number> {
  return roleKey === null ? 0 : rankOf(deps, accountId, roleKey);
}

/** Whoever acts; for somebody who removes themselves, the highest of the others. */
async function successor(deps: ApiDeps, caller: Caller, userId: string): Promise<string> {
  if (caller.userId !== userId) return caller.userId;
  const others = (await deps.stores.memberships.ofAccount(caller.accountId)).filter(
    (one) => one.userId !== userId,
  );
  const ranks = await Promise.all(others.map(({ roleKey }) => rankOf(deps, caller.accountId, roleKey)));
  const highest = ranks.indexOf(Math.max(...ranks));
  return others[highest]?.userId ?? caller.userId;
}

async function demandFit(
  deps: ApiDeps,
  accountId: string,
  { to, from, needed, named }: { to: string; from: string; needed: number; named: boolean },
): Promise<void> {
  const membership = await deps.stores.memberships.find(accountId, to);
  const rank = membership === undefined ? -1 : await rankOf(deps, accountId, membership.roleKey);
  if (!named || (to !== from && rank >= needed && membership !== undefined)) return;
  const detail = 'Must be another user of the account whose rank covers the invitations.';
  throw invalid([{ pointer: '/handOverTo', detail }]);
}
