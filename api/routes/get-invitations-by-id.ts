import { defineEndpoint, ok } from '../endpoint';
import { visibleInvitation } from '../operations/visible-invitation';
import { presentInvitation } from '../present';
import { byId, invitation } from '../schemas/invitation';

/** One invitation, sent or received; those to the own address need no scope. */
export const getInvitationsById = defineEndpoint({
  method: 'get',
  path: '/v1/invitations/{id}',
  summary: 'Show an invitation',
  tag: 'invitations',
  access: 'signed-in',
  params: byId,
  responses: { 200: { description: 'The invitation.', schema: invitation } },
  async handler({ deps, caller, params }) {
    const doc = await visibleInvitation(deps, caller, params.id);
    return ok(await presentInvitation(deps, caller, doc));
  },
});
