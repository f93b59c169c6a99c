import { defineEndpoint, ok } from '../http';
import { ownMember, presentMember } from './view';
import { isOfferId, ownOffer, presentOffer } from '../memberships/offers';
import { user } from './schema';

/** One user of the account, or one who is invited to it. */
export const getUsersById = defineEndpoint({
  route: 'get /v1/users/{id}',
  summary: 'Show a user',
  access: { scope: 'users:read' },
  versioned: true,
  responses: { 200: { description: 'The user.', schema: user } },
  handler: async ({ deps, caller, params: { id } }) =>
    ok(
      isOfferId(id)
        ? presentOffer(await ownOffer(deps, caller, id))
        : presentMember(await ownMember(deps, caller, id)),
    ),
});
