import { defineEndpoint, ok } from '../http';
import { visibleInvitation } from './visible';
import { presentInvitation } from './view';
import { invitation } from './schema';

/** One invitation, sent or received; those to the own address need no scope. */
export const getInvitationsById = defineEndpoint({
  route: 'get /v1/invitations/{id}',
  summary: 'Show an invitation',
  access: 'signed-in',
  responses: { 200: { description: 'The invitation.', schema: invitation } },
  problems: ['forbidden'],
  async handler({ deps, caller, params }) {
    const doc = await visibleInvitation(deps, caller, params.id);
    return ok(await presentInvitation(deps, caller, doc));
  },
});
