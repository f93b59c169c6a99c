import { byTimeline, defineEndpoint, scalars, z } from '../http';
import { decideAsUser } from './decisions';
import { ownInvitation } from './visible';
import { invitation, queued } from './schema';

/** Turns a pending partner down. */
export const postInvitationsByIdReject = defineEndpoint({
  route: 'post /v1/invitations/{id}/reject',
  summary: 'Reject a pending partner',
  tag: 'invitations',
  access: { scope: 'invitations:decide' },
  audit: byTimeline,
  body: z.strictObject({ reason: scalars.paragraph().optional() }),
  responses: {
    200: { description: 'The settled invitation.', schema: invitation },
    202: { description: 'No worker answered yet; Temporal keeps the decision.', schema: queued },
  },
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    return decideAsUser(call, doc, 'rejectInvitation', { reason: call.body.reason });
  },
});
