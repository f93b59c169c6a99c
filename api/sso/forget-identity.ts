import { defineEndpoint, found, noContent } from '../http';
import { rankOf, requireRank } from '../roles/ranks';

/** Lets a member be bound anew at the next sign-in by SSO, for example after the provider has made them anew. */
export const deleteSsoIdentitiesByUserId = defineEndpoint({
  route: 'delete /v1/sso/identities/{userId}',
  summary: "Forget a member's SSO identity",
  access: { scope: 'sso:write' },
  audit: 'sso_identity_forgotten',
  responses: { 204: { description: 'The next sign-in binds the member.' } },
  problems: ['role-ceiling'],
  async handler({ deps, caller, params: { userId } }) {
    const { accountId } = caller;
    const membership = found(await deps.stores.memberships.find(accountId, userId));
    const rank = await rankOf(deps, accountId, membership.roleKey);
    requireRank(caller, rank, 'The user is above your own rank.');
    found((await deps.stores.ssoIdentities.forget(accountId, userId)) || undefined);
    return { ...noContent(), audit: { target: { kind: 'user', id: userId } } };
  },
});
