import { grantedRole } from '../../domain/invitations/added-user';
import type { InvitationDoc } from '../invitations/invitation-model';
import type { StoreSet } from '../stores';

type AuthorityStores = Pick<StoreSet, 'events' | 'memberships' | 'roles'>;

/** The rank of the role that the partner will get; 0 for a role that is gone. */
export async function neededRank(
  { roles }: Pick<StoreSet, 'roles'>,
  invitation: InvitationDoc,
): Promise<number> {
  const { accountId } = invitation;
  const roleKey = grantedRole(invitation);
  return roleKey === null ? 0 : ((await roles.find(accountId, roleKey))?.rank ?? 0);
}

/**
 * Whether anybody who stands for the invitation has that rank today: its inviter, whoever is responsible for it now,
 * who approved it and who had it tried again.
 */
export async function carriesRank(
  stores: AuthorityStores,
  invitation: InvitationDoc,
  needed: number,
): Promise<boolean> {
  const { _id, accountId, inviterId, responsibleId, approvals } = invitation;
  const anyHasIt = async (people: readonly string[]) => {
    const ranks = await Promise.all([...new Set(people)].map((userId) => rankOf(stores, accountId, userId)));
    return ranks.some((rank) => rank >= needed);
  };
  if (await anyHasIt([inviterId, responsibleId ?? inviterId, ...approvals.map(({ by }) => by)])) return true;
  const retried = (await stores.events.list(_id)).filter(
    ({ type, actor }) => type === 'retried' && actor.kind === 'user',
  );
  return anyHasIt(retried.map(({ actor }) => actor.id));
}

/** -1 for who is not in the account any more. */
async function rankOf(
  { memberships, roles }: AuthorityStores,
  accountId: string,
  userId: string,
): Promise<number> {
  const membership = await memberships.find(accountId, userId);
  return membership === undefined ? -1 : ((await roles.find(accountId, membership.roleKey))?.rank ?? -1);
}
