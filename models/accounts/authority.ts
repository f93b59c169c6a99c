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
 * The highest rank that anybody who stands for the invitation has today: its inviter, whoever is responsible for
 * it now, who approved it and who had it tried again. -1 when none of them is in the account any more.
 */
export async function carriedRank(stores: AuthorityStores, invitation: InvitationDoc): Promise<number> {
  const { _id, accountId, inviterId, responsibleId, approvals } = invitation;
  const retried = (await stores.events.list(_id))
    .filter(({ type, actor }) => type === 'retried' && actor.kind === 'user')
    .map(({ actor }) => actor.id);
  const people = new Set([
    inviterId,
    responsibleId ?? inviterId,
    ...approvals.map(({ by }) => by),
    ...retried,
  ]);
  const ranks = await Promise.all(
    [...people].map(async (userId) => {
      const membership = await stores.memberships.find(accountId, userId);
      return membership === undefined
        ? -1
        : ((await stores.roles.find(accountId, membership.roleKey))?.rank ?? -1);
    }),
  );
  return Math.max(...ranks);
}
