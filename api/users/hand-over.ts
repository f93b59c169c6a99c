import type { Role } from '../../domain/accounts/roles';
import { neededRank } from '../../models';
import { type ApiDeps, type Caller, invalid } from '../http';
import { rankOf } from '../roles/ranks';
import type { HandOverOutcome } from './schema';

/** Who takes over, and from whom. */
export interface HandOver {
  readonly userId: string;
  /** The new role of somebody who stays; invitations that it still carries stay with them. */
  readonly newRole?: Role;
  /** Default: whoever makes the change, and where their rank is too low the highest administrator. */
  readonly handOverTo?: string | undefined;
}

/** A hand-over that was checked and is not done yet. */
export interface HandOverPlan {
  readonly outcome: HandOverOutcome;
  apply(): Promise<void>;
  /** Undoes {@link apply}, for a change that did not happen after all. */
  giveBack(): Promise<void>;
}

/**
 * Plans who becomes responsible for the open invitations that a user can no longer stand for. Applied right before
 * the change and only once that is allowed, so that neither a crash nor a refusal leaves anything without anybody.
 *
 * @throws {@link Problem} 422 when nobody can take over as asked
 */
export async function planHandOver(deps: ApiDeps, caller: Caller, change: HandOver): Promise<HandOverPlan> {
  const { accountId } = caller;
  const { userId, newRole, handOverTo } = change;
  const open = await deps.stores.invitations.openOf(accountId, userId);
  const ranked = await Promise.all(
    open.map(async (doc) => ({ doc, needed: await neededRank(deps.stores, doc) })),
  );
  const lost = ranked.filter(({ needed }) => newRole === undefined || needed > newRole.rank);
  const candidates =
    handOverTo === undefined
      ? await successors(deps, caller, userId)
      : [await named(deps, accountId, { to: handOverTo, from: userId, lost })];
  const taken = lost.flatMap(({ doc, needed }) => {
    const to = candidates.find(({ rank }) => rank >= needed);
    return to === undefined ? [] : [{ doc, to: to.userId }];
  });
  const give = (receiverOf: (one: (typeof taken)[number]) => string | null) =>
    assign(deps, accountId, new Map(taken.map((one) => [one.doc._id, receiverOf(one)])));
  return {
    outcome: {
      handedOver: taken.length,
      receivers: [...new Set(taken.map(({ to }) => to))],
      staying: lost.length - taken.length,
    },
    apply: () => give(({ to }) => to),
    giveBack: () => give(({ doc }) => doc.responsibleId ?? null),
  };
}

async function assign(
  deps: ApiDeps,
  accountId: string,
  receivers: ReadonlyMap<string, string | null>,
): Promise<void> {
  for (const to of new Set(receivers.values())) {
    const ids = [...receivers].filter(([, one]) => one === to).map(([id]) => id);
    await deps.stores.invitations.handOver(accountId, ids, to);
  }
}

interface Candidate {
  readonly userId: string;
  readonly rank: number;
}

/** Whoever acts, then the other administrators, the highest first. */
async function successors(deps: ApiDeps, caller: Caller, leaving: string): Promise<Candidate[]> {
  const { memberships, roles, users } = deps.stores;
  const known = new Map((await roles.list(caller.accountId)).map((role) => [role.key, role]));
  const members = await memberships.ofAccount(caller.accountId);
  const active = new Set(
    (await users.findMany(members.map(({ userId }) => userId)))
      .filter(({ status }) => status === 'active')
      .map(({ _id }) => _id),
  );
  const acts = ({ userId }: Candidate) => Number(userId === caller.userId);
  return members
    .filter(({ userId, roleKey }) => {
      const administers = known.get(roleKey)?.scopes.includes('users:write') === true;
      return userId !== leaving && active.has(userId) && (administers || userId === caller.userId);
    })
    .map(({ userId, roleKey }) => ({ userId, rank: known.get(roleKey)?.rank ?? 0 }))
    .sort((a, b) => acts(b) - acts(a) || b.rank - a.rank);
}

async function named(
  deps: ApiDeps,
  accountId: string,
  { to, from, lost }: { to: string; from: string; lost: readonly { readonly needed: number }[] },
): Promise<Candidate> {
  const membership = await deps.stores.memberships.find(accountId, to);
  const rank = membership === undefined ? -1 : await rankOf(deps, accountId, membership.roleKey);
  const needed = Math.max(0, ...lost.map((one) => one.needed));
  if (to !== from && rank >= needed && membership !== undefined) return { userId: to, rank };
  const detail = 'Must be another user of the account whose rank covers the invitations.';
  throw invalid([{ pointer: '/handOverTo', detail }]);
}
