import { byTimeline, defineEndpoint, scalars, z } from '../http';
import { declineAsReceiver } from './answer';
import { answerDecided } from './decisions';
import { receivedInvitation } from './visible';
import { invitation, queued } from './schema';

/** Declines as the signed-in receiver. */
export const postInvitationsByIdDecline = defineEndpoint({
  route: 'post /v1/invitations/{id}/decline',
  summary: 'Decline a received invitation',
  tag: 'invitations',
  access: 'signed-in',
  audit: byTimeline,
  body: z.strictObject({ reason: scalars.paragraph().optional() }),
  responses: {
    200: { description: 'The settled invitation.', schema: invitation },
    202: { description: 'No worker answered yet; Temporal keeps the decision.', schema: queued },
  },
  async handler(call) {
    const doc = await receivedInvitation(call, call.params.id);
    return answerDecided(call, doc, await declineAsReceiver(call.deps, call.caller, doc, call.body.reason));
  },
});
