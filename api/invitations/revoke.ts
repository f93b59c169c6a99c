import { byTimeline, defineEndpoint, scalars, z } from '../http';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { invitation, queued } from './schema';

/** Takes the invitation back; its link is dead at once. */
export const postInvitationsByIdRevoke = defineEndpoint({
  route: 'post /v1/invitations/{id}/revoke',
  summary: 'Revoke an invitation',
  tag: 'invitations',
  access: { scope: 'invitations:write' },
  audit: byTimeline,
  body: z.strictObject({ reason: scalars.paragraph().optional() }),
  responses: {
    200: { description: 'The settled invitation.', schema: invitation },
    202: { description: 'No worker answered yet; Temporal keeps the decision.', schema: queued },
  },
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    return decideAsUser(call, doc, 'revokeInvitation', { reason: call.body.reason });
  },
});
