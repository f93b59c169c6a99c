import { defineEndpoint, scalars, z } from '../http';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { decision } from './schema';

/** Takes the invitation back; its link is dead at once. */
export const postInvitationsByIdRevoke = defineEndpoint({
  route: 'post /v1/invitations/{id}/revoke',
  summary: 'Revoke an invitation',
  ...decision,
  access: { scope: 'invitations:write' },
  body: z.strictObject({ reason: scalars.paragraph().optional() }),
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    return decideAsUser(call, doc, 'revokeInvitation', { reason: call.body.reason });
  },
});
